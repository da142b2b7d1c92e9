// Frames on their way to the coach: numbered, sent one to three at a time, and kept for a while,
// so that after a break of the line they are sent again. The coach judges each number once.

/** @typedef {import("./types.js").Seen} Seen */

export const BATCH = 3;
export const KEPT = 120; // about ten seconds: what is older is of no use to somebody who moves

export class Outbox {
  /** @type {{number: number, frame: Seen}[]} */
  #kept = [];
  #next = 0;
  #unsent = 0; // the number of the first frame that was not sent on this line

  /** @param {Seen} frame */
  add(frame) {
    this.#kept.push({ number: this.#next, frame });
    this.#next += 1;
    if (this.#kept.length > KEPT) this.#kept.shift();
  }

  get waiting() {
    return this.#kept.filter(({ number }) => number >= this.#unsent).length;
  }

  /** A new line: all that is kept is sent again. */
  rewind() {
    this.#unsent = 0;
  }

  /** A new clock or picture on the other side: what was kept belongs to the old one. */
  clear() {
    this.#kept = [];
  }

  /**
   * The next frames to send, marked as sent.
   * @returns {{first: number, frames: Seen[]} | null}
   */
  take() {
    const due = this.#kept.filter(({ number }) => number >= this.#unsent).slice(0, BATCH);
    const first = due[0];
    const last = due[due.length - 1];
    if (!first || !last) return null;
    this.#unsent = last.number + 1;
    return { first: first.number, frames: due.map(({ frame }) => frame) };
  }

  /** @param {number} number all frames up to it have arrived */
  acknowledge(number) {
    this.#kept = this.#kept.filter((kept) => kept.number > number);
  }
}
