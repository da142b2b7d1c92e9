// What is said and what is heard at each event. The exercise's words come from its file, the
// rest from the locale; nothing is said that the coach did not give cause for.

import { WORKING } from "./model.js";
import { movingSteps, workingSteps } from "./steps.js";

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").CoachEvent} CoachEvent */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./words.js").Words} Words */

/**
 * @typedef {object} Heard
 * @property {string} [sound]
 * @property {Line[]} lines
 * @property {boolean} [hush] what is waiting to be said is stale now
 */

/** Where it matters that the camera cannot tell. */
export const TELLING = ["entering", ...WORKING];

/** @type {Heard} */
const SILENCE = { lines: [] };

/**
 * @param {CoachEvent} event
 * @param {Stage} before
 * @param {Stage} stage after the event
 * @param {Entry | undefined} entry
 * @param {Words} words
 * @returns {Heard}
 */
export function heard(event, before, stage, entry, words) {
  if (event.type === "state_changed") {
    const say = STATES[stage.state];
    return say ? { hush: true, ...say(stage, before, entry, words) } : SILENCE;
  }
  const say = EVENTS[event.type];
  return say ? say(event, before, stage, words) : SILENCE;
}

/** @type {Record<string, (event: CoachEvent, before: Stage, stage: Stage, words: Words) => Heard>} */
const EVENTS = {
  cue: (event) => ({
    sound: "cue",
    lines: [
      { text: event.text, rank: event.severity === "safety" ? "safety" : "cue", fresh_s: 4 },
    ],
  }),
  cue_resolved: (event, before) =>
    before.cue?.criterion === event.criterion ? { sound: "resolved", lines: [] } : SILENCE,
  sudden_movement: (_event, before, stage, words) =>
    since(before, stage, "sudden") < 8
      ? SILENCE
      : { sound: "cue", lines: [line(words("player.slowly"), "cue", 3)] },
  cannot_tell: (event, before, stage, words) =>
    !TELLING.includes(stage.state) ||
    (before.notice?.kind === "cannot_tell" && before.notice.why === event.why &&
  since(before, stage, "cannot_tell") < 60)
      ? SILENCE
      : { lines: [line(cannotTell(event.why, words), "step", 4)] },
  // Somebody who lies on the floor does not see who came in, nor what the page says of it.
  placement: (event, _before, stage, words) =>
    TELLING.includes(stage.state) && event.missing[0] === "second_person"
      ? { lines: [line(words("placement.second_person"), "cue", 4)] }
      : SILENCE,
  pose_lost: (_event, before) => (before.state === "holding" ? { sound: "lost", lines: [] } : SILENCE),
  repetition_counted: (event) => ({
    sound: "count",
    lines: [line(String(event.count), "count", 0.8)],
  }),
  other_exercise_seen: (event, _before, _stage, words) => ({
    lines: [line(words("player.other_exercise", { name: event.name }), "step", 6)],
  }),
  easier_offered: (_event, _before, _stage, words) => ({
    lines: [line(words("player.easier_offer"), "step", 6)],
  }),
  arm_raised: () => ({ sound: "arm", lines: [] }),
  session_done: (_event, _before, _stage, words) => ({
    sound: "finished",
    hush: true,
    lines: [line(words("player.done_words"), "state", 20)],
  }),
  stopped: (event, _before, _stage, words) => ({
    sound: "pause",
    hush: true,
    lines: [line(words(event.reason === "pain" ? "player.pain_words" : "player.stopped_words"), "state", 20)],
  }),
};

/** @typedef {(stage: Stage, before: Stage, entry: Entry | undefined, words: Words) => Heard} Says */

