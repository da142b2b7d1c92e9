// The prepare panel: with the camera or without, how it sounds, and begin. Everything that can go
// wrong with a camera is said here, with what to do.

import { CameraTrouble, cameras } from "./camera.js";
import { now_s } from "./clock.js";
import { part, write } from "./parts.js";
import { keep } from "./preferences.js";

/** @typedef {import("./types.js").Script} Script */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {import("./eye.js").Eye} Eye */
/** @typedef {import("./line.js").Line} Line */
/** @typedef {import("./sight.js").Sight} Sight */

const PAIN_HIGH_NRS = 5; // above it rest is the better choice (science.md 4.2)
const SAY_AFTER_S = 2.5; // what is missing changes while somebody walks back; then it stands
const SAY_AGAIN_S = 12;
const MEGABYTE = 1e6;

export class Prepare {
  #slot = part("try-slot", HTMLElement);
  #said = part("try-said", HTMLElement);
  #aside = part("try-aside", HTMLElement);
  #again = part("try-again", HTMLButtonElement);
  #begin = part("begin", HTMLButtonElement);
  #device = part("try-device", HTMLSelectElement);
  #panel = part("try-camera", HTMLElement);
  #placement = { text: "", since_s: 0, said_s: -Infinity };
  #opening = 0;
  #open = true;

