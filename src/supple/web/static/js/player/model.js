// What the stage shows, made from the coach's events one after another. Nothing is decided here:
// the coach runs the timeline and judges; this only remembers what it said last.

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").CoachEvent} CoachEvent */

export const WORKING = ["holding", "repeating"];
export const MOVING = ["entering", "leaving", ...WORKING];

/** The end of one exercise, or of all: the event that follows says which, and why. */
const ENDS = ["done", "stopped"];

/** @type {Readonly<Stage>} */
export const BEFORE = Object.freeze({
  entry: 0,
  state: "waiting",
  set_index: 0,
  set_count: 1,
  side: null,
  phase: -1,
  since_s: 0,
  lasts_s: null,
  paused_from: "waiting",
  hold: null,
  repetitions: null,
  placed: null,
  missing: [],
  lost: null,
  cue: null,
  last_cue: null,
  notice: null,
  easier: null,
  over: null,
});

/**
 * @param {Stage} stage
 * @param {CoachEvent} event
 * @param {number} at_s when it happened, page clock
 * @returns {Stage}
 */
export function after(stage, event, at_s) {
  const follow = FOLLOW[event.type];
  return follow ? { ...stage, ...follow(stage, event, at_s) } : stage;
}

/** @type {Record<string, (stage: Stage, event: CoachEvent, at_s: number) => Partial<Stage>>} */
const FOLLOW = {
  entry_started: (_stage, event, at_s) => ({
    ...BEFORE,
    entry: event.entry,
    since_s: at_s,
  }),
  state_changed: entered,
  placement: (stage, event) => ({
    placed: event.placed,
    missing: event.missing,
    lost: stage.lost && event.placed ? "pose" : stage.lost, // in view again, not in the pose yet
  }),
  pose_reached: () => ({ lost: null }),
  pose_lost: (stage, event) => ({ lost: event.why || "pose", hold: still(stage.hold) }),
  hold_credited: (stage, event, at_s) => ({
    hold: {
      credited_s: event.credited_s,
      target_s: event.target_s,
      running: event.running,
      by: event.by,
      at_s,
    },
    lost: event.running ? null : stage.lost,
  }),
  repetition_counted: (_stage, event) => ({
    repetitions: { count: event.count, target: event.target_count, by: event.by },
    lost: null,
  }),
  cue: (_stage, event, at_s) => ({
    cue: { criterion: event.criterion, severity: event.severity, text: event.text, at_s },
    last_cue: event.criterion,
  }),
  cue_resolved: (stage, event) =>
    stage.cue?.criterion === event.criterion ? { cue: null } : {},
  sudden_movement: (_stage, _event, at_s) => ({ notice: { kind: "sudden", why: "", at_s } }),
  cannot_tell: (_stage, event, at_s) => ({
    notice: { kind: "cannot_tell", why: event.why, at_s },
  }),
  other_exercise_seen: (_stage, event, at_s) => ({
    notice: { kind: "other_exercise", why: event.name, at_s },
  }),
  easier_offered: (_stage, event) => ({ easier: event.exercise }),
  easier_chosen: () => ({ easier: null }),
  camera_corrected: (_stage, _event, at_s) => ({
    cue: null,
    last_cue: null,
    notice: { kind: "corrected", why: "", at_s },
  }),
  session_done: (_stage, _event, at_s) => ({ state: "done", since_s: at_s, over: "done" }),
  stopped: (_stage, event, at_s) => ({
    state: "stopped",
    since_s: at_s,
    over: event.reason === "pain" ? "pain" : "stop",
  }),
};

/**
 * @param {Stage} stage
 * @param {CoachEvent} event
 * @param {number} at_s
 * @returns {Partial<Stage>}
 */
function entered(stage, event, at_s) {
  if (ENDS.includes(event.state)) return {};
  const again = event.set_index === stage.set_index && event.side === stage.side;
  const working = WORKING.includes(event.state);
  return {
    state: event.state,
    set_index: event.set_index,
    set_count: event.set_count,
    side: event.side,
    phase: event.phase,
    since_s: at_s,
    lasts_s: event.lasts_s,
    paused_from: event.state === "paused" ? stage.state : stage.paused_from,
    // What was credited in this set stays in sight over a pause, and goes with the set.
    hold: again ? still(stage.hold) : null,
    repetitions: again ? stage.repetitions : null,
    cue: working ? stage.cue : null,
    lost: working ? stage.lost : null,
  };
}

/** @param {Stage["hold"]} hold */
function still(hold) {
  return hold && { ...hold, running: false };
}
