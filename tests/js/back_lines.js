// Finds the line of the back in every case that stands on the standard input, for the test that
// holds the page's rule to the core's (tests/core/seeing/test_back_line_page.py).

import { readFileSync } from "node:fs";

import { backLine } from "../../src/supple/web/static/js/player/back_line.js";

/** @type {{width: number, height: number, cells: number[], landmarks: (number | null)[], aspect_ratio: number}[]} */
const cases = JSON.parse(readFileSync(0, "utf8"));
const told = cases.map(({ landmarks, aspect_ratio, ...mask }) => {
  const numbers = landmarks.map((value) => value ?? NaN);
  const { points, why } = backLine(mask, numbers, aspect_ratio);
  return { points: points && [...points], why };
});
process.stdout.write(JSON.stringify(told));
