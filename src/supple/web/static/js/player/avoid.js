// What to avoid, when somebody asks before an exercise begins: the session waits, the figure goes
// into one fault after the other, with the cue, and back; where it stands still, two pictures do.

import { now_s } from "./clock.js";
import { part } from "./parts.js";

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Fault} Fault */
/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./picture.js").Picture} Picture */

const STAYS_S = 2.4; // in the fault
const STANDS_S = 5; // two pictures are compared, which takes longer
const LATE_S = 9; // a way that does not come is not waited for

export class Avoid {
  #offer = part("avoid", HTMLButtonElement);
  #card = part("avoided", HTMLElement);
  /** @type {readonly Fault[]} */
  #faults = [];
  #at = -1;
  #moves = false;
  #until_s = 0;
  #late_s = 0;
  #of = "";
  #paused = false;

  /**
   * @param {{picture: Picture, pause: () => void, resume: () => void,
   *   say: (text: string) => void}} given
   */
  constructor(given) {
    this.given = given;
  }

  /** What is shown now, and which of how many. @returns {{cue: string, at: number, of: number} | null} */
  get shown() {
    const fault = this.#faults[Math.min(this.#at, this.#faults.length - 1)];
    return fault ? { cue: fault.cue, at: Math.min(this.#at + 1, this.#faults.length), of: this.#faults.length } : null;
  }

  /** Somebody asks; the session waits for the answer. @param {Entry | undefined} entry @param {Stage} stage */
  ask(entry, stage) {
    if (!entry || this.#faults.length || !asked(stage, entry)) return;
    this.#faults = entry.faults;
    this.#of = place(stage);
    this.#paused = false;
    this.#card.toggleAttribute("data-turned", entry.sides.indexOf(stage.side ?? "") > 0);
    this.given.pause();
    void this.#next();
  }

  /**
   * @param {Stage} stage
   * @param {Entry | undefined} entry
   * @param {number} now page clock
   */
  show(stage, entry, now) {
    this.#offer.hidden = !entry || !asked(stage, entry);
    if (!this.#faults.length) return;
    // It went on, another exercise came, or something else is asked: it ends, and lets that be.
    this.#paused ||= stage.state === "paused";
    const waits = stage.state === "paused" || (!this.#paused && stage.state === "getting_ready");
    const elsewhere = document.hidden || document.querySelector("dialog[open]") !== null;
    if (!waits || elsewhere || this.#of !== place(stage)) {
      this.#end();
      return;
    }
    const { picture } = this.given;
    if (this.#moves && !picture.arrived && now < this.#late_s) this.#until_s = now + STAYS_S;
    if (now > this.#until_s) void this.#next();
  }

  async #next() {
    const { picture, say, resume } = this.given;
    this.#at += 1;
    this.#wait();
    const fault = this.#faults[this.#at];
    if (!fault) {
      this.#until_s = Infinity; // until the session goes on
      picture.meant();
      resume();
      return;
    }
    say(fault.cue);
    const moves = await picture.avoid(fault.criterion);
    if (this.#faults[this.#at] !== fault) {
      if (!this.#faults.length) picture.meant();
      return; // it ended meanwhile
    }
    this.#moves = moves;
    this.#wait();
    if (!moves) this.#pictures(fault);
  }

  /** From now on. */
  #wait() {
    const now = now_s();
    this.#until_s = now + (this.#moves ? STAYS_S : STANDS_S);
    this.#late_s = now + LATE_S;
  }

  /** @param {Fault} fault */
  #pictures(fault) {
    for (const name of ["meant", "fault"]) {
      part(`avoided-${name}`, HTMLImageElement).src = `${fault.drawings}-${name}.svg`;
    }
    this.#card.hidden = false;
  }

  #end() {
    this.#faults = [];
    this.#at = -1;
    this.given.picture.meant();
    this.#card.hidden = true;
  }
}

/**
 * Whether it may be asked: before the exercise begins, never in it.
 * @param {Stage} stage
 * @param {Entry} entry
 */
function asked(stage, entry) {
  return stage.state === "getting_ready" && entry.faults.length > 0;
}

/** @param {Stage} stage */
function place(stage) {
  return [stage.entry, stage.set_index, stage.side].join();
}
