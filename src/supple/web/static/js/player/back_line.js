// The line of the back in a silhouette: 24 points of its contour, hip to neck, or a reason. The
// very rule of supple/core/seeing/back_line.py, which says how and why it works, step by step as there:
// the silhouette does not leave the page, so the rule is needed on both sides of the line.
// tests/core/seeing/test_back_line_page.py holds the two to each other; change both or neither.

import { smooth } from "./smoothing.js";
import { distance, pointOf, sees, stanceOf } from "./stance.js";

/** @typedef {import("./stance.js").Stance} Stance */
/** @typedef {import("./stance.js").Point} Point */
/** @typedef {import("./stance.js").Joint} Joint */

/** @typedef {readonly [number, number]} Run from, to; trunk lengths from the chord */

/**
 * @typedef {object} Mask how surely each cell of the whole picture shows the person, 0 to 1
 * @property {number} width
 * @property {number} height
 * @property {ArrayLike<number>} cells row by row from the top
 */

/**
 * @typedef {object} Axes
 * @property {Point} hip
 * @property {Point} along
 * @property {Point} out
 * @property {number} chord
 * @property {number} trunk
 */

export const POINT_COUNT = 24;
const RAY_COUNT = 46;
const FROM_RATIO = 0.1;
const TO_RATIO = 1.0;
const INWARD_TL = 0.7;
const OUTWARD_TL = 0.8;
const STEP_TL = 0.0125;
const STEP_COUNT = Math.round((INWARD_TL + OUTWARD_TL) / STEP_TL) + 1;
const SHARED_FROM_TL = 0.35;
const INSIDE = 0.5;
const BRIDGED_TL = 0.04;
const OFF_TRUNK_TL = 0.12;
const CHORD_MIN_TL = 0.55;
const HELD_MIN_RATIO = 0.7;
const OPEN_END_RATIO = 0.15;
const ROUGH_MAX_TL = 0.035;
const NECK_RISE_MAX_TL = 0.34;
const ON_FLOOR_TL = 0.1;
const LIMB_TL = 0.12;
const HEAD_TL = 0.26;
const UPPER_ARM_FROM_RATIO = 0.1;
const LYING_MAX_RATIO = 0.35;
const LIFTED_MIN_TL = 0.4;

/** @type {readonly (readonly [Joint, Joint])[]} */
const LIMBS = [["elbow", "wrist"], ["wrist", "index"], ["knee", "ankle"], ["heel", "foot_index"]];
/** @type {readonly Joint[]} */
const LOWEST = ["elbow", "wrist", "knee", "ankle", "heel", "foot_index"];

/**
 * @param {Mask} mask
 * @param {ArrayLike<number>} landmarks 33 x (x, y, z, visibility), fractions of the picture, y down
 * @param {number} aspect_ratio picture width over height
 * @returns {{points: Float32Array | null, why: string}} 24 x (x, y), fractions of the picture, y down
 */
export function backLine(mask, landmarks, aspect_ratio) {
  const traced = trace(mask, landmarks, aspect_ratio);
  if (typeof traced === "string") return { points: null, why: traced };
  const points = new Float32Array(POINT_COUNT * 2);
  traced.forEach(([x, y], index) => points.set([x / aspect_ratio, 1 - y], index * 2));
  return { points, why: "" };
}

/**
 * @param {Mask} mask
 * @param {ArrayLike<number>} landmarks
 * @param {number} aspect_ratio
 * @returns {Point[] | string} 24 places in picture heights, y up, or why there are none
 */
function trace(mask, landmarks, aspect_ratio) {
  if (!Number.isFinite(landmarks[0])) return "nobody";
  const body = stanceOf(landmarks, aspect_ratio);
  const why = unfit(body);
  if (why) return why;
  const axes = axesOf(body);
  if (liesOnBack(body, axes)) return "lying_on_back";
  const shares = evenly(FROM_RATIO, TO_RATIO, RAY_COUNT);
  const trunk = trunkOf(shares.map((share) => runsOf(profile(mask, aspect_ratio, axes, share))));
  if (!trunk) return "silhouette_off_body";
  const obstacles = obstaclesOf(body);
  const floor = lowestOf(body) + ON_FLOOR_TL * axes.trunk;
  const outline = shares.map((share, index) => {
    const out = trunk[index]?.[1] ?? NaN;
    if (!Number.isFinite(out)) return NaN;
    const place = placed(axes, share, out);
    const covered =
      place[1] < floor ||
      obstacles.some(([start, end, thick]) => distanceTo(start, end, place) < thick * axes.trunk);
    return covered ? NaN : out;
  });
  if (!enough(outline)) return "back_hidden";
  const { curve, rough_tl } = smooth(outline);
  if (rough_tl > ROUGH_MAX_TL) return "back_contour_broken";
  if (of(curve, RAY_COUNT - 1) - Math.min(...curve) > NECK_RISE_MAX_TL) return "neck_hidden";
  return spaced(shares.map((share, index) => placed(axes, share, of(curve, index))));
}

