// The screen stays on while a session runs. The browser lets go of it whenever the tab is hidden,
// so it is asked again when the tab comes back.

export class Awake {
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #wanted = false;

  constructor() {
    document.addEventListener("visibilitychange", () => void this.#ask());
  }

  /** @returns {Promise<void>} */
  stay() {
    this.#wanted = true;
    return this.#ask();
  }

  rest() {
    this.#wanted = false;
    void this.#lock?.release();
    this.#lock = null;
  }

  async #ask() {
    if (!this.#wanted || document.visibilityState !== "visible") return;
    if (this.#lock && !this.#lock.released) return;
    try {
      this.#lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.#lock = null; // a low battery may refuse it; the session goes on all the same
    }
  }
}
