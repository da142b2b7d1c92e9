// What the dial says: the one number that matters now, its words, and how far the ring is round.
// Between two events of the coach the seconds run on as it said; it corrects them with the next.

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").Entry} Entry */

export const AHEAD_S = 0.8; // the longest the page runs on without word from the coach
const SETTLES_S = 2; // before that a hold that is not credited has only just begun

/**
 * @typedef {object} Dial
 * @property {number | null} number
 * @property {string} label key of its words, empty if none
 * @property {number} of the whole, for the words
 * @property {number} part how far the ring is round, 0 to 1
 * @property {boolean} waits nothing is credited right now
 * @property {boolean} counts_down the last seconds are to be heard
 */

/** @type {Readonly<Dial>} */
const NOTHING = { number: null, label: "", of: 0, part: 0, waits: false, counts_down: false };

/**
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {number} now page clock, seconds
 * @returns {Dial}
 */
export function dialOf(stage, entry, now) {
  if (stage.state === "holding") return holding(stage, entry, now);
  if (stage.state === "repeating") return repeating(stage, entry, now);
  if (stage.state === "entering") return entering(stage, entry, now);
  const elapsed_s = Math.max(0, now - stage.since_s);
  if (stage.lasts_s === null) return NOTHING;
  const part = stage.lasts_s > 0 ? Math.min(1, elapsed_s / stage.lasts_s) : 1;
  if (stage.state === "leaving") return { ...NOTHING, part };
  const left_s = Math.max(0, Math.ceil(stage.lasts_s - elapsed_s));
  const label = stage.state;
  return { ...NOTHING, number: left_s, label, of: stage.lasts_s, part, counts_down: true };
}

/**
 * Seconds of the hold credited by now.
 * @param {Stage} stage
 * @param {number} now
 */
export function credited_s(stage, now) {
  const hold = stage.hold;
  if (!hold) return 0;
  if (!hold.running || stage.state !== "holding") return hold.credited_s;
  const since_s = Math.min(AHEAD_S, Math.max(0, now - hold.at_s));
  return Math.min(hold.target_s, hold.credited_s + since_s);
}

/**
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {number} now
 * @returns {Dial}
 */
function holding(stage, entry, now) {
  const target_s = stage.hold?.target_s ?? entry?.hold_s ?? entry?.duration_s ?? 0;
  const done_s = credited_s(stage, now);
  return {
    number: Math.max(0, Math.ceil(target_s - done_s)),
    label: "holding",
    of: target_s,
    part: target_s > 0 ? done_s / target_s : 0,
    waits: !stage.hold?.running && done_s < target_s && now - stage.since_s > SETTLES_S,
    counts_down: stage.hold?.running ?? false,
  };
}

/**
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {number} now
 * @returns {Dial}
 */
function repeating(stage, entry, now) {
  if (!entry?.repetitions && entry?.duration_s) {
    return { ...holding({ ...stage, state: "holding" }, entry, now), label: "repeating_for" };
  }
  const target = stage.repetitions?.target ?? entry?.repetitions ?? 0;
  const count = stage.repetitions?.count ?? 0;
  return {
    ...NOTHING,
    number: count,
    label: "repeating",
    of: target,
    part: target > 0 ? Math.min(1, count / target) : 0,
    waits: stage.lost !== null,
  };
}

/**
 * On the way in: what is coming, and nothing counted yet.
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {number} now
 * @returns {Dial}
 */
function entering(stage, entry, now) {
  if (entry?.repetitions && !entry.hold_s) {
    return { ...NOTHING, number: entry.repetitions, label: "to_repeat", of: entry.repetitions };
  }
  const target_s = entry?.hold_s ?? entry?.duration_s ?? 0;
  const done_s = credited_s(stage, now);
  const left_s = Math.max(0, Math.ceil(target_s - done_s));
  return {
    ...NOTHING,
    number: left_s,
    label: entry?.hold_s ? "to_hold" : "to_do",
    of: target_s,
    part: target_s > 0 ? done_s / target_s : 0,
  };
}
