import assert from "node:assert/strict";
import { test } from "node:test";

import { Film } from "../../src/supple/web/static/js/replay/film.js";

const ROW = 20;

/** Two points a frame (landmarks 0 and 12), as supple/app/film.py writes them. @param {number[]} times */
function bytes(times) {
  const buffer = new ArrayBuffer(32 + times.length * ROW);
  const view = new DataView(buffer);
  new Uint8Array(buffer).set([..."FILM"].map((letter) => letter.charCodeAt(0)));
  view.setUint8(4, 1);
  view.setUint8(5, 2);
  view.setUint16(6, ROW, true);
  view.setUint8(9, 12);
  times.forEach((time_s, index) => {
    const row = 32 + index * ROW;
    view.setFloat32(row, time_s, true);
    view.setUint8(row + 4, 2);
    view.setUint8(row + 5, 1);
    view.setUint16(row + 6, 1500, true);
    view.setInt16(row + 12, 4096, true);
    view.setInt16(row + 14, -2048, true);
    view.setUint8(row + 17, 255);
  });
  return buffer;
}

test("a frame has its side, its size and its points by landmark", () => {
  const still = new Film(bytes([0.5])).still(0);
  assert.deepEqual([still.time_s, still.near, still.found, still.width], [0.5, "right", true, 1.5]);
  assert.deepEqual(still.points.get(0), { x: 0, y: 0, sure: 0 });
  assert.deepEqual(still.points.get(12), { x: 1, y: -0.5, sure: 1 });
});

test("the frame of a moment is the last one that is not later", () => {
  const film = new Film(bytes([0, 0.5, 1, 4]));
  assert.deepEqual([-1, 0, 0.4, 0.5, 3, 4, 99].map((at_s) => film.indexAt(at_s)),
    [-1, 0, 0, 1, 2, 3, 3]);
});

test("whatever is no film is refused", () => {
  assert.throws(() => new Film(new ArrayBuffer(40)), /no film/);
});
