// When each spoken step of a phase is due. Steps are said one at a time, spaced over the phase;
// where the time is too short for all of them, the first ones are said, and the last ones to
// somebody who has just done it and lies there already.

export const SHORTEST_S = 3.2; // a short sentence, and a breath after it
const QUIET_END_S = 5;
const HOLD_FIRST_S = 1.5;
const HOLD_APART_S = 6.5;

/**
 * @param {readonly string[]} steps
 * @param {number | null} lasts_s of a way in or out
 * @param {boolean} [known] whether it was done just before
 * @returns {{text: string, after_s: number}[]}
 */
export function movingSteps(steps, lasts_s, known = false) {
  const fits = lasts_s === null ? steps.length : Math.max(1, Math.floor(lasts_s / SHORTEST_S));
  const said = known ? steps.slice(-fits) : steps.slice(0, fits);
  const apart_s = lasts_s === null ? SHORTEST_S * 1.5 : lasts_s / Math.max(1, said.length);
  return said.map((text, index) => ({ text, after_s: index * apart_s }));
}

/**
 * @param {readonly string[]} steps
 * @param {number} target_s of a hold or of repetitions; the end stays quiet
 * @returns {{text: string, after_s: number}[]}
 */
export function workingSteps(steps, target_s) {
  return steps
    .map((text, index) => ({ text, after_s: HOLD_FIRST_S + index * HOLD_APART_S }))
    .filter(({ after_s }, index) => index === 0 || after_s < target_s - QUIET_END_S);
}
