// The stage as it is seen: takes the state that model.js keeps and puts it on the page.

import { breathAt } from "./breath.js";
import { dialOf } from "./dial.js";
import { shown } from "./instruction.js";
import { MOVING, WORKING } from "./model.js";
import { appear, part, write } from "./parts.js";
import { Picture } from "./picture.js";
import { sideLabel } from "./says.js";

/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Script} Script */
/** @typedef {import("./words.js").Words} Words */

const QUIET_AFTER_S = 3.5;
const BREATHES = [...WORKING, "resting"];

export class StageView {
  #root = part("stage", HTMLElement);
  picture = new Picture(part("figure", HTMLElement));
  #dial = part("dial", HTMLElement);
  #ring = part("ring", SVGCircleElement);
  #disc = part("breath-disc", HTMLElement);
  #number = part("dial-number", HTMLElement);
  #label = part("dial-label", HTMLElement);
  #above = part("dial-state", HTMLElement);
  #resume = part("resume", HTMLButtonElement);
  #line = part("stage-line", HTMLElement);
  #aside = part("stage-aside", HTMLElement);
  #journey = part("journey", HTMLElement);
  #mark = part("stage-mark", HTMLElement);
  #touched_s = 0;
  #shown = "";
  #slow = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Animation | null} */
  #breath = null;
  breath = { on: true, in_s: 4, out_s: 6 };
  camera = false;
  /** A fault that somebody looks at before the exercise. @type {{cue: string, at: number, of: number} | null} */
  avoided = null;
  /** The step of the phase that was said last. */
  step = "";
  /** Why the session waits, where the coach does not know: the tab was hidden. */
  aside = "";

  /**
   * @param {Script} script
   * @param {Words} words
   */
  constructor(script, words) {
    this.script = script;
    this.words = words;
    this.#journey.replaceChildren(...script.entries.map(() => document.createElement("i")));
    this.picture.prepare(script.entries[script.at.entry]);
  }

  /** @param {1 | -1} way that the figure is turned */
  turn(way) {
    this.picture.turn(way);
  }

  /** Somebody is there: everything comes back for a while. @param {number} now */
  touched(now) {
    this.#touched_s = now;
  }

  /**
   * @param {Stage} stage
   * @param {number} now page clock
   */
  show(stage, now) {
    const entry = this.script.entries[stage.entry];
    this.#scene(stage, entry);
    this.#time(stage, entry, now);
    this.picture.play(stage, entry, now, this.breath);
    this.#sayings(stage, entry, now);
    this.#breathe(stage, now);
    this.#root.toggleAttribute("data-avoids", this.avoided !== null);
    const busy = MOVING.includes(stage.state) && now - this.#touched_s > QUIET_AFTER_S;
    this.#root.toggleAttribute("data-quiet", busy);
  }

