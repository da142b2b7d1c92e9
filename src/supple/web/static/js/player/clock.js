// Two clocks: the page's own (seconds since it was opened) and the session's, which the events
// carry. They differ by a constant for as long as a line lasts; the smallest difference ever
// seen between an event's time and its arrival is the nearest to it.

/** Seconds on the page's monotonic clock. */
export function now_s() {
  return performance.now() / 1000;
}

export class SessionClock {
  #offset_s = Infinity;

  /** A new line may count from another start. */
  reset() {
    this.#offset_s = Infinity;
  }

  /**
   * @param {number} at_s of an event
   * @param {number} arrived_s page clock
   * @returns {number} when it happened on the page clock
   */
  page_s(at_s, arrived_s) {
    this.#offset_s = Math.min(this.#offset_s, arrived_s - at_s);
    return at_s + this.#offset_s;
  }
}
