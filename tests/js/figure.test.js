import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readBody } from "../../src/supple/web/static/js/figure/body.js";
import { distanceFor, toCamera } from "../../src/supple/web/static/js/figure/camera.js";
import { glowOf } from "../../src/supple/web/static/js/figure/glow.js";
import {
  emptyMoment, jointsOf, mixed, momentAt, readCrossing, readPoses, readWays,
} from "../../src/supple/web/static/js/figure/motion.js";
import { distance, Travel } from "../../src/supple/web/static/js/figure/travel.js";
import { isSoftware, Watch } from "../../src/supple/web/static/js/figure/watch.js";
import { showing } from "../../src/supple/web/static/js/player/picture.js";
import { wishOf } from "../../src/supple/web/static/js/player/controls.js";
import { CAMEL, COBRA, stageAfter, state } from "./player_fixtures.js";

const file = readFileSync(new URL("../../src/supple/web/static/figure/body.bin", import.meta.url));
const BODY = readBody(new Uint8Array(file).buffer);
const BONES = BODY.bones.length;

/**
 * A figure of one part that is lifted from phase to phase.
 * @param {[string, string][]} ways
 */
function lifting(ways) {
  const phases = [...new Set(ways.flat())];
  const at = (/** @type {string} */ phase) => 10000 * phases.indexOf(phase);
  const motion = readPoses({
    phases,
    turns: phases.map(() => [0, 0, 0, 10000]),
    places: phases.map((phase) => [0, at(phase), 0]),
    things: [], held: [], stretched: [], box: [0, 0, 0, 10000, 10000, 10000], azimuth_deg: -68, above_deg: 14,
  });
  motion.ways = readWays({
    ways: ways.map(([before, after]) => ({
      before, after,
      turns: [[0, 0, 0, 10000], [0, 0, 0, 10000]],
      places: [[0, at(before), 0], [0, at(after), 0]],
    })),
  });
  return motion;
}

/**
 * @param {Travel} travel
 * @param {string} target
 * @param {number} seconds
 */
function passed(travel, target, seconds) {
  for (let step = 0; step < Math.round(seconds / 0.1); step += 1) travel.go(target, 0.1, 2);
  return travel.moment.place[1];
}

test("the surface has a bone at a part for each that it is carried by", () => {
  assert.equal(BODY.bind.length, 4 * BONES);
  assert.equal(BODY.places.length, BODY.normals.length);
  assert.ok(Math.max(...BODY.carriers) < BONES);
  assert.ok(Math.max(...BODY.joints) < BODY.parents.length);
});

test("joints follow from turns: the head is over the hips, the feet below, the hands aside", () => {
  const joints = new Float32Array(3 * BODY.parents.length);
  jointsOf(BODY, { turns: BODY.bind, place: new Float32Array([0, 0.9, 0]) }, joints);
  const at = (/** @type {string} */ name) => joints.subarray(3 * BODY.bones.indexOf(name)).slice(0, 3);
  assert.ok((at("head")[1] ?? 0) > 1.4);
  assert.ok((at("left_foot")[1] ?? 1) < 0.15);
  assert.ok((at("left_hand")[2] ?? 0) < -0.4);
  assert.ok(Math.abs((at("left_hand")[2] ?? 0) + (at("right_hand")[2] ?? 0)) < 1e-3);
});

test("between two turns lies the shorter way", () => {
  const into = emptyMoment(1);
  const half = Math.SQRT1_2;
  const [still, turned] = [new Float32Array([0, 0, 0, 1]), new Float32Array([0, 0, -half, -half])];
  mixed({ turns: still, place: new Float32Array(3) }, { turns: turned, place: new Float32Array([0, 2, 0]) },
    0.5, into);
  assert.ok(Math.abs((into.turns[2] ?? 0) - Math.sin(Math.PI / 8)) < 1e-6);
  assert.equal(into.place[1], 1);
});

test("a way is gone through from its first moment to its last, and not beyond", () => {
  const [way] = lifting([["start", "hold"]]).ways;
  const into = emptyMoment(1);
  for (const [share, height] of [[0, 0], [0.25, 0.25], [1, 1], [1.5, 1], [-1, 0]]) {
    momentAt(way?.moments ?? [], share ?? 0, into);
    assert.equal(into.place[1], height);
  }
});

test("the figure goes to the pose that is wanted in the time that it has, and stays", () => {
  const travel = new Travel(lifting([["start", "hold"]]), "start");
  assert.ok(Math.abs((passed(travel, "hold", 1) ?? 0) - 0.5) < 0.01);
  assert.equal(passed(travel, "hold", 1.2), 1);
  assert.equal(travel.moves, false);
  assert.equal(passed(travel, "start", 2.2), 0);
});

