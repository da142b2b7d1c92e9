// The picture of what is done: the moving figure where the machine is quick enough, motion is not
// unwelcome and the exercise has poses; else the drawing. Both show the same phases.

import { made } from "../figure/made.js";
import { Drawing, phaseFor } from "./drawing.js";
import { MOVING } from "./model.js";

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("../figure/view.js").FigureView} FigureView */

const TURN = 0.35; // of the way in or out, when the figure moves
const TRAVEL_S = 2.2;
const TEMPO_LEAST_S = 2.4;
const FAULT_S = 2.4;

/**
 * The state whose phase is shown now, and whether it is the way back of a repetition.
 * @param {Stage} stage
 * @param {Entry | undefined} entry
 * @param {number} now page clock
 * @returns {{state: string, back: boolean, travel_s: number}}
 */
export function showing(stage, entry, now) {
  const state = stage.state === "paused" ? stage.paused_from : stage.state;
  if (stage.state === "paused") return { state, back: false, travel_s: TRAVEL_S };
  if (state === "repeating") {
    const tempo_s = Math.max(TEMPO_LEAST_S, entry?.tempo_s ?? 4);
    const at = ((now - stage.since_s) % tempo_s) / tempo_s;
    return { state, back: at > 0.5, travel_s: tempo_s * 0.45 };
  }
  if (state !== "entering" && state !== "leaving") return { state, back: false, travel_s: TRAVEL_S };
  // On the way in it waits where one starts, on the way out where one was, for a while.
  const lasts_s = stage.lasts_s ?? 6;
  const waits = (now - stage.since_s) / lasts_s < TURN;
  const before = state === "entering" ? "getting_ready" : "holding";
  const travel_s = Math.min(4, Math.max(1.2, lasts_s * (1 - TURN)));
  return { state: waits ? before : state, back: false, travel_s };
}

export class Picture {
  #drawing;
  /** @type {Promise<FigureView | null>} */
  #figure;
  /** @type {FigureView | null} */
  #moving = null;
  /** @type {Entry | undefined} */
  #entry;
  #state = "";
  #turned = false;
  /** A phase that is to be avoided, while somebody looks at it. */
  #fault = "";
  #avoids = false;
  #phase = "";

  /** @param {HTMLElement} place its `data-body` is the address of the figure's surface */
  constructor(place) {
    this.place = place;
    this.#drawing = new Drawing(place);
    const slow = matchMedia("(prefers-reduced-motion: reduce)");
    this.#figure = slow.matches ? Promise.resolve(null) : made(place);
    slow.addEventListener("change", () => slow.matches && this.#fall_back());
    void this.#figure.then((figure) => figure?.addEventListener("unable", () => this.#fall_back()));
  }

  /**
   * @param {Entry | undefined} entry fetched before it is needed
   * @param {Entry} [before] the one that it comes after
   */
  prepare(entry, before) {
    if (!entry) return;
    void this.#figure.then((figure) => {
      if (figure && entry.figure) {
        void figure.prepare(entry.figure);
        if (before?.figure) void figure.prepare_over(before.figure, entry.figure);
      }
      else this.#drawing.prepare(entry);
    });
  }

  /**
   * @param {Entry | undefined} entry
   * @param {string} state
   * @param {boolean} turned the second side, seen as in a mirror
   */
  async show(entry, state, turned) {
    [this.#entry, this.#state, this.#turned] = [entry, state, turned];
    const figure = await this.#figure;
    const moves = figure && entry?.figure ? await figure.show(entry.figure, turned) : false;
    if (this.#entry !== entry) return;
    this.#moving = moves ? figure : null;
    this.place.toggleAttribute("data-moves", moves);
    if (!moves) await this.#drawing.show(entry, this.#state, this.#turned);
  }

  /**
   * @param {Stage} stage
   * @param {Entry | undefined} entry
   * @param {number} now page clock
   * @param {{in_s: number, out_s: number}} breath
   */
  play(stage, entry, now, breath) {
    const { state, back, travel_s } = showing(stage, entry, now);
    if (!this.#moving) {
      if (MOVING.includes(stage.state) && stage.state !== "holding") this.#drawing.phase(state, back);
      return;
    }
    const works = { holding: 1, repeating: 0.7, entering: 0.35 }[stage.state] ?? 0;
    this.#phase = this.#fault || (phaseFor(state, this.#moving.phases, back) ?? "");
    this.#moving.play({
      phase: this.#phase,
      travel_s: this.#avoids ? FAULT_S : travel_s,
      glow: this.#fault ? 1 : works,
      breath: { since_s: stage.since_s, ...breath },
      still: (stage.state === "paused" && !this.#avoids) || stage.over !== null,
    });
  }

  /**
   * The figure goes into a fault, though the session waits.
   * @param {string} criterion
   * @returns {Promise<boolean>} whether it can
   */
  async avoid(criterion) {
    this.#avoids = this.#moving !== null;
    this.#fault = (await this.#moving?.fault(criterion)) ?? "";
    return this.#fault !== "";
  }

  /** Back to what is meant. */
  meant() {
    this.#fault = "";
    this.#avoids = false;
  }

  /** Whether the figure is where it is to be. */
  get arrived() {
    return !this.#moving || (!this.#moving.moves && this.#moving.phase === this.#phase);
  }

  /** @param {1 | -1} way */
  turn(way) {
    this.#moving?.turn(way);
  }

  /** From now on the drawing. */
  #fall_back() {
    const figure = this.#figure;
    this.#figure = Promise.resolve(null);
    void figure.then((one) => one?.stop());
    void this.show(this.#entry, this.#state, this.#turned);
  }
}
