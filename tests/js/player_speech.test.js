import assert from "node:assert/strict";
import { test } from "node:test";

import { heard } from "../../src/supple/web/static/js/player/says.js";
import { shown } from "../../src/supple/web/static/js/player/instruction.js";
import { SOUNDS } from "../../src/supple/web/static/js/player/sounds.js";
import { Speech } from "../../src/supple/web/static/js/player/speech.js";
import { movingSteps, workingSteps } from "../../src/supple/web/static/js/player/steps.js";
import { chosen, fitting } from "../../src/supple/web/static/js/player/voice.js";
import { wordsOf } from "../../src/supple/web/static/js/player/words.js";
import { COBRA, event, hold, stageAfter, state, TWIST } from "./player_fixtures.js";

/** @typedef {import("/static/js/player/types.js").Line} Line */

/** @param {string} text @param {Line["rank"]} rank @param {Partial<Line>} [more] @returns {Line} */
function line(text, rank, more = {}) {
  return { text, rank, ...more };
}

const words = wordsOf({
  player: { say_next: "Next: {name}.", say_switch: "Now the {side}.", slowly: "Softly.", other_exercise: "This looks like {name}.", say_rest: "Rest." },
  side: { right: "right" },
  cannot_tell: { default: "I cannot tell." },
  placement: { second_person: "I see two people." },
});

test("an instruction waits until the one before it is over", () => {
  const speech = new Speech();
  speech.add(line("Lift.", "step"), 0);
  speech.add(line("Breathe.", "step"), 0);
  assert.equal(speech.next(0)?.text, "Lift.");
  assert.equal(speech.next(1), null);
  speech.finished();
  assert.equal(speech.next(2)?.text, "Breathe.");
});

test("safety breaks in, and nothing else does", () => {
  const speech = new Speech();
  speech.add(line("Lift.", "step"), 0);
  speech.next(0);
  speech.add(line("Shoulders down.", "cue"), 0.5);
  assert.equal(speech.next(0.5), null);
  speech.add(line("Long neck, look forward.", "safety"), 1);
  assert.deepEqual(speech.next(1), { text: "Long neck, look forward.", breaks_in: true });
});

test("a line never talks over itself, nor twice in a row while it waits", () => {
  const speech = new Speech();
  speech.add(line("Lift.", "step"), 0);
  speech.next(0);
  speech.add(line("Lift.", "step"), 0.2);
  speech.add(line("Breathe.", "step"), 0.3);
  speech.add(line("Breathe.", "step"), 0.4);
  speech.finished();
  assert.equal(speech.next(1)?.text, "Breathe.");
  speech.finished();
  assert.equal(speech.next(1), null);
});

test("what came too late is not said", () => {
  const speech = new Speech();
  speech.add(line("Shoulders down.", "cue", { fresh_s: 4 }), 0);
  assert.equal(speech.next(4.1), null);
});

test("a number is said into silence or not at all", () => {
  const speech = new Speech();
  speech.add(line("Round your back.", "step"), 0);
  speech.next(0);
  speech.add(line("3", "count"), 0.1);
  assert.equal(speech.next(0.2), null);
  speech.finished();
  assert.equal(speech.next(0.3), null);
});

test("steps are said when they are due, and dropped with their state", () => {
  const speech = new Speech();
  for (const { text, after_s } of movingSteps(["One.", "Two."], 9)) speech.add(line(text, "step", { after_s }), 0);
  assert.equal(speech.next(0)?.text, "One.");
  speech.finished();
  assert.equal(speech.next(4), null);
  speech.hush();
  assert.equal(speech.next(5), null);
});

test("steps that do not fit their time are left out from the end", () => {
  assert.deepEqual(movingSteps(["One.", "Two.", "Three."], 5).map(({ text }) => text), ["One."]);
  assert.deepEqual(movingSteps(["One.", "Two.", "Three."], 13.5).map(({ after_s }) => after_s), [0, 4.5, 9]);
});

test("somebody who has just done it hears the last steps, not to lie down again", () => {
  const stage = stageAfter(state("entering", { phase: 0, lasts_s: 5, set_index: 1 }));
  const { lines } = heard(state("entering"), stageAfter(), stage, COBRA, words);
  assert.deepEqual(lines.map(({ text }) => text), ["Lift your chest."]);
});

test("the end of a hold is quiet", () => {
  assert.equal(workingSteps(["One.", "Two.", "Three.", "Four."], 20).length, 3);
  assert.equal(workingSteps(["One.", "Two."], 6).length, 1);
});

