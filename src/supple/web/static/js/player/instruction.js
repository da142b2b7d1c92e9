// The one line of words on the stage, and the quieter one under it. Pure: from the stage's state
// to text; what is said last of a phase's steps is given by the voice.

import { cannotTell, switchWords, TELLING } from "./says.js";
import { WORKING } from "./model.js";

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./words.js").Words} Words */

const NOTICE_S = 7;

/**
 * @typedef {object} Shown
 * @property {string} line
 * @property {boolean} cue the line is one to mind
 * @property {string} aside
 */

/**
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {string} step what was said last of this phase
 * @param {number} now page clock
 * @param {Words} words
 * @returns {Shown}
 */
export function shown(stage, entry, step, now, words) {
  if (stage.cue && WORKING.includes(stage.state)) {
    return { line: stage.cue.text, cue: true, aside: asideOf(stage, now, words) };
  }
  const say = LINES[stage.state];
  const { line, aside } = say ? say(stage, entry, step, words) : { line: step || (entry?.name ?? ""), aside: "" };
  return { line, cue: false, aside: asideOf(stage, now, words) || aside };
}

/**
 * @typedef {(stage: Stage, entry: Entry | undefined, step: string, words: Words) =>
 *   {line: string, aside: string}} SaysLine
 */

/** @type {Record<string, SaysLine>} */
const LINES = {
  placing: (stage, entry, _step, words) => ({
    line:
      words(`placement.${stage.placed ? "placed" : stage.missing[0]}`) || words("state.placing"),
    aside: stage.placed === false ? (entry?.camera.text ?? "") : words("player.placing_hint"),
  }),
  getting_ready: (stage, entry, _step, words) => ({
    line: entry?.name ?? "",
    aside: stage.set_index === 0 ? announcedDose(entry, words) : words("state.getting_ready"),
  }),
  resting: (_stage, _entry, _step, words) => ({ line: words("player.rest_words"), aside: "" }),
  switching_sides: (stage, entry, _step, words) => ({
    line: switchWords(stage, entry, words),
    aside: "",
  }),
  paused: (_stage, _entry, _step, words) => ({
    line: words("state.paused"),
    aside: words("player.tap_to_go_on"),
  }),
  done: (_stage, _entry, _step, words) => ({
    line: words("player.done_title"),
    aside: words("player.done_words"),
  }),
  stopped: (stage, _entry, _step, words) => ({
    line: words("state.stopped"),
    aside: words(stage.over === "pain" ? "player.pain_words" : "player.stopped_words"),
  }),
};

/**
 * How much of it there is, and what is worth knowing before.
 * @param {Entry | undefined} entry
 * @param {Words} words
 */
function announcedDose(entry, words) {
  if (!entry) return "";
  const seconds = entry.hold_s ?? entry.duration_s;
  const parts = [
    entry.sets > 1 ? words("dose.sets", { count: entry.sets }) : "",
    entry.repetitions ? words("dose.repetitions", { count: entry.repetitions }) : "",
    seconds ? words("dose.seconds", { count: Math.round(seconds) }) : "",
  ];
  return [parts.filter(Boolean).join(", "), entry.note].filter(Boolean).join(". ");
}

/**
 * What is said aside for a while, or for as long as it is so.
 * @param {Stage} stage
 * @param {number} now
 * @param {Words} words
 */
function asideOf(stage, now, words) {
  const hold = stage.hold;
  const waits = stage.state === "holding" && hold?.by === "camera" && !hold.running;
  if (waits && stage.cue) return words("player.waits_cue");
  if (waits && stage.lost) {
    return words("player.get_back", { why: cannotTell(stage.lost, words) });
  }
  const notice = stage.notice;
  if (!notice || now - notice.at_s > NOTICE_S) return "";
  if (notice.kind === "sudden") return words("player.slowly");
  if (notice.kind === "other_exercise") return words("player.other_exercise", { name: notice.why });
  if (notice.kind === "corrected") return words("player.corrected");
  return TELLING.includes(stage.state) ? cannotTell(notice.why, words) : "";
}
