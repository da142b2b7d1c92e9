// Which line is said next. One at a time; safety goes before everything and breaks in; what came
// too late is dropped; a number is only said into silence. No clock and no voice in here.

/** @typedef {import("./types.js").Line} Line */

/** @type {Record<Line["rank"], number>} */
const RANK = { safety: 4, cue: 3, state: 2, step: 1, count: 0 };
const FRESH_S = 5;

/** @typedef {{text: string, rank: number, due_s: number, until_s: number}} Waiting */

export class Speech {
  /** @type {Waiting[]} */
  #waiting = [];
  /** @type {Waiting | null} */
  #saying = null;

  /**
   * @param {Line} line
   * @param {number} now
   */
  add(line, now) {
    const text = line.text.trim();
    if (!text) return;
    const rank = RANK[line.rank];
    if (this.#saying?.text === text) return; // it never talks over itself
    const due_s = now + (line.after_s ?? 0);
    this.#waiting = this.#waiting.filter((other) => other.text !== text && !replaced(other, rank));
    this.#waiting.push({ text, rank, due_s, until_s: due_s + (line.fresh_s ?? FRESH_S) });
  }

  /** What waits belongs to something that is over; safety stays. */
  hush() {
    this.#waiting = this.#waiting.filter(({ rank }) => rank === RANK.safety);
  }

  /** Nothing is said any more. */
  clear() {
    this.#waiting = [];
    this.#saying = null;
  }

  /** The line that was being said is over. */
  finished() {
    this.#saying = null;
  }

  get silent() {
    return this.#saying === null;
  }

  /**
   * What to do now: say a line (after breaking off the one before it), or nothing.
   * @param {number} now
   * @returns {{text: string, breaks_in: boolean} | null}
   */
  next(now) {
    this.#waiting = this.#waiting.filter(
      ({ rank, until_s }) => now < until_s && !(rank === RANK.count && this.#saying),
    );
    const due = this.#waiting.filter(({ due_s }) => due_s <= now);
    due.sort((one, other) => other.rank - one.rank || one.due_s - other.due_s);
    const best = due[0];
    if (!best) return null;
    const breaks_in = this.#saying !== null;
    if (breaks_in && !(best.rank === RANK.safety && this.#saying?.rank !== RANK.safety)) return null;
    this.#waiting = this.#waiting.filter((other) => other !== best);
    this.#saying = best;
    return { text: best.text, breaks_in };
  }
}

/**
 * A newer cue or count takes the place of one that still waits.
 * @param {Waiting} other
 * @param {number} rank
 */
function replaced(other, rank) {
  return rank === other.rank && (rank === RANK.cue || rank === RANK.count);
}
