// On the way between the poses of an exercise: along the ways that there are, forward or backward,
// through other poses where no way leads there at once.

import { emptyMoment, mixed, momentAt } from "./motion.js";

/** @typedef {import("./types.js").Moment} Moment */
/** @typedef {import("./types.js").Motion} Motion */
/** @typedef {import("./types.js").Way} Way */

/** The pose that somebody waits in, the best first; core/figure/crossing.py has the same. */
export const AT_REST = ["start", "enter", "hold", "peak"];
const LONGEST_STEP_S = 0.5; // after a pause of the page the figure goes on from where it was

export class Travel {
  /** @type {Way | null} */
  #way = null;
  #share = 0;
  #forward = true;
  #target = "";
  #legs = 1;
  /** @type {readonly Way[]} */
  #over = [];
  /** The pose that it is in, or left last. */
  phase;
  /** @type {Moment} */
  moment;

  /**
   * @param {Motion} motion
   * @param {string} phase
   */
  constructor(motion, phase) {
    this.motion = motion;
    this.phase = motion.poses.has(phase) ? phase : (motion.phases[0] ?? "");
    const pose = motion.poses.get(this.phase);
    this.moment = emptyMoment((pose?.turns.length ?? 0) / 4);
    if (pose) mixed(pose, pose, 0, this.moment);
  }

  /**
   * It comes from another exercise, along ways of their own time.
   * @param {readonly Way[]} over
   */
  come(over) {
    const [first] = over;
    const from = first?.moments[0];
    if (!first || !from) return;
    this.#over = over;
    this.phase = first.before;
    mixed(from, from, 0, this.moment);
  }

  /** The pose that a way over begins in. */
  get rest() {
    return AT_REST.find((one) => this.motion.poses.has(one)) ?? this.phase;
  }

  /** Whether it waits in that pose. */
  get rests() {
    return !this.moves && this.phase === this.rest;
  }

  /** Whether it is still on its way from another exercise. */
  get comes() {
    return this.#over.length > 0;
  }

  get #ways() {
    return [...this.#over, ...this.motion.ways];
  }

  /** Whether it is between two poses. */
  get moves() {
    return this.#way !== null;
  }

  /**
   * @param {string} target phase
   * @param {number} passed_s since the last time
   * @param {number} travel_s how long the whole way to the target takes
   */
  go(target, passed_s, travel_s) {
    if (!this.motion.poses.has(target)) return;
    if (!this.#way && this.phase !== target && !this.#leave(target)) {
      // The ways are not there yet: it is just in the other pose.
      this.phase = target;
      const pose = this.motion.poses.get(target);
      if (pose) mixed(pose, pose, 0, this.moment);
    }
    const way = this.#way;
    if (!way) return;
    if (target !== this.#target) this.#aim(way, target);
    const own = way.lasts_s ? 1 / way.lasts_s : this.#legs / Math.max(0.1, travel_s);
    const step = Math.min(passed_s, LONGEST_STEP_S) * own;
    this.#share += this.#forward ? step : -step;
    momentAt(way.moments, this.#share, this.moment);
    if (this.#share >= 1 || this.#share <= 0) {
      this.phase = this.#share >= 1 ? way.after : way.before;
      this.#way = null;
      if (this.motion.poses.has(this.phase)) this.#over = [];
    }
  }

  /**
   * @param {string} target
   * @returns {boolean} whether a way leads there
   */
  #leave(target) {
    const ways = this.#ways;
    const here = distance(ways, this.phase, target);
    for (const way of ways) {
      const forward = way.before === this.phase;
      if (!forward && way.after !== this.phase) continue;
      if (distance(ways, forward ? way.after : way.before, target) >= here) continue;
      this.#way = way;
      this.#share = forward ? 0 : 1;
      this.#forward = forward;
      return true;
    }
    return false;
  }

  /**
   * Another pose is wanted: onward or back, whichever is nearer.
   * @param {Way} way
   * @param {string} target
   */
  #aim(way, target) {
    const onward = distance(this.#ways, way.after, target) + 1 - this.#share;
    const back = distance(this.#ways, way.before, target) + this.#share;
    if (onward !== back) this.#forward = onward < back;
    this.#target = target;
    this.#legs = Math.max(1, Math.round(Math.min(onward, back)));
  }
}

/**
 * How many ways lie between two phases; infinitely many where none leads there.
 * @param {readonly Way[]} ways
 * @param {string} from
 * @param {string} to
 */
export function distance(ways, from, to) {
  let reached = new Set([from]);
  for (let count = 0; count <= ways.length; count += 1) {
    if (reached.has(to)) return count;
    const next = new Set(reached);
    for (const { before, after } of ways) {
      if (reached.has(before)) next.add(after);
      if (reached.has(after)) next.add(before);
    }
    reached = next;
  }
  return Infinity;
}