  /**
   * What changes only with a state, a set or an exercise.
   * @param {Stage} stage
   * @param {Entry | undefined} entry
   */
  #scene(stage, entry) {
    const scene = [stage.entry, stage.state, stage.set_index, stage.side, stage.easier, this.camera,
      entry?.exercise].join();
    if (scene === this.#shown) return;
    this.#shown = scene;
    const words = this.words;
    const next = this.script.entries[stage.entry + 1];
    this.#root.dataset.state = stage.state;
    const seen = stage.state === "paused" ? stage.paused_from : stage.state;
    const second = (entry?.sides.indexOf(stage.side ?? "") ?? 0) > 0;
    void this.picture.show(entry, seen, second);
    this.picture.prepare(next, entry);
    write(part("stage-name", HTMLElement), entry?.name ?? "");
    const places = [
      stage.set_count > 1 ? words("player.set", { at: stage.set_index + 1, count: stage.set_count }) : "",
      sideLabel(stage.side, words),
    ];
    write(part("stage-where", HTMLElement), capital(places.filter(Boolean).join(" · ")));
    write(part("stage-next", HTMLElement),
      next ? words("player.next", { name: next.name }) : words("player.last_one"));
    this.#mark.hidden = !(this.camera && entry && !entry.judged);
    write(this.#mark, words("player.not_judged"));
    this.#resume.hidden = stage.state !== "paused";
    part("pause", HTMLButtonElement).disabled = stage.state === "paused";
    part("anyway", HTMLElement).hidden = stage.state !== "placing";
    part("go-clock", HTMLElement).hidden = stage.state !== "placing";
    part("take-easier", HTMLElement).hidden = !stage.easier;
    part("easier", HTMLButtonElement).disabled = !entry?.easier;
    part("to-felt", HTMLElement).hidden = stage.over === null;
    this.#progress(stage);
  }

  /** @param {Stage} stage */
  #progress(stage) {
    const all = this.script.entries.length;
    const done = stage.over === "done" ? all : stage.entry;
    [...this.#journey.children].forEach((piece, index) => {
      piece.toggleAttribute("data-done", index < done);
      piece.toggleAttribute("data-now", index === done);
    });
    this.#journey.setAttribute("aria-valuenow", String(Math.round((100 * done) / Math.max(1, all))));
    this.#journey.setAttribute("aria-valuetext", `${Math.min(done + 1, all)} / ${all}`);
  }

  /**
   * @param {Stage} stage
   * @param {Entry | undefined} entry
   * @param {number} now
   */
  #time(stage, entry, now) {
    const dial = dialOf(stage, entry, now);
    const paused = stage.state === "paused";
    const waits = dial.waits && this.camera;
    this.#dial.toggleAttribute("data-waits", waits);
    write(this.#number, paused || dial.number === null ? "" : String(dial.number));
    const label = dial.label ? this.words(`player.dial_${dial.label}`, { of: Math.round(dial.of) }) : "";
    write(this.#label, paused ? "" : waits ? this.words("player.dial_waits") : label);
    const part_of = Math.round(Math.min(1, Math.max(0, dial.part)) * 1000) / 10;
    this.#ring.setAttribute("stroke-dasharray", `${part_of} 200`);
    this.#ring.setAttribute("stroke-opacity", part_of > 0 ? "1" : "0");
  }

  /**
   * @param {Stage} stage
   * @param {Entry | undefined} entry
   * @param {number} now
   */
  #sayings(stage, entry, now) {
    const { line, cue, aside } = this.avoided
      ? { line: this.avoided.cue, cue: true, aside: this.words("player.avoided", this.avoided) }
      : shown(stage, entry, this.step, now, this.words);
    if (write(this.#line, line)) appear(this.#line);
    this.#line.toggleAttribute("data-cue", cue);
    write(this.#aside, stage.state === "paused" && this.aside ? this.aside : aside);
    const offered = WORKING.includes(stage.state) && this.camera && stage.cue !== null;
    part("wrong", HTMLElement).hidden = !offered;
  }

  /**
   * @param {Stage} stage
   * @param {number} now
   */
  #breathe(stage, now) {
    const { on, in_s, out_s } = this.breath;
    const breathes = on && BREATHES.includes(stage.state) && !(stage.state === "repeating");
    if (breathes !== this.#disc.hasAttribute("data-breathes")) {
      this.#disc.toggleAttribute("data-breathes", breathes);
      this.#breath?.cancel();
      this.#breath = breathes && !this.#slow.matches ? pacing(this.#disc, in_s, out_s) : null;
    }
    const breath = breathes ? breathAt(now - stage.since_s, in_s, out_s) : null;
    write(this.#above, breath ? this.words(`player.dial_breathe_${breath.way}`) : "");
  }
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/**
 * @param {HTMLElement} disc
 * @param {number} in_s
 * @param {number} out_s
 */
function pacing(disc, in_s, out_s) {
  const turn = in_s / (in_s + out_s);
  return disc.animate(
    [
      { scale: 0.7, easing: "ease-in-out" },
      { scale: 1, offset: turn, easing: "ease-in-out" },
      { scale: 0.7 },
    ],
    { duration: (in_s + out_s) * 1000, iterations: Infinity },
  );
}
