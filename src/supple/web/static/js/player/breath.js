// The breath that the ring paces: in, then out, over and over.

/**
 * @typedef {object} Breath
 * @property {"in" | "out"} way
 * @property {number} full how full, 0 to 1, slow at both ends
 * @property {number} left_s until the breath turns
 */

/**
 * @param {number} elapsed_s since the pacing began
 * @param {number} in_s
 * @param {number} out_s
 * @returns {Breath}
 */
export function breathAt(elapsed_s, in_s, out_s) {
  const at_s = Math.max(0, elapsed_s) % (in_s + out_s);
  if (at_s < in_s) return { way: "in", full: soft(at_s / in_s), left_s: in_s - at_s };
  return { way: "out", full: 1 - soft((at_s - in_s) / out_s), left_s: in_s + out_s - at_s };
}

/** @param {number} part 0 to 1 */
function soft(part) {
  return (1 - Math.cos(Math.PI * part)) / 2;
}
