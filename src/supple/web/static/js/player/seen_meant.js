// After a set: what was seen beside what is meant, where something grave was said and the server
// could draw it truly. It stays for the rest that follows, and goes with it.

import { part, write } from "./parts.js";

/** @typedef {import("./types.js").CoachEvent} CoachEvent */
/** @typedef {import("./types.js").Stage} Stage */

const RESTS = ["resting", "switching_sides"];

export class SeenMeant {
  #card = part("seen-meant", HTMLElement);
  /** The set that the pictures are of; another one takes them away. */
  #of = "";

  /** @param {string} session */
  constructor(session) {
    this.session = session;
  }

  /**
   * @param {CoachEvent} event of type "fault_shown"
   * @param {Stage} stage now
   */
  async hear(event, stage) {
    const of = place(stage);
    const answer = await fetch(`/api/sessions/${this.session}/faults/${event.number}`)
      .catch(() => null);
    if (!answer?.ok) return; // the rest goes on without
    const { cue, kind, words, seen, meant } = await answer.json();
    write(part("seen-meant-cue", HTMLElement), cue);
    write(part("seen-meant-kind", HTMLElement), kind);
    write(part("seen-meant-words", HTMLElement), words);
    part("seen-picture", HTMLElement).replaceChildren(picture(seen));
    part("meant-picture", HTMLElement).replaceChildren(picture(meant));
    this.#of = of;
  }

  /** @param {Stage} stage */
  show(stage) {
    this.#card.hidden = !RESTS.includes(stage.state) || this.#of !== place(stage);
  }
}

/** @param {Stage} stage */
function place(stage) {
  return [stage.entry, stage.set_index, stage.side].join();
}

/** @param {string} svg */
function picture(svg) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}
