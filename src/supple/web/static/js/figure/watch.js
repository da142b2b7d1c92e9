// Whether this machine is quick enough for the figure, told by the times between its first frames.
// What was found holds for the session.

const KEY = "supple.figure";
const SETTLING = 12; // frames in which programs are still being made for the graphics chip
const COUNTED = 40;
const SLOW_MS = 42; // 24 frames a second

/** @typedef {"unknown" | "moves" | "still"} Finding */

/** @returns {Finding} */
export function found() {
  try {
    const kept = sessionStorage.getItem(KEY);
    return kept === "moves" || kept === "still" ? kept : "unknown";
  } catch {
    return "unknown"; // storage is switched off
  }
}

/** @param {Finding} finding */
export function remember(finding) {
  try {
    sessionStorage.setItem(KEY, finding);
  } catch {
    // Then it is found out anew on the next page.
  }
}

/**
 * Some browsers draw without a graphics chip, and say so only by the name of what draws.
 * @param {string} renderer
 */
export function isSoftware(renderer) {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

export class Watch {
  /** @type {number[]} */
  #between_ms = [];
  #skipped = 0;

  /**
   * @param {number} passed_ms since the frame before
   * @returns {"counting" | "quick" | "slow"}
   */
  see(passed_ms) {
    if (this.#skipped < SETTLING) {
      this.#skipped += 1;
      return "counting";
    }
    this.#between_ms.push(passed_ms);
    if (this.#between_ms.length < COUNTED) return "counting";
    const middle = [...this.#between_ms].sort((a, b) => a - b)[COUNTED / 2] ?? 0;
    this.#between_ms = [];
    this.#skipped = 0;
    return middle > SLOW_MS ? "slow" : "quick";
  }
}
