// The same bodies and the same numbers as in tests/core/seeing/test_others.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { agreement, nearest, secondPerson } from "../../src/supple/web/static/js/player/others.js";

/**
 * A body whose points lie on a slanted zigzag.
 * @param {{x?: number, y?: number, size?: number, visibility?: number}} where
 */
function body({ x = 0, y = 0, size = 1, visibility = 0.9 } = {}) {
  return Array.from({ length: 33 }, (_, index) => ({
    x: x + size * index,
    y: y + size * (index % 2 === 0 ? 0 : 10),
    visibility,
  }));
}

test("a body found at the same place agrees, one that moved does not", () => {
  assert.equal(agreement(body(), body()), 0);
  assert.equal(agreement(body(), body({ x: 3, y: 4 })), 0.25);
  assert.equal(agreement(body(), null), 1);
  assert.equal(agreement(body(), body({ x: 900 })), 1);
});

test("who was followed so far is the person, whichever the model names first", () => {
  const person = body();
  const mine = body({ x: 1 });
  assert.equal(nearest(person, [body({ x: 200, size: 2 }), mine]), mine);
  assert.equal(nearest(person, []), null);
});

test("somebody else is as large as they look against the person", () => {
  const person = body();
  assert.equal(secondPerson(person, [body({ x: 200, size: 0.5 }), body()]), 0.5);
  assert.equal(secondPerson(person, [body()]), 0);
  assert.equal(secondPerson(person, []), 0);
});

test("one body found twice, and what is hardly seen, is nobody else", () => {
  const person = body();
  assert.equal(secondPerson(person, [body(), body({ x: 1 })]), 0);
  assert.equal(secondPerson(person, [body(), body({ x: 200, visibility: 0.3 })]), 0);
});
