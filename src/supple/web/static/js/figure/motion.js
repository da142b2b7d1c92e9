// An exercise's poses and ways as the server gives them (supple/web/figures.py), and the posture at
// any share of a way. Pure arithmetic.

/** @typedef {import("./types.js").Body} Body */
/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").Motion} Motion */
/** @typedef {import("./types.js").Way} Way */

const PARTS_OF_ONE = 10000;
const CROSSING_PARTS_OF_ONE = 2000;
const CROSSING_MOST_S = 6; // shorter than what one gets ready in

/**
 * @param {number[]} whole
 * @param {number} [parts]
 */
const plain = (whole, parts = PARTS_OF_ONE) => Float32Array.from(whole, (value) => value / parts);

/**
 * @param {{turns: number[][], places: number[][]}} given
 * @returns {Moment[]}
 */
function moments(given) {
  return given.turns.map((turns, index) => ({
    turns: plain(turns),
    place: plain(given.places[index] ?? []),
  }));
}

/**
 * @param {any} given the server's answer for the poses
 * @returns {Motion}
 */
export function readPoses(given) {
  const found = moments(given);
  const box = [...plain(given.box)];
  return {
    phases: given.phases,
    poses: new Map(given.phases.map((/** @type {string} */ phase, /** @type {number} */ index) =>
      [phase, found[index]])),
    ways: [],
    marks: new Map(),
    even: given.even,
    things: given.things,
    held: given.held,
    stretched: given.stretched.map((/** @type {number[]} */ area) => [...plain(area)]),
    low_m: box.slice(0, 3),
    high_m: box.slice(3),
    azimuth_deg: given.azimuth_deg,
    above_deg: given.above_deg,
  };
}

/**
 * @param {any} given the server's answer for the ways
 * @returns {Way[]}
 */
export function readWays(given) {
  return given.ways.map((/** @type {any} */ way) => ({
    before: way.before, after: way.after, moments: moments(way),
  }));
}

/**
 * @param {any} given the server's answer for a fault
 * @param {string} name of the phase that it is to be
 * @returns {{way: Way, marked: import("./types.js").Area}}
 */
export function readFault(given, name) {
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, reach = 0] = plain(given.marked);
  return {
    way: { before: given.before, after: name, moments: moments(given) },
    marked: [ax, ay, az, bx, by, bz, reach],
  };
}

/**
 * The way over from another exercise: a leg after the other, the first from the phase "over 0".
 * @param {any} given the server's answer
 * @param {string} into the phase that it ends in
 * @returns {import("./types.js").Crossing}
 */
export function readCrossing(given, into) {
  const turns = summed(given.turns).map((whole) => plain(whole, CROSSING_PARTS_OF_ONE));
  const places = summed(given.places);
  const all = turns.map((one, index) => ({ turns: one, place: plain(places[index] ?? []) }));
  const last = given.durations_s.length - 1;
  const whole_s = given.durations_s.reduce((/** @type {number} */ sum, /** @type {number} */ one_s) =>
    sum + one_s, 0);
  const quicker = Math.min(1, CROSSING_MOST_S / whole_s);
  return {
    begins_m: [...plain(given.begins)],
    ways: given.durations_s.map((/** @type {number} */ lasts_s, /** @type {number} */ leg) => ({
      before: `over ${leg}`,
      after: leg === last ? into : `over ${leg + 1}`,
      moments: all.slice(leg * given.frames, (leg + 1) * given.frames + 1),
      lasts_s: lasts_s * quicker,
    })),
  };
}

/**
 * Frames of which each but the first came as what it differs by.
 * @param {number[][]} steps
 */
function summed(steps) {
  /** @type {number[]} */
  let before = [];
  return steps.map((step) => (before = step.map((value, index) => value + (before[index] ?? 0))));
}

/**
 * @param {number} bones
 * @returns {Moment}
 */
export function emptyMoment(bones) {
  return { turns: new Float32Array(4 * bones), place: new Float32Array(3) };
}

/**
 * The posture at a share of a way.
 * @param {readonly Moment[]} course
 * @param {number} share 0 to 1
 * @param {Moment} into
 */
export function momentAt(course, share, into) {
  const place = Math.max(0, Math.min(1, share)) * (course.length - 1);
  const index = Math.min(Math.floor(place), course.length - 2);
  const first = course[Math.max(0, index)];
  const second = course[index + 1] ?? first;
  if (first && second) mixed(first, second, place - index, into);
}

/**
 * Between two postures that are not far from each other.
 * @param {Moment} first
 * @param {Moment} second
 * @param {number} share
 * @param {Moment} into
 */
export function mixed(first, second, share, into) {
  const [a, b, out] = [first.turns, second.turns, into.turns];
  for (let at = 0; at < out.length; at += 4) {
    let dot = 0;
    for (let k = at; k < at + 4; k += 1) dot += of(a, k) * of(b, k);
    const to = dot < 0 ? -share : share;
    let length = 0;
    for (let k = at; k < at + 4; k += 1) {
      const value = of(a, k) * (1 - share) + of(b, k) * to;
      out[k] = value;
      length += value * value;
    }
    const scale = 1 / Math.sqrt(length || 1);
    for (let k = at; k < at + 4; k += 1) out[k] = of(out, k) * scale;
  }
  for (let k = 0; k < 3; k += 1) {
    into.place[k] = of(first.place, k) * (1 - share) + of(second.place, k) * share;
  }
}

/**
 * Where the joint of each part is in a posture.
 * @param {Body} body
 * @param {Moment} moment
 * @param {Float32Array} into 3 numbers a part
 */
export function jointsOf(body, moment, into) {
  const turns = moment.turns;
  body.parents.forEach((parent, part) => {
    if (parent < 0) {
      into.set(moment.place, 3 * part);
      return;
    }
    const [x = 0, y = 0, z = 0] = body.offsets_m[part] ?? [];
    const at = 4 * parent; // a part is the bone of the same number
    const [qx, qy, qz, qw] = [of(turns, at), of(turns, at + 1), of(turns, at + 2), of(turns, at + 3)];
    const tx = 2 * (qy * z - qz * y);
    const ty = 2 * (qz * x - qx * z);
    const tz = 2 * (qx * y - qy * x);
    into[3 * part] = of(into, 3 * parent) + x + qw * tx + qy * tz - qz * ty;
    into[3 * part + 1] = of(into, 3 * parent + 1) + y + qw * ty + qz * tx - qx * tz;
    into[3 * part + 2] = of(into, 3 * parent + 2) + z + qw * tz + qx * ty - qy * tx;
  });
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} index
 */
function of(values, index) {
  return values[index] ?? 0;
}
