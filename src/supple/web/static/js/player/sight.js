// One's own picture with its dots: one element that moves from the prepare panel to the stage, so
// that the camera goes on without a gap.

import { part } from "./parts.js";
import { drawSkeleton } from "./skeleton.js";

/** @typedef {import("./types.js").Seen} Seen */

export class Sight {
  #box = part("sight", HTMLElement);
  #dots = part("dots", HTMLCanvasElement);
  video = part("video", HTMLVideoElement);

  /** @param {HTMLElement} slot */
  move(slot) {
    slot.append(this.#box);
    this.#box.hidden = false;
    void this.video.play().catch(() => undefined); // a moved video pauses
  }

  /** @param {boolean} mirror */
  set mirror(mirror) {
    this.#box.toggleAttribute("data-mirror", mirror);
  }

  /** @param {boolean} placed */
  set placed(placed) {
    this.#box.toggleAttribute("data-placed", placed);
  }

  /** @param {Seen} seen */
  show(seen) {
    const { videoWidth, videoHeight } = this.video;
    drawSkeleton(this.#dots, seen.landmarks, videoWidth || 640, videoHeight || 480);
  }
}
