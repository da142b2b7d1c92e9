// How much of the ghost is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";

import { opacityOf } from "../../src/supple/web/static/js/player/ghost.js";

test("a limb that is far off is whole, one that matches is gone, and between it fades", () => {
  assert.equal(opacityOf(0), 1);
  assert.equal(opacityOf(1), 0);
  const fading = [0, 0.25, 0.5, 0.75, 0.95].map(opacityOf);
  assert.deepEqual(fading, [...fading].sort((a, b) => b - a));
});

test("what nearly matches does not linger as a haze", () => {
  assert.equal(opacityOf(0.98), 0);
  assert.equal(opacityOf(1.2), 0);
  assert.equal(opacityOf(-0.5), 1);
});
