// How fast the eye really is, and when the lighter model is the better one.

export const ENOUGH_FPS = 10;
const WINDOW_S = 3;
const PATIENCE_S = 6; // the first pictures are slow everywhere

export class Pace {
  /** @type {number[]} */
  #seen_s = [];
  #began_s = -1;

  /** @param {number} time_s a picture was seen */
  add(time_s) {
    if (this.#began_s < 0) this.#began_s = time_s;
    this.#seen_s.push(time_s);
    while ((this.#seen_s[0] ?? time_s) < time_s - WINDOW_S) this.#seen_s.shift();
  }

  get fps() {
    const first = this.#seen_s[0];
    const last = this.#seen_s[this.#seen_s.length - 1];
    if (first === undefined || last === undefined || last - first < 1) return NaN;
    return (this.#seen_s.length - 1) / (last - first);
  }

  /** Whether it is too slow, and has been given its time. */
  get slow() {
    const last = this.#seen_s[this.#seen_s.length - 1];
    return last !== undefined && last - this.#began_s >= PATIENCE_S && this.fps < ENOUGH_FPS;
  }

  reset() {
    this.#seen_s = [];
    this.#began_s = -1;
  }
}