/** @param {Stance} body */
function unfit(body) {
  if (!sees(body, "hip") || !sees(body, "shoulder")) return "trunk_hidden";
  if (!(Number.isFinite(body.scale) && body.scale > 0)) return "trunk_hidden";
  if (body.ventral === 0) return "facing_unknown";
  const chord = distance(pointOf(body, "hip"), pointOf(body, "shoulder"));
  return chord < CHORD_MIN_TL * body.scale ? "trunk_points_away" : "";
}

/**
 * @param {Stance} body
 * @returns {Axes}
 */
function axesOf(body) {
  const hip = middleOf(body, "hip");
  const shoulder = middleOf(body, "shoulder");
  const chord = distance(hip, shoulder);
  /** @type {Point} */
  const along = [(shoulder[0] - hip[0]) / chord, (shoulder[1] - hip[1]) / chord];
  /** @type {Point} */
  const out = [-body.ventral * along[1], body.ventral * along[0]];
  return { hip, along, out, chord, trunk: body.scale };
}

/**
 * Between the two sides.
 * @param {Stance} body
 * @param {Joint} name
 * @returns {Point}
 */
function middleOf(body, name) {
  const near = pointOf(body, name);
  const far = pointOf(body, name, 1 - body.near);
  return Number.isFinite(far[0]) ? [(near[0] + far[0]) / 2, (near[1] + far[1]) / 2] : near;
}

/**
 * @param {Stance} body
 * @param {Axes} axes
 */
function liesOnBack(body, axes) {
  if (axes.out[1] >= 0 || Math.abs(axes.along[1]) > LYING_MAX_RATIO) return false;
  const middle = axes.hip[1] + (axes.along[1] * axes.chord) / 2;
  return !(middle - lowestOf(body) >= LIFTED_MIN_TL * axes.trunk);
}

/** @param {Stance} body */
function lowestOf(body) {
  const heights = LOWEST.filter((name) => sees(body, name)).map((name) => pointOf(body, name)[1]);
  return heights.length ? Math.min(...heights) : NaN;
}

/**
 * @param {Mask} mask
 * @param {number} aspect_ratio
 * @param {Axes} axes
 * @param {number} share
 */
function profile(mask, aspect_ratio, axes, share) {
  const way = share * axes.chord;
  return Float64Array.from({ length: STEP_COUNT }, (_, index) => {
    const reach = (-INWARD_TL + STEP_TL * index) * axes.trunk;
    const x = axes.hip[0] + way * axes.along[0] + reach * axes.out[0];
    const y = axes.hip[1] + way * axes.along[1] + reach * axes.out[1];
    return sampled(mask, (x / aspect_ratio) * mask.width - 0.5, (1 - y) * mask.height - 0.5);
  });
}

/**
 * Between the cells; outside the picture is 0.
 * @param {Mask} mask
 * @param {number} column
 * @param {number} row
 */
function sampled(mask, column, row) {
  const left = Math.floor(column);
  const top = Math.floor(row);
  const across = column - left;
  const down = row - top;
  return (
    (1 - across) * (1 - down) * cell(mask, left, top) +
    across * (1 - down) * cell(mask, left + 1, top) +
    (1 - across) * down * cell(mask, left, top + 1) +
    across * down * cell(mask, left + 1, top + 1)
  );
}

/**
 * @param {Mask} mask
 * @param {number} column
 * @param {number} row
 */
function cell(mask, column, row) {
  if (column < 0 || row < 0 || column >= mask.width || row >= mask.height) return 0;
  return mask.cells[row * mask.width + column] ?? 0;
}

/**
 * Where a ray is inside the silhouette, front to back; open ends are infinite.
 * @param {Float64Array} row
 * @returns {Run[]}
 */
function runsOf(row) {
  /** @type {Run[]} */
  const found = [];
  let start = of(row, 0) >= INSIDE ? -Infinity : NaN;
  for (let index = 1; index < row.length; index += 1) {
    const before = of(row, index - 1);
    const value = of(row, index);
    if (before >= INSIDE === value >= INSIDE) continue;
    const at = -INWARD_TL + STEP_TL * (index - 1) + (STEP_TL * (INSIDE - before)) / (value - before);
    if (value >= INSIDE) start = at;
    else add(found, [start, at]);
  }
  if (of(row, row.length - 1) >= INSIDE) add(found, [start, Infinity]);
  return found;
}

/**
 * @param {Run[]} found
 * @param {Run} run
 */
function add(found, run) {
  const last = found[found.length - 1];
  if (last && run[0] - last[1] < BRIDGED_TL) found[found.length - 1] = [last[0], run[1]];
  else found.push(run);
}

/**
 * The trunk's stretch of each ray; null for a ray on which the two ways do not agree.
 * @param {Run[][]} runs
 * @returns {(Run | null)[] | null}
 */
