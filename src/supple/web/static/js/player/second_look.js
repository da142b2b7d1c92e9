// A second look at a picture, now and then, with a model that keeps nothing from one picture to
// the next and finds two people. It takes a twenty-fifth of the time at most, however slow the device.

import { PoseLandmarker } from "/static/vendor/tasks-vision-0.10.35/vision_bundle.mjs";
import { agreement, nearest, secondPerson } from "./others.js";

/** @typedef {import("./others.js").Body} Body */
/** @typedef {import("./others.js").Point} Point */

const PEOPLE = 2;
const PADDING = { left: 0.06, top: 0.09, right: 0.02, bottom: 0.045 }; // parts of the picture
const APART_S = 1; // at least, between two looks
const COST_SHARE = 0.04; // of the time, at most

export class SecondLook {
  /** @type {PoseLandmarker} */
  #model;
  #due_s = 0;
  #canvas = new OffscreenCanvas(1, 1);
  agreement = NaN; // body lengths
  second_person = 0; // of the person's own size

  /** @param {PoseLandmarker} model one for single pictures */
  constructor(model) {
    this.#model = model;
  }

  /**
   * @param {{wasmLoaderPath: string, wasmBinaryPath: string}} files
   * @param {Uint8Array} bytes the model
   */
  static async load(files, bytes) {
    // The library takes its factory away once it has made a model; this one needs it again.
    const { default: factory } = await import(files.wasmLoaderPath);
    Object.assign(self, { ModuleFactory: factory });
    const model = await PoseLandmarker.createFromOptions(files, {
      baseOptions: { modelAssetBuffer: bytes, delegate: "CPU" },
      runningMode: "IMAGE",
      numPoses: PEOPLE,
    });
    return new SecondLook(model);
  }

  /**
   * Looks if it is time to. What it said holds until the next look.
   * @param {ImageBitmap} picture
   * @param {readonly Point[] | null} found the person, in parts of the picture; null if nobody
   */
  look(picture, found) {
    if (!found) {
      this.agreement = NaN;
      this.second_person = 0;
      this.#due_s = 0;
      return;
    }
    const began_s = performance.now() / 1000;
    if (began_s < this.#due_s) return;
    try {
      this.#compare(picture, found);
    } catch {
      this.agreement = NaN; // without a second look the first one still holds
      this.second_person = 0;
      this.#due_s = Infinity;
      return;
    }
    const ended_s = performance.now() / 1000;
    this.#due_s = ended_s + Math.max(APART_S, (ended_s - began_s) / COST_SHARE);
  }

  /**
   * @param {ImageBitmap} picture
   * @param {readonly Point[]} found
   */
  #compare(picture, found) {
    const { width, height } = picture;
    const bodies = this.#bodies(picture);
    const person = found.map((point) => ({ ...point, x: point.x * width, y: point.y * height }));
    this.agreement = agreement(person, nearest(person, bodies));
    this.second_person = secondPerson(person, bodies);
  }

  /**
   * Everybody in the picture, found in a padded copy of it, in pixels of the picture itself.
   * @param {ImageBitmap} picture
   * @returns {Body[]}
   */
  #bodies(picture) {
    const { width, height } = picture;
    const left = Math.round(PADDING.left * width);
    const top = Math.round(PADDING.top * height);
    const wide = width + left + Math.round(PADDING.right * width);
    const high = height + top + Math.round(PADDING.bottom * height);
    if (this.#canvas.width !== wide || this.#canvas.height !== high) {
      this.#canvas = new OffscreenCanvas(wide, high);
    }
    const drawn = this.#canvas.getContext("2d");
    if (!drawn) return [];
    // The outermost pixels go on to the new edges, so that no dark frame stands around a body.
    drawn.drawImage(picture, 0, 0, 1, height, 0, top, left, height);
    drawn.drawImage(picture, width - 1, 0, 1, height, left + width, top, wide - left - width, height);
    drawn.drawImage(picture, left, top);
    drawn.drawImage(picture, 0, 0, width, 1, left, 0, width, top);
    drawn.drawImage(picture, 0, height - 1, width, 1, left, top + height, width, high - top - height);
    const { landmarks } = this.#model.detect(this.#canvas);
    return landmarks.map((points) =>
      points.map((point) => ({ ...point, x: point.x * wide - left, y: point.y * high - top })),
    );
  }
}
