// Frames of landmarks as bytes, as supple/core/framecode.py reads them. Little-endian: a header
// of 16 bytes, then for each frame its time, 33 x (x, y, z, visibility), 33 x (x, y, z) in
// metres, the agreement, and with flag 1 the line of the back, 24 x (x, y). What was not seen is
// NaN. A message has the flag if any frame of it has a line. The header says how large somebody
// else looks.

/** @typedef {import("./types.js").Seen} Seen */

export const VERSION = 1;
export const HEADER_BYTES = 16;
export const FRAME_BYTES = 936;
export const LINED_FRAME_BYTES = 1128;
const BACK_LINE_FLAG = 1;
const LANDMARKS = 33;
const BACK_LINE_POINTS = 24;

/**
 * @param {readonly Seen[]} frames in the order of time
 * @param {number} first number of the first of them
 * @returns {ArrayBuffer}
 */
export function encode(frames, first) {
  const lined = frames.some((frame) => frame.back_line);
  const size = lined ? LINED_FRAME_BYTES : FRAME_BYTES;
  const buffer = new ArrayBuffer(HEADER_BYTES + frames.length * size);
  const view = new DataView(buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, lined ? BACK_LINE_FLAG : 0);
  view.setUint16(2, frames.length, true);
  view.setUint32(4, first, true);
  const second = Math.max(0, ...frames.map((frame) => frame.second_person));
  view.setUint8(8, Math.min(255, Math.round(second * 100))); // in hundredths of the person
  frames.forEach((frame, index) => put(view, HEADER_BYTES + index * size, frame, lined));
  return buffer;
}

/**
 * @param {DataView} view
 * @param {number} start
 * @param {Seen} frame
 * @param {boolean} lined
 */
function put(view, start, frame, lined) {
  view.setFloat64(start, frame.time_s, true);
  const after = floats(view, start + 8, frame.landmarks, LANDMARKS * 4);
  const end = floats(view, after, frame.world, LANDMARKS * 3);
  view.setFloat32(end, frame.agreement, true);
  if (lined) floats(view, end + 4, frame.back_line ?? null, BACK_LINE_POINTS * 2);
}

/**
 * @param {DataView} view
 * @param {number} start
 * @param {Float32Array | null} values
 * @param {number} count
 */
function floats(view, start, values, count) {
  for (let index = 0; index < count; index += 1) {
    view.setFloat32(start + index * 4, values?.[index] ?? NaN, true);
  }
  return start + count * 4;
}