test("it turns back where it is when it is called back", () => {
  const travel = new Travel(lifting([["start", "hold"]]), "start");
  passed(travel, "hold", 0.8);
  assert.equal(passed(travel, "start", 1), 0);
});

test("a pose without a way of its own is reached through others, in the same time", () => {
  const motion = lifting([["start", "peak"], ["peak", "other"]]);
  assert.equal(distance(motion.ways, "start", "other"), 2);
  const travel = new Travel(motion, "start");
  assert.equal(passed(travel, "other", 2.2), 2);
  assert.equal(travel.phase, "other");
});

test("before the ways are there the figure is simply in the pose", () => {
  const motion = lifting([["start", "hold"]]);
  motion.ways = [];
  const travel = new Travel(motion, "start");
  assert.equal(passed(travel, "hold", 0.1), 1);
});

test("a phase that an exercise lacks changes nothing", () => {
  const travel = new Travel(lifting([["start", "hold"]]), "none");
  assert.equal(travel.phase, "start");
  assert.equal(passed(travel, "peak", 1), 0);
});

test("it glows most on the line of an area and not away from it", () => {
  const places = new Float32Array([0, 0.5, 0, 0.05, 0.5, 0, 0.5, 0.5, 0]);
  const [on = 0, near = 0, far = 1] = glowOf(places, [[0, 0, 0, 0, 1, 0, 0.06]]);
  assert.equal(on, 255);
  assert.ok(near > 0 && near < on);
  assert.equal(far, 0);
});

test("the camera sees all from where it stands, and nothing is wasted", () => {
  const box = [[-1, 0, -0.3], [1, 0, -0.3], [-1, 0, 0.3], [1, 0, 0.3], [0, 1, 0]];
  const side = toCamera(-90, 0);
  assert.ok(Math.abs(side[2] - 1) < 1e-9);
  const away = distanceFor(box, [0, 0.5, 0], side, 24, 2);
  const wide = 2 * Math.tan((12 * Math.PI) / 180);
  assert.ok(Math.abs(away - (0.3 + 1 / wide)) < 1e-6);
});

test("a slow machine is found out by the middle of its frames, not by one of them", () => {
  const watch = new Watch();
  const seen = new Set();
  for (let frame = 0; frame < 52; frame += 1) seen.add(watch.see(frame % 10 === 9 ? 400 : 16));
  assert.deepEqual([...seen], ["counting", "quick"]);
  let last = "";
  for (let frame = 0; frame < 52; frame += 1) last = watch.see(90);
  assert.equal(last, "slow");
});

test("what draws without a graphics chip is known by its name", () => {
  assert.ok(isSoftware("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)"));
  assert.ok(isSoftware("llvmpipe (LLVM 15.0.7, 256 bits)"));
  assert.ok(!isSoftware("ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)"));
});

test("on the way in the figure waits at the start, then goes in what is left of the time", () => {
  const stage = stageAfter(state("entering", { lasts_s: 5 }));
  assert.equal(showing(stage, COBRA, 1).state, "getting_ready");
  assert.equal(showing(stage, COBRA, 2).state, "entering");
  assert.equal(showing(stage, COBRA, 2).travel_s, 3.25);
});

test("repetitions go there and back at the tempo", () => {
  const stage = stageAfter(state("repeating"));
  assert.equal(showing(stage, CAMEL, 1).back, false);
  assert.equal(showing(stage, CAMEL, 3).back, true);
  assert.equal(showing(stage, CAMEL, 5).back, false);
});

test("a pause keeps what was being done", () => {
  assert.equal(showing(stageAfter(state("holding"), state("paused")), COBRA, 9).state, "holding");
});

test("letters turn the figure where letters are allowed", () => {
  assert.equal(wishOf({ key: "a" }, true), "turn_left");
  assert.equal(wishOf({ key: "D" }, true), "turn_right");
  assert.equal(wishOf({ key: "d" }, false), null);
});

test("it comes from another exercise leg after leg, each in its time, and is then where one starts", () => {
  const motion = lifting([["start", "hold"]]);
  const over = readCrossing({
    durations_s: [1, 2], frames: 2, begins: [0, 0, 0],
    turns: [[0, 0, 0, 2000], ...Array(4).fill([0, 0, 0, 0])],
    places: [[0, 30000, 0], [0, 0, 0], [0, -10000, 0], [0, -10000, 0], [0, -10000, 0]],
  }, "start");
  const travel = new Travel(motion, "start");
  travel.come(over.ways);
  assert.equal(travel.moment.place[1], 3);
  assert.equal(passed(travel, "start", 1), 2);
  assert.equal(travel.comes, true);
  assert.equal(passed(travel, "start", 2.2), 0);
  assert.equal(travel.comes, false);
  assert.equal(passed(travel, "hold", 2.1), 1);
});