/** @type {Record<string, Says>} */
const STATES = {
  placing: (_stage, _before, entry) => ({ lines: entry ? [line(entry.camera.text, "state", 8)] : [] }),
  getting_ready: (stage, before, entry, words) => ({
    sound: "ready",
    lines: [
      line(before.state === "paused" ? words("state.getting_ready") : announced(stage, entry, words), "state", 6),
    ],
  }),
  entering: (stage, _before, entry) => ({
    sound: "start",
    lines: stepLines(movingSteps(phaseSteps(stage, entry), stage.lasts_s, known(stage, entry))),
  }),
  holding: (stage, _before, entry) => ({
    sound: "held",
    lines: stepLines(workingSteps(phaseSteps(stage, entry), entry?.hold_s ?? entry?.duration_s ?? 0)),
  }),
  repeating: (stage, _before, entry) => ({
    sound: "held",
    lines: stepLines(workingSteps(phaseSteps(stage, entry), repeating_s(entry))),
  }),
  leaving: (stage, _before, entry) => ({
    sound: "done",
    lines: stepLines(movingSteps(phaseSteps(stage, entry), stage.lasts_s)),
  }),
  resting: (stage, _before, _entry, words) => ({
    sound: "rest",
    lines: [
      line(words("player.say_rest", { at: stage.set_index + 2, count: stage.set_count }), "state", 6),
    ],
  }),
  switching_sides: (stage, _before, entry, words) => ({
    sound: "switch",
    lines: [line(switchWords(stage, entry, words), "state", 5)],
  }),
  paused: (_stage, _before, _entry, words) => ({
    sound: "pause",
    lines: [line(words("state.paused"), "state", 3)],
  }),
};

/**
 * The steps of the phase that the coach is in.
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @returns {string[]}
 */
export function phaseSteps(stage, entry) {
  return entry?.phases[stage.phase]?.say ?? [];
}

/**
 * The side that comes after this one.
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 */
export function otherSide(stage, entry) {
  const sides = entry?.sides ?? [];
  return sides[sides.indexOf(stage.side ?? "") + 1] ?? stage.side;
}

/**
 * @param {string | null | undefined} side
 * @param {Words} words
 */
export function sideWords(side, words) {
  return side ? words(`side.${side}`) || side : "";
}

/** Sides of the body; the other entries of `sides` are ways to turn. */
const OF_BODY = ["left", "right"];

/**
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {Words} words
 */
export function switchWords(stage, entry, words) {
  const side = otherSide(stage, entry) ?? "";
  if (!OF_BODY.includes(side)) return words("player.say_switch_way");
  return words("player.say_switch", { side: sideWords(side, words) });
}

/**
 * What stands beside the exercise's name: "left side", "one way".
 * @param {string | null} side
 * @param {Words} words
 */
export function sideLabel(side, words) {
  if (!side) return "";
  const name = sideWords(side, words);
  return OF_BODY.includes(side) ? words("player.side", { side: name }) : name;
}

/**
 * @param {string} why
 * @param {Words} words
 */
export function cannotTell(why, words) {
  return words(`cannot_tell.${why}`) || words(`placement.${why}`) || words("cannot_tell.default");
}

/**
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {Words} words
 */
function announced(stage, entry, words) {
  const name = entry?.name ?? "";
  const side = OF_BODY.includes(stage.side ?? "") ? sideWords(stage.side, words) : "";
  if (stage.set_index > 0) {
    return words("player.say_again", { at: stage.set_index + 1, count: stage.set_count });
  }
  if (side) return words("player.say_next_side", { name, side });
  return words(stage.entry === 0 ? "player.say_first" : "player.say_next", { name });
}

/**
 * Whether this exercise was done just before: another set, or the other side.
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 */
function known(stage, entry) {
  return stage.set_index > 0 || (entry?.sides.indexOf(stage.side ?? "") ?? 0) > 0;
}

/** @param {Entry | undefined} entry */
function repeating_s(entry) {
  return (entry?.repetitions ?? 8) * (entry?.tempo_s ?? 4);
}

/**
 * @param {{text: string, after_s: number}[]} steps
 * @returns {Line[]}
 */
function stepLines(steps) {
  return steps.map(({ text, after_s }) => ({ text, after_s, rank: "step", fresh_s: 4 }));
}

/**
 * @param {string} text
 * @param {Line["rank"]} rank
 * @param {number} fresh_s
 * @returns {Line}
 */
function line(text, rank, fresh_s) {
  return { text, rank, fresh_s };
}

/**
 * Seconds since a notice of this kind, Infinity if there was none.
 * @param {Stage} before
 * @param {Stage} stage
 * @param {string} kind
 */
function since(before, stage, kind) {
  if (before.notice?.kind !== kind || !stage.notice) return Infinity;
  return stage.notice.at_s - before.notice.at_s;
}
