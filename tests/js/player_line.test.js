import assert from "node:assert/strict";
import { test } from "node:test";

import { SessionClock } from "../../src/supple/web/static/js/player/clock.js";
import { troubleOf } from "../../src/supple/web/static/js/player/camera.js";
import { wishOf } from "../../src/supple/web/static/js/player/controls.js";
import {
  encode, FRAME_BYTES, HEADER_BYTES, LINED_FRAME_BYTES,
} from "../../src/supple/web/static/js/player/framecode.js";
import { KEPT, Outbox } from "../../src/supple/web/static/js/player/outbox.js";
import { Pace } from "../../src/supple/web/static/js/player/pace.js";
import { parsed, USUAL } from "../../src/supple/web/static/js/player/preferences.js";

/** @param {number} time_s */
function seen(time_s) {
  return {
    time_s,
    landmarks: Float32Array.from({ length: 132 }, (_, index) => index / 132),
    world: Float32Array.from({ length: 99 }, (_, index) => index / 99),
    agreement: NaN,
    second_person: 0,
  };
}

/** @param {number} time_s */
const nobody = (time_s) => ({ time_s, landmarks: null, world: null, agreement: NaN, second_person: 0 });

test("a message is a header of 16 bytes and 936 for each frame", () => {
  const bytes = encode([seen(1.5), seen(1.6)], 7);
  const view = new DataView(bytes);
  assert.equal(bytes.byteLength, HEADER_BYTES + 2 * FRAME_BYTES);
  assert.deepEqual([view.getUint8(0), view.getUint8(1), view.getUint16(2, true), view.getUint32(4, true)], [1, 0, 2, 7]);
  assert.equal(view.getFloat64(16, true), 1.5);
  assert.equal(view.getFloat32(24 + 131 * 4, true), Math.fround(131 / 132));
  assert.equal(view.getFloat32(24 + 132 * 4, true), 0);
  assert.ok(Number.isNaN(view.getFloat32(16 + FRAME_BYTES - 4, true)), "nobody looked twice");
});

test("what a second look said goes along: the agreement by frame, somebody else for the message", () => {
  const view = new DataView(
    encode([{ ...seen(1.5), agreement: 0.25 }, { ...seen(1.6), second_person: 0.82 }], 7),
  );
  assert.equal(view.getFloat32(16 + FRAME_BYTES - 4, true), 0.25);
  assert.equal(view.getUint8(8), 82);
  assert.equal(new DataView(encode([{ ...seen(1), second_person: 9 }], 0)).getUint8(8), 255);
  assert.equal(new DataView(encode([seen(1)], 0)).getUint8(8), 0);
});

test("with a line of the back in it a message says so, and who has none has NaN there", () => {
  const back_line = Float32Array.from({ length: 48 }, (_, index) => index / 48);
  const bytes = encode([seen(1), { ...seen(2), back_line }, { ...seen(3), back_line: null }], 0);
  const view = new DataView(bytes);
  assert.equal(LINED_FRAME_BYTES, 1128);
  assert.equal(bytes.byteLength, HEADER_BYTES + 3 * LINED_FRAME_BYTES);
  assert.equal(view.getUint8(1), 1);
  const line = (/** @type {number} */ frame, /** @type {number} */ index) =>
    view.getFloat32(HEADER_BYTES + frame * LINED_FRAME_BYTES + FRAME_BYTES + index * 4, true);
  for (let index = 0; index < 48; index += 1) {
    assert.equal(line(1, index), Math.fround(index / 48));
    assert.ok(Number.isNaN(line(0, index)) && Number.isNaN(line(2, index)));
  }
});

test("nobody in the picture is a frame of NaN with its time", () => {
  const view = new DataView(encode([nobody(2)], 0));
  assert.equal(view.getFloat64(16, true), 2);
  for (let index = 0; index < 231; index += 1) assert.ok(Number.isNaN(view.getFloat32(24 + index * 4, true)));
});

test("frames go one to three at a time, in order, each once", () => {
  const outbox = new Outbox();
  for (let time_s = 0; time_s < 5; time_s += 1) outbox.add(nobody(time_s));
  assert.deepEqual([outbox.take()?.first, outbox.take()?.first, outbox.take()], [0, 3, null]);
});

test("after a break all that has not arrived is sent again", () => {
  const outbox = new Outbox();
  for (let time_s = 0; time_s < 4; time_s += 1) outbox.add(nobody(time_s));
  outbox.take();
  outbox.take();
  outbox.acknowledge(1);
  outbox.rewind();
  const again = outbox.take();
  assert.deepEqual([again?.first, again?.frames.length], [2, 2]);
});

test("a long break keeps only the latest frames, and their numbers", () => {
  const outbox = new Outbox();
  for (let time_s = 0; time_s < KEPT + 30; time_s += 1) outbox.add(nobody(time_s));
  assert.equal(outbox.take()?.first, 30);
});

test("the session's clock is the page's, less what an event takes to arrive", () => {
  const clock = new SessionClock();
  assert.equal(clock.page_s(0, 10.3), 10.3);
  assert.equal(clock.page_s(1, 11.1).toFixed(3), "11.100");
  assert.equal(clock.page_s(2, 12.9).toFixed(3), "12.100");
});

test("slow is said after a fair trial only", () => {
  const pace = new Pace();
  for (let time_s = 0; time_s < 5; time_s += 0.2) pace.add(time_s);
  assert.equal(pace.slow, false);
  for (let time_s = 5; time_s < 7; time_s += 0.2) pace.add(time_s);
  assert.equal(pace.slow, true);
  const quick = new Pace();
  for (let time_s = 0; time_s < 9; time_s += 0.08) quick.add(time_s);
  assert.equal(quick.slow, false);
});

test("what is wrong with a camera has a name", () => {
  const names = ["NotAllowedError", "NotFoundError", "NotReadableError", "Odd"];
  assert.deepEqual(names.map(troubleOf), ["denied", "none", "busy", "failed"]);
});

test("keys mean what the help says, and nothing with a modifier", () => {
  assert.equal(wishOf({ key: " " }, true), "toggle");
  assert.equal(wishOf({ key: "E" }, true), "easier");
  assert.equal(wishOf({ key: "e" }, false), null);
  assert.equal(wishOf({ key: "Escape" }, false), "ask_stop");
  assert.equal(wishOf({ key: "f", ctrlKey: true }, true), null);
  assert.equal(wishOf({ key: " ", repeat: true }, true), null);
});

test("stored choices of a wrong kind are not taken", () => {
  assert.deepEqual(parsed("nonsense"), { ...USUAL });
  assert.deepEqual(parsed('{"volume": "loud", "mirror": false, "else": 1}'), { ...USUAL, mirror: false });
  assert.equal(parsed('{"with_camera": true}').with_camera, true);
  assert.deepEqual(parsed("null"), { ...USUAL });
});
