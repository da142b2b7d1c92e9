// From the camera's picture to landmarks, ten to fifteen times a second, in this page only. A
// picture goes to the worker when the last one is done; the worker gives back points.

import { closed, facingOf, opened } from "./camera.js";
import { now_s } from "./clock.js";
import { Pace } from "./pace.js";

/** @typedef {import("./types.js").Seen} Seen */

export const MODELS = /** @type {const} */ ({
  full: "/static/vendor/models/pose_landmarker_full.task",
  lite: "/static/vendor/models/pose_landmarker_lite.task",
});
const APART_S = 0.068; // at most about 14 pictures a second
const STUCK_S = 8;

/**
 * Events: "progress" {loaded, total}, "ready", "seen" Seen, "lighter", "slow" {fps},
 * "trouble" string (a name of camera.js, "model" or "ended"), "size".
 */
export class Eye extends EventTarget {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {Worker | null} */
  #worker = null;
  #busy_since_s = 0;
  #last_s = 0;
  #running = false;
  #size = "";
  #told_slow = false;
  #lined = false;
  #pace = new Pace();
  /** @type {keyof typeof MODELS} */
  model = "full";
  ready = false;

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    super();
    this.video = video;
  }

  get open() {
    return this.#stream !== null;
  }

  get fps() {
    return this.#pace.fps;
  }

  get about() {
    return {
      width: this.video.videoWidth || 640,
      height: this.video.videoHeight || 480,
      facing: this.#stream ? facingOf(this.#stream) : "",
      fps: Number.isFinite(this.fps) ? Math.round(this.fps * 10) / 10 : 12,
    };
  }

  /** Whether the line of the back is looked for too; only where the exercise needs it. */
  set back_line(/** @type {boolean} */ wanted) {
    if (wanted === this.#lined) return;
    this.#lined = wanted;
    this.#pace.reset(); // the model sets itself up anew, and that is no slowness
    this.#worker?.postMessage({ type: "back_line", wanted });
  }

  /** @param {string} device */
  async start(device) {
    closed(this.#stream);
    this.#stream = null;
    const stream = await opened(device);
    this.#stream = stream;
    stream.getVideoTracks()[0]?.addEventListener("ended", () => {
      if (this.#stream === stream) this.#tell("trouble", "ended");
    });
    this.video.srcObject = stream;
    await this.video.play();
    this.#watch_size();
    if (!this.#worker) this.#hire();
    if (!this.#running) this.#run();
  }

  /** The camera is off when this returns, and its light with it. */
  stop() {
    this.#running = false;
    closed(this.#stream);
    this.#stream = null;
    this.video.srcObject = null;
    this.#worker?.terminate();
    this.#worker = null;
    this.ready = false;
  }

  #hire() {
    const worker = new Worker(new URL("./eye_worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = () => this.#tell("trouble", "model");
    worker.postMessage({ type: "back_line", wanted: this.#lined });
    worker.postMessage({ type: "load", bundle: MODELS[this.model] });
    this.ready = false;
    this.#busy_since_s = 0;
    this.#worker = worker;
  }

  /** @param {Record<string, any>} message */
  #hear(message) {
    if (message.type === "ready") {
      this.ready = true;
      this.#pace.reset();
      this.#tell("ready");
    } else if (message.type === "seen") {
      this.#busy_since_s = 0;
      this.#pace.add(now_s());
      this.#tell("seen", message);
      if (this.#pace.slow) this.#lighten();
    } else if (message.type === "progress") {
      this.#tell("progress", message);
    } else if (message.type === "failed") {
      this.#tell("trouble", "model");
    }
  }

  /** Too slow: the lighter model; if that is slow too, it is said and left at that. */
  #lighten() {
    this.#pace.reset();
    if (this.model === "lite") {
      if (!this.#told_slow) this.#tell("slow");
      this.#told_slow = true;
      return;
    }
    this.model = "lite";
    this.#worker?.terminate(); // a worker can load the model's code once only
    this.#hire();
    this.#tell("lighter");
  }

  #run() {
    this.#running = true;
    const step = () => {
      if (!this.#running) return;
      void this.#take();
      // Waits for a new picture where the browser can say when there is one.
      if (this.video.requestVideoFrameCallback) this.video.requestVideoFrameCallback(step);
      else requestAnimationFrame(step);
    };
    step();
  }

  async #take() {
    const time_s = now_s();
    const stuck = this.#busy_since_s > 0 && time_s - this.#busy_since_s > STUCK_S;
    if (!this.ready || (this.#busy_since_s > 0 && !stuck) || time_s - this.#last_s < APART_S) return;
    if (this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.#busy_since_s = time_s;
    this.#last_s = time_s;
    this.#watch_size();
    try {
      const picture = await createImageBitmap(this.video);
      this.#worker?.postMessage({ type: "frame", picture, time_s }, [picture]);
    } catch {
      this.#busy_since_s = 0; // the camera went away between two lines; "ended" tells it
    }
  }

  /** A phone that is turned gives another picture; the coach must know its shape. */
  #watch_size() {
    const size = `${this.video.videoWidth}x${this.video.videoHeight}`;
    if (this.#size && size !== this.#size) this.#tell("size");
    this.#size = size;
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
