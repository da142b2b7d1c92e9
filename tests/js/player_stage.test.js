import assert from "node:assert/strict";
import { test } from "node:test";

import { credited_s, dialOf } from "../../src/supple/web/static/js/player/dial.js";
import { phaseFor } from "../../src/supple/web/static/js/player/drawing.js";
import { shown } from "../../src/supple/web/static/js/player/instruction.js";
import { breathAt } from "../../src/supple/web/static/js/player/breath.js";
import { COBRA, CAMEL, event, hold, stageAfter, state, TWIST } from "./player_fixtures.js";

const words = (/** @type {string} */ key) => key;
const CUE = event("cue", { criterion: "hips", severity: "technique", text: "Hips down." });

test("what was credited stays in sight over a pause and goes with the set", () => {
  const paused = stageAfter(state("holding", { phase: 1 }), hold(7, true), state("paused"));
  assert.equal(paused.hold?.credited_s, 7);
  assert.equal(paused.hold?.running, false);
  assert.equal(paused.paused_from, "holding");
  const next = stageAfter(state("holding"), hold(7, true), state("resting"), state("entering", { set_index: 1 }));
  assert.equal(next.hold, null);
});

test("a new exercise forgets the cue, the count and the offer of the last one", () => {
  const stage = stageAfter(
    event("entry_started", { entry: 0, exercise: "cobra" }), state("holding"), CUE,
    event("easier_offered", { exercise: "cobra_low" }),
    event("entry_started", { entry: 1, exercise: "supine_twist" }),
  );
  assert.deepEqual([stage.entry, stage.cue, stage.last_cue, stage.easier], [1, null, null, null]);
});

test("a cue leaves when it is resolved, and only that one", () => {
  assert.equal(stageAfter(state("holding"), CUE, event("cue_resolved", { criterion: "hips" })).cue, null);
  assert.notEqual(stageAfter(state("holding"), CUE, event("cue_resolved", { criterion: "head" })).cue, null);
});

test("an event that the page does not know changes nothing", () => {
  assert.deepEqual(stageAfter(event("something_new")), stageAfter());
});

test("the end of one exercise is not the end of the session", () => {
  assert.equal(stageAfter(state("leaving"), state("done")).state, "leaving");
  assert.equal(stageAfter(state("done"), event("session_done")).over, "done");
});

test("pain leads to the stopped stage that says so", () => {
  const stage = stageAfter(state("stopped"), event("stopped", { reason: "pain" }));
  assert.equal(stage.over, "pain");
  assert.equal(shown(stage, COBRA, "", 9, words).aside, "player.pain_words");
});

test("while the hold is credited the seconds run on, but not far without the coach", () => {
  const stage = stageAfter(state("holding", { phase: 1 }), hold(7, true));
  assert.equal(credited_s(stage, 1.5), 7.5);
  assert.equal(credited_s(stage, 60), 7.8);
  assert.equal(dialOf(stage, COBRA, 1).number, 13);
  assert.equal(dialOf(stage, COBRA, 1).counts_down, true);
});

test("a hold that is not credited waits, and says why", () => {
  const stage = stageAfter(state("holding"), hold(7, false), event("pose_lost", { why: "feet_hidden" }));
  assert.equal(dialOf(stage, COBRA, 30).number, 13);
  assert.equal(dialOf(stage, COBRA, 30).waits, true);
  assert.equal(shown(stage, COBRA, "Breathe.", 30, words).aside, "player.get_back");
});

test("a standing cue takes the line, and the step comes back after it", () => {
  assert.deepEqual(
    shown(stageAfter(state("holding"), CUE), COBRA, "Breathe.", 2, words),
    { line: "Hips down.", cue: true, aside: "" },
  );
  const resolved = stageAfter(state("holding"), CUE, event("cue_resolved", { criterion: "hips" }));
  assert.equal(shown(resolved, COBRA, "Breathe.", 3, words).line, "Breathe.");
});

test("placing says the first thing to mend", () => {
  const stage = stageAfter(state("placing"), event("placement", { placed: false, missing: ["too_close", "feet_hidden"] }));
  assert.equal(shown(stage, COBRA, "", 2, words).line, "placement.too_close");
});

test("switching sides names the side that comes", () => {
  const say = (/** @type {string} */ key, values = {}) => `${key} ${Object.values(values)}`.trim();
  const stage = stageAfter(state("switching_sides", { side: "left", lasts_s: 6 }));
  assert.match(shown(stage, TWIST, "", 1, say).line, /side.right/);
  const circles = { ...TWIST, sides: ["one way", "other way"] };
  const turning = stageAfter(state("switching_sides", { side: "one way", lasts_s: 6 }));
  assert.equal(shown(turning, circles, "", 1, say).line, "player.say_switch_way");
});

test("a countdown shows whole seconds down to none", () => {
  const stage = stageAfter(state("getting_ready", { lasts_s: 8 }));
  assert.deepEqual([0, 0.1, 7.2, 9].map((now) => dialOf(stage, COBRA, now).number), [8, 8, 1, 0]);
});

test("repetitions count up to their target", () => {
  const stage = stageAfter(state("repeating"), event("repetition_counted", { count: 3, target_count: 8, by: "camera" }));
  const dial = dialOf(stage, CAMEL, 2);
  assert.deepEqual([dial.number, dial.of, dial.part], [3, 8, 0.375]);
});

test("on the way in the dial says what is coming", () => {
  assert.equal(dialOf(stageAfter(state("entering", { lasts_s: 9 })), COBRA, 1).number, 20);
  assert.equal(dialOf(stageAfter(state("entering", { lasts_s: 9 })), CAMEL, 1).number, 8);
});

test("the drawing takes the nearest phase that it has", () => {
  assert.equal(phaseFor("holding", ["start", "hold"]), "hold");
  assert.equal(phaseFor("entering", ["start", "peak"]), "peak");
  assert.equal(phaseFor("repeating", ["start", "peak"], true), "start");
  assert.equal(phaseFor("leaving", []), null);
});

test("the breath goes in and out in its own times, without a jump", () => {
  assert.deepEqual([0, 3.9, 4.1, 9.9].map((at) => breathAt(at, 4, 6).way), ["in", "in", "out", "out"]);
  assert.ok(Math.abs(breathAt(3.999, 4, 6).full - breathAt(4.001, 4, 6).full) < 0.01);
  assert.ok(breathAt(9.999, 4, 6).full < 0.01);
});
