// Two looks at one picture, compared: how far the joints are from where the first look has them,
// and how large somebody else looks. What follows from it is the coach's to say (core/seeing/guards.py);
// supple/core/seeing/others.py and supple/adapters/pose_mediapipe/ measure the same in Python.

/** @typedef {{x: number, y: number, visibility?: number}} Point */
/** @typedef {readonly Point[]} Body points of a body in pixels */

const SAME_BODY = 0.15; // of its extent: joints this near are one body found twice
const SURE = 0.5; // mean visibility of a body that is there
const JOINTS = [11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28];
const CHAINS = [
  [7, 11, 23, 25, 27],
  [8, 12, 24, 26, 28],
];

/**
 * @param {Body} person
 * @param {readonly Body[]} bodies
 * @returns {Body | null} the body whose joints are nearest to the person's
 */
export function nearest(person, bodies) {
  const [first = null, ...others] = bodies;
  return others.reduce(
    (best, body) => (best && apart(person, body) < apart(person, best) ? body : best),
    first,
  );
}

/**
 * How far the joints moved, in body lengths: 1 at most, and where nobody was found again.
 * @param {Body} person
 * @param {Body | null} again
 */
export function agreement(person, again) {
  if (!again) return 1;
  const length = Math.max(...CHAINS.map((chain) => along(person, chain)));
  return length > 0 ? Math.min(1, apart(person, again) / length) : 1;
}

/**
 * How large the largest other body looks against the person; 0 if there is nobody else.
 * @param {Body} person
 * @param {readonly Body[]} bodies
 */
export function secondPerson(person, bodies) {
  const own = nearest(person, bodies);
  const size = extent(person);
  if (!(size > 0)) return 0;
  const others = bodies.filter(
    (body) => body !== own && apart(person, body) > SAME_BODY * size && seen(body) >= SURE,
  );
  return Math.max(0, ...others.map(extent)) / size;
}

/**
 * @param {Body} body
 * @param {number} index
 */
function at(body, index) {
  return /** @type {Point} */ (body[index]);
}

/**
 * Mean distance of the main joints.
 * @param {Body} first
 * @param {Body} second
 */
function apart(first, second) {
  const moved = JOINTS.map((joint) => between(at(first, joint), at(second, joint)));
  return moved.reduce((sum, each) => sum + each, 0) / JOINTS.length;
}

/** @param {Body} body */
function seen(body) {
  return JOINTS.reduce((sum, joint) => sum + (at(body, joint).visibility ?? 0), 0) / JOINTS.length;
}

/** @param {Body} body */
function extent(body) {
  const xs = JOINTS.map((joint) => at(body, joint).x);
  const ys = JOINTS.map((joint) => at(body, joint).y);
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/**
 * @param {Body} body
 * @param {readonly number[]} chain
 */
function along(body, chain) {
  return chain
    .slice(1)
    .reduce((sum, to, index) => sum + between(at(body, chain[index] ?? to), at(body, to)), 0);
}

/**
 * @param {Point} first
 * @param {Point} second
 */
function between(first, second) {
  return Math.hypot(first.x - second.x, first.y - second.y);
}
