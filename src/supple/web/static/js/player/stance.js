// Which side of a body is near, where its front is and how large it looks: as much of
// supple/core/seeing/kinematics.py as the line of the back needs, step by step as there.

/** @typedef {readonly [number, number]} Point */

/**
 * @typedef {object} Stance
 * @property {Point[]} points in picture heights, y up
 * @property {ArrayLike<number>} landmarks 33 x (x, y, z, visibility) as the model gives them
 * @property {number} near 0 the person's left side, 1 the right one
 * @property {number} ventral +1 where the front is clockwise of hip to shoulder, -1, or 0 unknown
 * @property {number} scale trunk length, NaN where nothing tells it
 */

const SEEN_VISIBILITY = 0.5;
const NOSE = 0;

/** The landmark of the person's left side; that of the right side is the next one. */
export const LEFT = /** @type {const} */ ({
  ear: 7, shoulder: 11, elbow: 13, wrist: 15, index: 19, hip: 23, knee: 25, ankle: 27, heel: 29,
  foot_index: 31,
});

/** @typedef {keyof typeof LEFT} Joint */

/** @type {readonly (readonly [Joint, Joint, number])[]} */
const SEGMENTS_TL = [
  ["shoulder", "hip", 1.0],
  ["hip", "knee", 0.84],
  ["knee", "ankle", 0.82],
];

/** @type {readonly Joint[]} */
const TORSO_AND_LIMBS = ["shoulder", "elbow", "wrist", "hip", "knee", "ankle"];

/**
 * @param {ArrayLike<number>} landmarks 33 x (x, y, z, visibility), fractions of the picture
 * @param {number} aspect_ratio picture width over height
 * @returns {Stance}
 */
export function stanceOf(landmarks, aspect_ratio) {
  /** @type {Point[]} */
  const points = [];
  for (let index = 0; index < 33; index += 1) {
    points.push([of(landmarks, index * 4) * aspect_ratio, 1 - of(landmarks, index * 4 + 1)]);
  }
  const body = { points, landmarks, near: 0, ventral: 0, scale: NaN };
  body.near = nearSide(landmarks, aspect_ratio);
  body.scale = trunkLength(body);
  body.ventral = Math.sign(ventralEvidence(body, aspect_ratio));
  return body;
}

/**
 * @param {Stance} body
 * @param {Joint} name
 * @param {number} [side]
 * @returns {Point}
 */
export function pointOf(body, name, side = body.near) {
  return at(body.points, LEFT[name] + side);
}

/**
 * @param {Stance} body
 * @param {Joint} name
 * @param {number} [side]
 */
export function sees(body, name, side = body.near) {
  const index = LEFT[name] + side;
  return seen(body, index) && Number.isFinite(at(body.points, index)[0]);
}

/**
 * @param {Point} first
 * @param {Point} second
 */
export function distance(first, second) {
  return Math.hypot(first[0] - second[0], first[1] - second[1]);
}

/**
 * @param {Stance} body
 * @param {number} index
 */
function seen(body, index) {
  return of(body.landmarks, index * 4 + 3) >= SEEN_VISIBILITY;
}

/**
 * @param {ArrayLike<number>} landmarks
 * @param {number} aspect_ratio
 */
function nearSide(landmarks, aspect_ratio) {
  let lead = 0;
  let nearer = 0;
  for (const name of TORSO_AND_LIMBS) {
    const left = LEFT[name] * 4;
    const right = left + 4;
    lead += of(landmarks, left + 3) - of(landmarks, right + 3);
    const step = (of(landmarks, right + 2) - of(landmarks, left + 2)) * aspect_ratio;
    nearer += Number.isFinite(step) ? step : 0;
  }
  lead /= TORSO_AND_LIMBS.length;
  if (Math.abs(lead) < 0.05) return nearer >= 0 ? 0 : 1;
  return lead > 0 ? 0 : 1;
}

/** @param {Stance} body */
function trunkLength(body) {
  const estimates = [];
  for (const [start, end, length_tl] of SEGMENTS_TL) {
    if (!seen(body, LEFT[start] + body.near) || !seen(body, LEFT[end] + body.near)) continue;
    const length = distance(pointOf(body, start), pointOf(body, end)) / length_tl;
    if (Number.isFinite(length) && length > 0) estimates.push(length);
  }
  estimates.sort((first, second) => second - first);
  return (estimates.length > 2 ? estimates[1] : estimates[0]) ?? NaN;
}

/**
 * @param {Stance} body
 * @param {number} aspect_ratio
 */
function ventralEvidence(body, aspect_ratio) {
  const { scale } = body;
  if (!Number.isFinite(scale)) return 0;
  const area = scale * scale;
  const shown = (/** @type {Joint[]} */ ...names) =>
    names.every((name) => seen(body, LEFT[name] + body.near));
  const turn = (/** @type {Joint} */ a, /** @type {Joint} */ b, /** @type {Joint} */ c) =>
    cross(pointOf(body, a), pointOf(body, b), pointOf(body, c));
  let total = 2 * depthWitness(body, aspect_ratio);
  if (seen(body, NOSE) && shown("ear", "shoulder")) {
    const nose = at(body.points, NOSE);
    total += witness(-cross(pointOf(body, "shoulder"), pointOf(body, "ear"), nose), area, 0.06);
  }
  if (shown("knee", "ankle", "foot_index")) {
    total += 0.7 * witness(-turn("ankle", "knee", "foot_index"), area, 0.2);
  }
  if (shown("hip", "knee", "ankle")) total += 0.7 * witness(turn("knee", "hip", "ankle"), area, 0.35);
  if (shown("shoulder", "hip", "knee")) {
    const folded = included_deg(
      pointOf(body, "shoulder"), pointOf(body, "hip"), pointOf(body, "knee"));
    if (folded < 80) {
      total += ((80 - folded) / 40) * witness(-turn("hip", "shoulder", "knee"), area, 0.3);
    }
  }
  return total;
}

/**
 * @param {Stance} body
 * @param {number} aspect_ratio
 */
function depthWitness(body, aspect_ratio) {
  let gap = 0;
  for (const name of /** @type {const} */ (["shoulder", "hip"])) {
    const left = LEFT[name] * 4 + 2;
    gap += (of(body.landmarks, left) - of(body.landmarks, left + 4)) * aspect_ratio;
  }
  return witness(gap / 2, body.scale, 0.25);
}

/**
 * A signed quantity in body units as a vote between -1 and 1.
 * @param {number} value
 * @param {number} unit
 * @param {number} full
 */
function witness(value, unit, full) {
  const vote = value / unit / full;
  return Number.isFinite(vote) ? Math.max(-1, Math.min(1, vote)) : 0;
}

/**
 * @param {Point} origin
 * @param {Point} first
 * @param {Point} second
 */
function cross(origin, first, second) {
  return (
    (first[0] - origin[0]) * (second[1] - origin[1]) -
    (first[1] - origin[1]) * (second[0] - origin[0])
  );
}

/**
 * @param {Point} first
 * @param {Point} corner
 * @param {Point} last
 */
function included_deg(first, corner, last) {
  const [ax, ay] = [first[0] - corner[0], first[1] - corner[1]];
  const [bx, by] = [last[0] - corner[0], last[1] - corner[1]];
  if ((ax === 0 && ay === 0) || (bx === 0 && by === 0)) return NaN;
  return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} index
 */
function of(values, index) {
  return values[index] ?? NaN;
}

/**
 * @param {readonly Point[]} points
 * @param {number} index
 * @returns {Point}
 */
function at(points, index) {
  return points[index] ?? [NaN, NaN];
}