test("a cue is heard and said; a safety cue ranks above all", () => {
  const stage = stageAfter(state("holding"));
  const cue = event("cue", { criterion: "head", severity: "safety", text: "Long neck." });
  const { sound, lines } = heard(cue, stage, stage, COBRA, words);
  assert.equal(sound, "cue");
  assert.deepEqual(lines.map(({ text, rank }) => [text, rank]), [["Long neck.", "safety"]]);
});

test("one sudden movement after another is told once", () => {
  const before = stageAfter(state("holding"));
  const first = stageAfter(state("holding"), event("sudden_movement"));
  const second = stageAfter(state("holding"), event("sudden_movement"), event("sudden_movement"));
  assert.equal(heard(event("sudden_movement"), before, first, COBRA, words).lines.length, 1);
  assert.equal(heard(event("sudden_movement"), first, second, COBRA, words).lines.length, 0);
});

test("the way in says the steps of its phase over its time", () => {
  const stage = stageAfter(state("entering", { phase: 0, lasts_s: 9 }));
  const { lines } = heard(state("entering"), stageAfter(), stage, COBRA, words);
  assert.deepEqual(lines.map(({ text, after_s }) => [text, after_s]), [["Lie on your stomach.", 0], ["Lift your chest.", 4.5]]);
});

test("a switch of sides names the other side", () => {
  const stage = stageAfter(state("switching_sides", { side: "left", lasts_s: 6 }));
  assert.equal(heard(state("switching_sides"), stage, stage, TWIST, words).lines[0]?.text, "Now the right.");
});

test("losing the pose in a hold is heard; elsewhere it is not", () => {
  const held = stageAfter(state("holding"), hold(3, true));
  const entering = stageAfter(state("entering"));
  assert.equal(heard(event("pose_lost"), held, held, COBRA, words).sound, "lost");
  assert.equal(heard(event("pose_lost"), entering, entering, COBRA, words).sound, undefined);
});

test("every sound that is asked for exists, and no two are alike", () => {
  const asked = ["holding", "entering", "leaving", "resting", "paused", "switching_sides", "getting_ready", "repeating"];
  for (const name of asked) {
    const stage = stageAfter(state(name, { phase: 0 }));
    const { sound } = heard(state(name), stage, stage, COBRA, words);
    assert.ok(sound && sound in SOUNDS, name);
  }
  const shapes = Object.values(SOUNDS).map((notes) => JSON.stringify(notes));
  assert.equal(new Set(shapes).size, shapes.length);
});

test("voices of this machine come first, and only of the language", () => {
  const voices = /** @type {SpeechSynthesisVoice[]} */ ([
    { name: "Far", lang: "en-GB", localService: false },
    { name: "Fern", lang: "de-DE", localService: true },
    { name: "Near", lang: "en_US", localService: true },
  ]);
  assert.deepEqual(fitting(voices, "en").map(({ name }) => name), ["Near", "Far"]);
  assert.equal(chosen(fitting(voices, "en"), "")?.name, "Near");
});

test("a voice that sends words away speaks only if somebody chose it", () => {
  const voices = /** @type {SpeechSynthesisVoice[]} */ ([
    { name: "Far", lang: "en-GB", localService: false },
  ]);
  assert.equal(chosen(voices, ""), null);
  assert.equal(chosen(voices, "Far")?.name, "Far");
});

test("words are filled in, and one of a thing has its own words", () => {
  const say = wordsOf({ a: { sets: "{count} sets", sets_one: "one set" } });
  assert.deepEqual([say("a.sets", { count: 3 }), say("a.sets", { count: 1 }), say("a.none")], ["3 sets", "one set", ""]);
});

test("somebody who comes in is told of while it matters; what else is missing is shown only", () => {
  const holding = stageAfter(state("holding"));
  const resting = stageAfter(state("resting"));
  const came = event("placement", { placed: false, missing: ["second_person"] });
  const dark = event("placement", { placed: false, missing: ["too_dark"] });
  assert.deepEqual(heard(came, holding, holding, COBRA, words).lines.map(({ text }) => text), ["I see two people."]);
  assert.deepEqual(heard(came, resting, resting, COBRA, words).lines, []);
  assert.deepEqual(heard(dark, holding, holding, COBRA, words).lines, []);
});

test("another exercise that was seen is named kindly, and stands beside for a while", () => {
  const seen = event("other_exercise_seen", { exercise: "sphinx", name: "Sphinx" });
  const stage = stageAfter(state("entering"), seen);
  const said = heard(seen, stageAfter(state("entering")), stage, COBRA, words);
  assert.equal(said.lines[0]?.text, "This looks like Sphinx.");
  assert.equal(shown(stage, COBRA, "", stage.notice?.at_s ?? 0, words).aside, "This looks like Sphinx.");
});
