// Watching a recording again: play, pause, slower, look for a moment. What the coach said stands
// in the page already; this draws the points and shows which line belongs to the moment.

import { drawFigure } from "./figure.js";
import { Film } from "./film.js";

const STEP_S = 5;
const FRAMES_APART_S = 1.5; // a frame older than this says nothing about now

/**
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

/** @param {number} seconds */
function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

class Watching {
  #film;
  #at_s = 0;
  #last_ms = 0;
  #frame = 0;
  #root = part("replay", HTMLElement);
  #canvas = part("replay-figure", HTMLCanvasElement);
  #play = part("replay-play", HTMLButtonElement);
  #range = part("replay-at", HTMLInputElement);
  #speed = part("replay-speed", HTMLSelectElement);
  #list = part("replay-list", HTMLElement);
  /** @type {{at_s: number, line: HTMLElement}[]} */
  #moments = [];
  /** @type {HTMLElement | undefined} */
  #current;

  /** @param {Film} film */
  constructor(film) {
    this.#film = film;
    this.#whole_s = Number(this.#root.dataset["seconds"]);
    this.#moments = [...this.#list.querySelectorAll("li")].map((line) => this.#linked(line));
    this.#play.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.#range.addEventListener("input", () => this.go(this.#range.valueAsNumber));
    part("replay-earlier", HTMLButtonElement).addEventListener("click", () => this.#step(-1));
    part("replay-later", HTMLButtonElement).addEventListener("click", () => this.#step(1));
    document.addEventListener("keydown", (event) => this.#key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.#canvas);
    this.go(0);
  }

  #whole_s;

  get playing() {
    return this.#frame !== 0;
  }

  play() {
    if (this.#at_s >= this.#whole_s) this.go(0);
    this.#play.textContent = this.#root.dataset["pause"] ?? "";
    this.#last_ms = performance.now();
    this.#frame = requestAnimationFrame((now_ms) => this.#run(now_ms));
  }

  pause() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#play.textContent = this.#root.dataset["play"] ?? "";
  }

  /** @param {number} at_s */
  go(at_s) {
    this.#at_s = Math.min(this.#whole_s, Math.max(0, at_s));
    this.#range.value = String(this.#at_s);
    const told = clock(this.#at_s);
    this.#range.setAttribute("aria-valuetext", (this.#root.dataset["of"] ?? "").replace("{at}", told));
    part("replay-clock", HTMLElement).textContent = `${told} / ${clock(this.#whole_s)}`;
    this.#mark();
    this.#draw();
  }

  /** @param {number} now_ms */
  #run(now_ms) {
    const passed_s = (now_ms - this.#last_ms) / 1000;
    this.#last_ms = now_ms;
    this.go(this.#at_s + passed_s * Number(this.#speed.value));
    if (this.#at_s >= this.#whole_s) this.pause();
    else this.#frame = requestAnimationFrame((next_ms) => this.#run(next_ms));
  }

  /** @param {HTMLElement} line its time becomes a button that goes there */
  #linked(line) {
    const at_s = Number(line.dataset["at"]);
    const time = line.querySelector("time");
    if (time) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "numbers";
      button.textContent = time.textContent;
      const go = (this.#root.dataset["go"] ?? "").replace("{at}", time.textContent ?? "");
      button.setAttribute("aria-label", go);
      button.addEventListener("click", () => this.go(at_s));
      time.replaceWith(button);
    }
    return { at_s, line };
  }

  /** The moment that was told last, in the list and under the figure. */
  #mark() {
    const told = this.#moments.filter((one) => one.at_s <= this.#at_s + 0.02).at(-1)?.line;
    if (told === this.#current) return;
    this.#current?.removeAttribute("aria-current");
    told?.setAttribute("aria-current", "true");
    this.#current = told;
    part("replay-now", HTMLElement).textContent = told?.querySelector("span")?.textContent ?? "";
    if (!told) return;
    // Only the list scrolls: the page stays where it is.
    const top = told.getBoundingClientRect().top - this.#list.getBoundingClientRect().top;
    this.#list.scrollTop += top - this.#list.clientHeight / 3;
  }

  /** @param {1 | -1} way to the next moment, or the one before */
  #step(way) {
    this.pause();
    const times = this.#moments.map((one) => one.at_s);
    const next = way > 0
      ? times.find((at_s) => at_s > this.#at_s + 0.02)
      : times.filter((at_s) => at_s < this.#at_s - 0.02).at(-1);
    this.go(next ?? (way > 0 ? this.#whole_s : 0));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const on = event.target;
    if (on instanceof HTMLSelectElement || on === this.#list) return;
    const way = { ArrowLeft: -STEP_S, ArrowRight: STEP_S }[event.key];
    if (way !== undefined) this.go(this.#at_s + way);
    else if (event.key === " " && !(on instanceof HTMLButtonElement || on instanceof HTMLAnchorElement)) {
      if (this.playing) this.pause();
      else this.play();
    } else return;
    event.preventDefault();
  }

  #draw() {
    const index = this.#film.indexAt(this.#at_s);
    const still = this.#film.still(Math.max(0, index));
    const stale = this.#at_s - still.time_s > FRAMES_APART_S;
    part("replay-nobody", HTMLElement).hidden = still.found && !stale;
    const wide = this.#canvas.clientWidth * devicePixelRatio;
    const high = Math.round(wide / still.width);
    if (wide === 0) return;
    if (this.#canvas.width !== Math.round(wide) || this.#canvas.height !== high) {
      this.#canvas.width = Math.round(wide);
      this.#canvas.height = high;
    }
    const pen = this.#canvas.getContext("2d");
    if (!pen) return;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (stale) return;
    pen.setTransform(high, 0, 0, high, 0, 0);
    const style = getComputedStyle(this.#canvas);
    drawFigure(pen, still, { near: style.color, far: style.borderTopColor });
  }
}

const root = part("replay", HTMLElement);
fetch(root.dataset["film"] ?? "")
  .then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.arrayBuffer();
  })
  .then((bytes) => {
    const film = new Film(bytes);
    part("replay-body", HTMLElement).hidden = false;
    new Watching(film);
  })
  .catch(() => {
    part("replay-body", HTMLElement).hidden = true;
    part("replay-trouble", HTMLElement).hidden = false;
  });
