// Turning the camera about the figure: by dragging, or by a key. It follows softly.

const DEG_A_PIXEL = 0.4;
const DRAG_FROM_PX = 6; // less is a tap, which means something else
const KEY_DEG = 20;
const FOLLOW_S = 0.12;
const LOWEST_DEG = 2;
const HIGHEST_DEG = 75;

export class Turn {
  #azimuth_deg = 0;
  #above_deg = 0;
  #wanted_azimuth_deg = 0;
  #wanted_above_deg = 0;
  #dragged = false;

  /** @param {HTMLElement} place */
  constructor(place) {
    /** @type {{id: number, x: number, y: number, along: number} | null} */
    let held = null;
    place.addEventListener("pointerdown", (down) => {
      if (down.button !== 0) return;
      held = { id: down.pointerId, x: down.clientX, y: down.clientY, along: 0 };
      this.#dragged = false;
    });
    place.addEventListener("pointermove", (moved) => {
      if (!held || held.id !== moved.pointerId) return;
      const [x, y] = [moved.clientX - held.x, moved.clientY - held.y];
      held = { id: held.id, x: moved.clientX, y: moved.clientY, along: held.along + Math.hypot(x, y) };
      if (held.along < DRAG_FROM_PX) return;
      if (!this.#dragged) place.setPointerCapture(held.id);
      this.#dragged = true;
      this.by(x * DEG_A_PIXEL, y * DEG_A_PIXEL);
    });
    for (const end of ["pointerup", "pointercancel"]) place.addEventListener(end, () => (held = null));
    // The tap that ends a drag is none.
    place.addEventListener("click", (tap) => {
      if (this.#dragged) tap.stopPropagation();
      this.#dragged = false;
    });
  }

  /**
   * Back to where an exercise is seen best.
   * @param {number} azimuth_deg
   * @param {number} above_deg
   */
  to(azimuth_deg, above_deg) {
    this.#azimuth_deg = this.#wanted_azimuth_deg = azimuth_deg;
    this.#above_deg = this.#wanted_above_deg = above_deg;
  }

  /** Where the camera is, or is going: azimuth and height, degrees. @returns {[number, number]} */
  get at() {
    return [this.#wanted_azimuth_deg, this.#wanted_above_deg];
  }

  /**
   * @param {number} azimuth_deg
   * @param {number} above_deg
   */
  by(azimuth_deg, above_deg) {
    this.#wanted_azimuth_deg += azimuth_deg;
    const above = this.#wanted_above_deg + above_deg;
    this.#wanted_above_deg = Math.max(LOWEST_DEG, Math.min(HIGHEST_DEG, above));
  }

  /** @param {1 | -1} way to the right or the left */
  key(way) {
    this.by(way * KEY_DEG, 0);
  }

  /**
   * @param {number} passed_s
   * @returns {[number, number]} azimuth and height, degrees
   */
  follow(passed_s) {
    const share = 1 - Math.exp(-passed_s / FOLLOW_S);
    this.#azimuth_deg += (this.#wanted_azimuth_deg - this.#azimuth_deg) * share;
    this.#above_deg += (this.#wanted_above_deg - this.#above_deg) * share;
    return [this.#azimuth_deg, this.#above_deg];
  }
}
