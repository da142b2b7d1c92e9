// The moving figure on an exercise's page: it goes through the poses again and again, and into what
// is to be avoided and back where that is asked for. Without it the pictures below say the same.

import { made } from "./made.js";

/** @typedef {import("./view.js").FigureView} FigureView */

const TRAVEL_S = 2.4;
const STAYS_MS = 2200;
const BREATH = { in_s: 4, out_s: 6 };
const LOOK_MS = 200;

class Showing {
  #phase = "";
  #until_ms = 0;
  /** @type {string[]} phases that come next, before the poses go on */
  #asked = [];
  #since_s = performance.now() / 1000;

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} words where the cue of a fault is said
   * @param {FigureView} figure
   */
  constructor(place, words, figure) {
    this.place = place;
    this.words = words;
    this.figure = figure;
  }

  /** From time to time: whether it is time for the next pose. */
  look() {
    const { figure } = this;
    const [first = ""] = figure.phases;
    const now_ms = performance.now();
    if (!this.#phase) this.#phase = first;
    const there = figure.phase === this.#phase && !figure.moves;
    if (!there) this.#until_ms = now_ms + STAYS_MS;
    else if (now_ms > this.#until_ms) this.#next();
    const faulty = this.#phase.startsWith("fault ");
    if (there && !faulty && !this.#asked.length) this.words.textContent = "";
    figure.play({
      phase: this.#phase,
      travel_s: TRAVEL_S,
      glow: faulty || this.#phase !== first ? 1 : 0,
      breath: { since_s: this.#since_s, ...BREATH },
      still: false,
    });
  }

  /** @param {string} criterion @param {string} cue */
  async fault(criterion, cue) {
    this.place.scrollIntoView({ block: "center" });
    const phase = await this.figure.fault(criterion);
    if (!phase) return;
    this.words.textContent = cue;
    this.#asked = [phase];
    this.#until_ms = 0;
  }

  #next() {
    const phases = this.figure.phases;
    const at = phases.indexOf(this.#phase);
    this.#phase = this.#asked.shift() ?? phases[(at + 1) % phases.length] ?? "";
  }
}

/** @param {HTMLElement} place */
async function begin(place) {
  place.hidden = false;
  const figure = await made(place);
  if (!figure || !(await figure.show(place.dataset.figure ?? "", false))) {
    place.hidden = true;
    return;
  }
  place.toggleAttribute("data-moves", true);
  const words = /** @type {HTMLElement} */ (place.querySelector("[data-words]"));
  const showing = new Showing(place, words, figure);
  const timer = window.setInterval(() => showing.look(), LOOK_MS);
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
    document.querySelectorAll("button[data-fault]"));
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () =>
      void showing.fault(button.dataset.fault ?? "", button.dataset.cue ?? ""));
  }
  place.addEventListener("keydown", (press) => {
    if (press.key === "ArrowLeft") figure.turn(-1);
    if (press.key === "ArrowRight") figure.turn(1);
  });
  figure.addEventListener("unable", () => {
    window.clearInterval(timer);
    figure.stop();
    place.hidden = true;
    for (const button of buttons) button.hidden = true;
  });
}

const place = document.getElementById("moving");
const slow = matchMedia("(prefers-reduced-motion: reduce)");
if (place && !slow.matches) {
  // Only when somebody gets there: three.js is the largest part of all scripts.
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    near.disconnect();
    void begin(place);
  });
  near.observe(place.parentElement ?? place);
}