  /**
   * @param {{script: Script, words: Words, eye: Eye, sight: Sight, line: Line,
   *   preferences: Preferences, say: (text: string) => unknown,
   *   begin: (camera: boolean, pain: number | null) => void}} given
   */
  constructor(given) {
    this.given = given;
    this.#fill();
    const form = part("prepare-form", HTMLFormElement);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.way) this.#leave();
    });
    const made = this.way; // somebody was quicker than this script
    for (const way of this.#ways()) {
      way.addEventListener("change", () => void this.#chosen());
      if (!made) way.checked = given.preferences.with_camera === (way.value === "camera");
    }
    part("pain-before", HTMLElement).addEventListener("change", () => {
      const high = part("pain-high", HTMLElement);
      high.hidden = (this.pain ?? 0) <= PAIN_HIGH_NRS;
      if (!high.hidden) high.scrollIntoView({ block: "center" });
    });
    this.#again.addEventListener("click", () => void this.#try());
    this.#device.addEventListener("change", () => {
      given.preferences.camera = this.#device.value;
      keep(given.preferences);
      void this.#try();
    });
    given.eye.addEventListener("progress", (event) => this.#progress(detail(event)));
    given.eye.addEventListener("ready", () => this.#seeing());
    given.eye.addEventListener("lighter", () => this.#whisper("player.lighter"));
    given.eye.addEventListener("slow", () => this.#whisper("player.slow"));
    given.eye.addEventListener("trouble", (event) => this.#trouble(String(detail(event))));
    given.line.addEventListener("event", (event) => this.#placed(detail(event)));
    void this.#chosen();
  }

  /** @returns {"camera" | "clock" | null} */
  get way() {
    const chosen = this.#ways().find(({ checked }) => checked)?.value;
    return chosen === "camera" || chosen === "clock" ? chosen : null;
  }

  /** Pain before the session, 0 to 10, if it was told. */
  get pain() {
    const chosen = radios("pain").find(({ checked }) => checked)?.value;
    return chosen === undefined ? null : Number(chosen);
  }

  #ways() {
    return radios("way");
  }

  #fill() {
    const { script, words } = this.given;
    const goes_on = script.state === "running";
    write(part("prepare-title", HTMLElement), script.programme_name);
    write(part("prepare-lede", HTMLElement),
      words("player.lede", { count: script.entries.length, minutes: Math.round(script.minutes || minutesOf(script)) }));
    write(part("prepare-notes", HTMLElement), (script.notes ?? []).join(" "));
    const at = script.entries[script.at.entry];
    const note = part("prepare-goes-on", HTMLElement);
    note.hidden = !goes_on || !at;
    if (at) write(note, words("player.goes_on", { name: at.name }));
    part("pain-before", HTMLElement).hidden = goes_on; // it was asked when it began
    write(this.#begin, words(goes_on ? "player.carry_on" : "player.begin"));
  }

  async #chosen() {
    const { preferences, eye, line, words } = this.given;
    const way = this.way;
    this.#panel.hidden = way !== "camera";
    this.#begin.disabled = way === null || way === "camera";
    write(part("begin-hint", HTMLElement), words(way ? "player.begin_hint" : "player.begin_choose"));
    if (way) {
      preferences.with_camera = way === "camera";
      keep(preferences);
    }
    if (way === "camera") {
      await this.#try();
    } else if (eye.open) {
      eye.stop();
      line.close();
    }
  }

  async #try() {
    const { eye, sight, preferences, words } = this.given;
    const opening = ++this.#opening;
    this.#again.hidden = true;
    this.#begin.disabled = true;
    this.#slot.toggleAttribute("data-empty", true);
    this.#said.toggleAttribute("data-trouble", false);
    write(this.#said, words("player.asking"));
    try {
      await eye.start(preferences.camera);
      if (opening !== this.#opening || this.way !== "camera") return;
      this.#slot.toggleAttribute("data-empty", false);
      sight.move(this.#slot);
      this.#panel.scrollIntoView({ block: "nearest" });
      if (eye.ready) this.#seeing();
      else write(this.#said, words("player.loading_model_words"));
      await this.#list();
    } catch (error) {
      if (opening !== this.#opening) return;
      this.#trouble(error instanceof CameraTrouble ? error.trouble : "failed");
    }
  }

  async #list() {
    const { words, preferences } = this.given;
    const all = await cameras();
    this.#device.replaceChildren(
      ...all.map(({ id, label }) => {
        const name = /^\d+$/.test(label) ? words("player.camera_number", { label }) : label;
        return new Option(name, id, false, id === preferences.camera);
      }),
    );
    part("try-device-field", HTMLElement).hidden = all.length < 2;
  }

  /** @param {{loaded: number, total: number}} far */
  #progress({ loaded, total }) {
    const bar = part("try-bar", HTMLProgressElement);
    part("try-progress", HTMLElement).hidden = false;
    if (total > 0) {
      bar.max = total;
      bar.value = Math.min(loaded, total);
    } else bar.removeAttribute("value");
    const values = { loaded: megabytes(loaded), total: megabytes(total) };
    write(part("try-bytes", HTMLElement),
      this.given.words(total > 0 ? "player.bytes" : "player.bytes_open", values));
  }

  #seeing() {
    part("try-progress", HTMLElement).hidden = true;
    if (this.way !== "camera" || !this.#open || !this.given.eye.open) return;
    this.#begin.disabled = false;
    write(this.#said, this.given.words("player.step_back"));
    this.given.line.connect({ ...this.given.eye.about, mirrored: this.given.preferences.mirror, camera: true });
  }

  /** @param {string} name of camera.js, "model" or "ended" */
  #trouble(name) {
    if (!this.#open) return;
    part("try-progress", HTMLElement).hidden = true;
    this.#slot.toggleAttribute("data-empty", true);
    this.#again.hidden = false;
    this.#begin.disabled = true;
    this.#said.toggleAttribute("data-trouble", true);
    write(this.#said, this.given.words(`player.camera_${name}`));
    if (name === "ended" || name === "model") this.given.eye.stop();
  }

  /** @param {string} key */
  #whisper(key) {
    this.#aside.hidden = false;
    write(this.#aside, this.given.words(key));
  }

  /** @param {import("./types.js").CoachEvent} event */
  #placed(event) {
    if (!this.#open || event.type !== "placement" || this.way !== "camera") return;
    const { words, sight, say } = this.given;
    const text = event.placed ? words("placement.placed") : words(`placement.${event.missing[0]}`);
    sight.placed = event.placed;
    if (!text) return;
    const now = now_s();
    if (text !== this.#placement.text) this.#placement = { ...this.#placement, text, since_s: now };
    write(this.#said, text);
    window.setTimeout(() => {
      const spoken = this.#placement;
      const stands = spoken.text === text && spoken.since_s === now;
      if (!this.#open || !stands || now_s() - spoken.said_s < SAY_AGAIN_S) return;
      spoken.said_s = now_s();
      say(text);
    }, SAY_AFTER_S * 1000);
  }

  #leave() {
    this.#open = false;
    part("prepare", HTMLElement).hidden = true;
    this.given.begin(this.way === "camera", this.pain);
  }
}

/**
 * About how long the entries take: their work, ways in and out, and rests.
 * @param {Script} script
 */
export function minutesOf(script) {
  let seconds = 0;
  for (const entry of script.entries) {
    const work_s =
      entry.hold_s !== null
        ? entry.hold_s * Math.max(1, entry.repetitions ?? 1)
        : (entry.duration_s ?? (entry.repetitions ?? 0) * (entry.tempo_s ?? 4));
    const sides = Math.max(1, entry.sides.length);
    seconds += entry.sets * (sides * (work_s + 12) + entry.rest_s) - entry.rest_s + 8;
  }
  return Math.max(1, Math.round(seconds / 60));
}

/** @param {string} name */
function radios(name) {
  return [...document.querySelectorAll(`input[name=${name}]`)].filter(
    (input) => input instanceof HTMLInputElement,
  );
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1);
}

/**
 * @param {Event} event
 * @returns {any}
 */
function detail(event) {
  return event instanceof CustomEvent ? event.detail : undefined;
}
