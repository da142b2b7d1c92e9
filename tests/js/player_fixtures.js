// A cobra and a twist, as the server's script has them, and the coach's events in short.

/** @typedef {import("/static/js/player/types.js").Entry} Entry */
/** @typedef {import("/static/js/player/types.js").Stage} Stage */
/** @typedef {import("/static/js/player/types.js").CoachEvent} CoachEvent */

import { after, BEFORE } from "../../src/supple/web/static/js/player/model.js";

/** @type {Entry} */
export const COBRA = {
  index: 0, exercise: "cobra", name: "Cobra", block: "main", sets: 2, sides: [], hold_s: 20,
  repetitions: null, tempo_s: null, duration_s: null, rest_s: 15, why: "", note: "", seed_dose: "",
  judged: true, back_line: false, camera: { view: "side", text: "Put the camera at your side.", height_m: 0.4 },
  phases: [
    { kind: "enter", say: ["Lie on your stomach.", "Lift your chest."], time_target_s: 5 },
    { kind: "hold", say: ["Hips stay down.", "Breathe.", "Look ahead."], time_target_s: null },
    { kind: "exit", say: ["Lower slowly."], time_target_s: 5 },
  ],
  hints: [], donts: [], faults: [], easier: "cobra_low", drawing: "/drawings/cobra.svg",
  figure: "/figures/cobra",
};

/** @type {Entry} */
export const TWIST = {
  ...COBRA, index: 1, exercise: "supine_twist", name: "Twist", sides: ["left", "right"], judged: false,
};

/** @type {Entry} */
export const CAMEL = {
  ...COBRA, index: 2, exercise: "cat_camel", name: "Cat and camel", hold_s: null, repetitions: 8,
  tempo_s: 4, phases: [{ kind: "reps", say: ["Round your back."], time_target_s: null }],
};

/**
 * @param {string} type
 * @param {Record<string, unknown>} [fields]
 * @returns {CoachEvent}
 */
export function event(type, fields = {}) {
  return { n: 1, type, at_s: 0, ...fields };
}

/**
 * @param {string} state
 * @param {Record<string, unknown>} [fields]
 */
export function state(state, fields = {}) {
  return event("state_changed", {
    state, set_index: 0, set_count: 2, side: null, phase: -1, lasts_s: null, ...fields,
  });
}

/**
 * @param {number} credited_s
 * @param {boolean} running
 * @param {string} [by]
 */
export function hold(credited_s, running, by = "camera") {
  return event("hold_credited", { credited_s, target_s: 20, running, by });
}

/**
 * The stage after some events, each a second after the one before it.
 * @param {CoachEvent[]} events
 * @returns {Stage}
 */
export function stageAfter(...events) {
  /** @type {Stage} */
  let stage = BEFORE;
  events.forEach((one, index) => {
    stage = after(stage, one, index);
  });
  return stage;
}
