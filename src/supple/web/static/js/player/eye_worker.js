// The pose model, off the page's main thread. It gets one picture at a time and answers with
// landmarks and, where the exercise needs it, the line of the back. The picture and the
// silhouette are closed at once and go nowhere else.

import {
  FilesetResolver,
  PoseLandmarker,
} from "/static/vendor/tasks-vision-0.10.35/vision_bundle.mjs";
import { backLine } from "./back_line.js";
import { SecondLook } from "./second_look.js";

const LANDMARKS = 33;
const WASM = "/static/vendor/tasks-vision-0.10.35/wasm";

/** @type {PoseLandmarker | null} */
let model = null;
/** @type {SecondLook | null} */
let second = null;
let last_ms = -1;
let lined = false; // whether the line of the back is wanted; a silhouette costs time

/** The worker's own side of the line; the page's library of types does not know it. */
const page =
  /** @type {{postMessage: (message: object, transfer?: Transferable[]) => void,
   * onmessage: ((message: MessageEvent) => void) | null}} */ (/** @type {unknown} */ (self));

page.onmessage = ({ data }) => {
  if (data.type === "load") void load(data.bundle);
  if (data.type === "back_line") void want(data.wanted);
  if (data.type === "frame") look(data.picture, data.time_s);
};

/** @param {string} bundle address of the model */
async function load(bundle) {
  try {
    const [files, bytes] = await Promise.all([
      FilesetResolver.forVisionTasks(WASM, true), // as a module: this is a module worker
      fetched(bundle),
    ]);
    model = await PoseLandmarker.createFromOptions(files, {
      baseOptions: { modelAssetBuffer: bytes, delegate: "CPU" },
      runningMode: "VIDEO",
      numPoses: 1,
      outputSegmentationMasks: lined,
    });
    page.postMessage({ type: "ready" });
    // Where there is no room for another model there is no second look, and it is not said.
    second = await SecondLook.load(files, bytes).catch(() => null);
  } catch (error) {
    page.postMessage({ type: "failed", detail: String(error) });
  }
}

/** @param {boolean} wanted whether pictures from here on need the line of the back */
async function want(wanted) {
  if (wanted === lined) return;
  lined = wanted; // a model that is still being loaded takes it from here
  try {
    await model?.setOptions({ outputSegmentationMasks: wanted });
  } catch {
    lined = false; // the landmarks alone are worth going on with
  }
}

/**
 * @param {string} address
 * @returns {Promise<Uint8Array>}
 */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`${address}: ${answer.status}`);
  const total = Number(answer.headers.get("content-length")) || 0;
  /** @type {Uint8Array[]} */
  const parts = [];
  let loaded = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    loaded += value.length;
    page.postMessage({ type: "progress", loaded, total });
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * @param {ImageBitmap} picture
 * @param {number} time_s page clock, when it was taken
 */
function look(picture, time_s) {
  try {
    const ms = Math.max(last_ms + 1, Math.round(time_s * 1000)); // the model wants them to rise
    last_ms = ms;
    /** @type {readonly import("./others.js").Point[] | null} */
    let found = null;
    // Inside the call back nothing of the model's is copied first.
    model?.detectForVideo(picture, ms, (result) => {
      found = result.landmarks[0] ?? null;
      tell(result, time_s, picture);
    });
    second?.look(picture, found);
  } catch (error) {
    page.postMessage({ type: "failed", detail: String(error) });
  } finally {
    picture.close();
  }
}

/**
 * @param {import("/static/vendor/tasks-vision-0.10.35/vision_bundle.mjs").PoseLandmarkerResult} result
 * @param {number} time_s
 * @param {ImageBitmap} picture for its shape
 */
function tell(result, time_s, picture) {
  const landmarks = result.landmarks[0];
  const world = result.worldLandmarks[0];
  const points = landmarks && landmarks.length === LANDMARKS ? flat(landmarks, true) : null;
  const metres = points && world ? flat(world, false) : null;
  const silhouette = result.segmentationMasks?.[0];
  let back_line = null;
  if (lined && points && silhouette) {
    const { width, height } = silhouette;
    const mask = { width, height, cells: silhouette.getAsFloat32Array() };
    back_line = backLine(mask, points, picture.width / picture.height).points;
  }
  result.close();
  page.postMessage(
    {
      type: "seen",
      time_s,
      landmarks: points,
      world: metres,
      back_line,
      agreement: points ? (second?.agreement ?? NaN) : NaN,
      second_person: points ? (second?.second_person ?? 0) : 0,
    },
    [points, metres, back_line].flatMap((values) => (values ? [values.buffer] : [])),
  );
}

/**
 * @param {readonly {x: number, y: number, z: number, visibility?: number}[]} points
 * @param {boolean} visible whether visibility goes along
 */
function flat(points, visible) {
  const width = visible ? 4 : 3;
  const values = new Float32Array(points.length * width);
  points.forEach(({ x, y, z, visibility }, index) => {
    values.set(visible ? [x, y, z, Math.min(1, Math.max(0, visibility ?? 0))] : [x, y, z], index * width);
  });
  return values;
}
