// A recording's film as supple/app/film.py writes it: a header, then rows of equal length.

const HEADER_BYTES = 32;
const VERSION = 1;
const UNIT = 4096;

/** @typedef {{x: number, y: number, sure: number}} Point in picture heights, y down */

/**
 * @typedef {object} Still one frame of the film
 * @property {number} time_s
 * @property {"left" | "right" | "both"} near the side towards the camera
 * @property {boolean} found
 * @property {number} width the picture's, in picture heights
 * @property {Map<number, Point>} points by landmark
 */

const NEAR = /** @type {const} */ (["both", "left", "right"]);

export class Film {
  #view;
  #rowBytes;
  /** @type {number[]} */
  #landmarks;

  /** @param {ArrayBuffer} bytes Throws where they are no film. */
  constructor(bytes) {
    this.#view = new DataView(bytes);
    const magic = String.fromCharCode(...new Uint8Array(bytes.slice(0, 4)));
    if (magic !== "FILM" || this.#view.getUint8(4) !== VERSION) throw new Error("no film");
    const points = this.#view.getUint8(5);
    this.#rowBytes = this.#view.getUint16(6, true);
    this.#landmarks = [...new Uint8Array(bytes.slice(8, 8 + points))];
    this.count = Math.floor((bytes.byteLength - HEADER_BYTES) / this.#rowBytes);
  }

  /** @param {number} index */
  time_s(index) {
    return this.#view.getFloat32(HEADER_BYTES + index * this.#rowBytes, true);
  }

  /**
   * The last frame that is not later, or -1. Times ascend.
   * @param {number} at_s
   */
  indexAt(at_s) {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time_s(middle) <= at_s) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /**
   * @param {number} index
   * @returns {Still}
   */
  still(index) {
    const row = HEADER_BYTES + index * this.#rowBytes;
    const count = this.#landmarks.length;
    const points = new Map(this.#landmarks.map((landmark, at) => [landmark, {
      x: this.#view.getInt16(row + 8 + at * 4, true) / UNIT,
      y: this.#view.getInt16(row + 10 + at * 4, true) / UNIT,
      sure: this.#view.getUint8(row + 8 + count * 4 + at) / 255,
    }]));
    return {
      time_s: this.time_s(index),
      near: NEAR[this.#view.getUint8(row + 4)] ?? "both",
      found: this.#view.getUint8(row + 5) === 1,
      width: this.#view.getUint16(row + 6, true) / 1000,
      points,
    };
  }
}