function trunkOf(runs) {
  const upward = followed(runs);
  const downward = followed([...runs].reverse());
  if (!upward || !downward) return null;
  downward.reverse();
  return upward.map((up, index) => (up === downward[index] ? up : null));
}

/**
 * From ray to ray the stretch that shares most with the last; null if the joint has none.
 * @param {Run[][]} runs
 * @returns {(Run | null)[] | null}
 */
function followed(runs) {
  let last = (runs[0] ?? []).reduce(
    (/** @type {Run | null} */ best, run) => (best && offChord(best) <= offChord(run) ? best : run),
    null,
  );
  if (!last || offChord(last) > OFF_TRUNK_TL) return null;
  return runs.map((row) => {
    const before = /** @type {Run} */ (last);
    const shares = row.map((run) => shared(run, before));
    const best = Math.max(0, ...shares);
    if (best <= 0) return null;
    last = row[shares.indexOf(best)] ?? before;
    return last;
  });
}

/** @param {Run} run */
function offChord(run) {
  return Math.max(run[0], -run[1], 0);
}

/**
 * @param {Run} run
 * @param {Run} other
 */
function shared(run, other) {
  const low = Math.max(run[0], other[0], -SHARED_FROM_TL);
  return Math.min(run[1], other[1], OUTWARD_TL) - low;
}

/**
 * What may stand before the back, as lines with a thickness: limbs, and the head.
 * @param {Stance} body
 * @returns {[Point, Point, number][]}
 */
function obstaclesOf(body) {
  /** @type {[Point, Point, number][]} */
  const found = [];
  for (const side of [0, 1]) {
    for (const [first, second] of LIMBS) {
      if (!there(body, first, side) || !there(body, second, side)) continue;
      found.push([pointOf(body, first, side), pointOf(body, second, side), LIMB_TL]);
    }
    if (!there(body, "shoulder", side) || !there(body, "elbow", side)) continue;
    const shoulder = pointOf(body, "shoulder", side);
    const elbow = pointOf(body, "elbow", side);
    /** @type {Point} */
    const start = [
      shoulder[0] + UPPER_ARM_FROM_RATIO * (elbow[0] - shoulder[0]),
      shoulder[1] + UPPER_ARM_FROM_RATIO * (elbow[1] - shoulder[1]),
    ];
    found.push([start, elbow, LIMB_TL]);
  }
  if (sees(body, "ear")) found.push([pointOf(body, "ear"), pointOf(body, "ear"), HEAD_TL]);
  return found;
}

/**
 * Seen, or on the far side guessed.
 * @param {Stance} body
 * @param {Joint} name
 * @param {number} side
 */
function there(body, name, side) {
  return side === body.near ? sees(body, name) : Number.isFinite(pointOf(body, name, side)[0]);
}

/**
 * @param {Point} start
 * @param {Point} end
 * @param {Point} place
 */
function distanceTo(start, end, place) {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = dx * dx + dy * dy;
  const share =
    length > 0 ? ((place[0] - start[0]) * dx + (place[1] - start[1]) * dy) / length : 0;
  const held = Math.max(0, Math.min(1, share));
  return Math.hypot(place[0] - start[0] - held * dx, place[1] - start[1] - held * dy);
}

/** @param {readonly number[]} outline NaN where a ray tells nothing */
function enough(outline) {
  const told = outline.map(Number.isFinite);
  const open_end = Math.round(OPEN_END_RATIO * RAY_COUNT);
  const ends =
    told.slice(0, open_end + 1).some(Boolean) && told.slice(-open_end - 1).some(Boolean);
  return ends && told.filter(Boolean).length >= HELD_MIN_RATIO * RAY_COUNT;
}

/**
 * @param {Axes} axes
 * @param {number} share
 * @param {number} out
 * @returns {Point}
 */
function placed(axes, share, out) {
  const way = share * axes.chord;
  const far = out * axes.trunk;
  return [
    axes.hip[0] + way * axes.along[0] + far * axes.out[0],
    axes.hip[1] + way * axes.along[1] + far * axes.out[1],
  ];
}

/**
 * The same line in 24 points that are evenly apart along it.
 * @param {readonly Point[]} places
 * @returns {Point[]}
 */
function spaced(places) {
  const ways = [0];
  places.slice(1).forEach((place, index) => {
    ways.push(of(ways, index) + distance(/** @type {Point} */ (places[index]), place));
  });
  let next = 1;
  return evenly(0, of(ways, ways.length - 1), POINT_COUNT).map((way) => {
    while (next < ways.length - 1 && of(ways, next) < way) next += 1;
    const start = /** @type {Point} */ (places[next - 1]);
    const end = /** @type {Point} */ (places[next]);
    const share = (way - of(ways, next - 1)) / (of(ways, next) - of(ways, next - 1));
    return [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
  });
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} count
 */
function evenly(from, to, count) {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} index
 */
function of(values, index) {
  return values[index] ?? NaN;
}
