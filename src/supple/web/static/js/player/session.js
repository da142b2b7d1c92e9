// A session on the stage: the coach's events in, pictures, words and sounds out, wishes back.
// Who decides what happens when is the coach; here the clock only moves what is already decided.

import { Avoid } from "./avoid.js";
import { Awake } from "./awake.js";
import { breathAt } from "./breath.js";
import { now_s, SessionClock } from "./clock.js";
import { listen } from "./controls.js";
import { credited_s, dialOf } from "./dial.js";
import { after, BEFORE } from "./model.js";
import { part, write } from "./parts.js";
import { Ghost } from "./ghost.js";
import { keep } from "./preferences.js";
import { SeenMeant } from "./seen_meant.js";
import { heard, phaseSteps } from "./says.js";
import { StageView } from "./stage_view.js";

/** @typedef {import("./types.js").Script} Script */
/** @typedef {import("./types.js").Stage} Stage */
/** @typedef {import("./types.js").CoachEvent} CoachEvent */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {import("./controls.js").Wish} Wish */

const SHOW_MS = 66;
const TICK_S = 0.2;
const NO_FRAME_S = 1; // then a tick tells the coach that time goes on all the same
const LINE_DOWN_MS = 1200; // a short break is mended before anybody need know
const GONE_TRIES = 6;
const TO_FELT_MS = 12000;
const HALF_FROM_S = 20;
const TEN_FROM_S = 40;

export class Session {
  /** @type {Stage} */
  #stage = BEFORE;
  #clock = new SessionClock();
  #awake = new Awake();
  #view;
  #ghost;
  #seen_meant;
  #avoid;
  #camera = false;
  #frame_s = -Infinity;
  #tick_s = 0;
  #number = -1; // what the dial showed last, for the last three seconds
  #credit_s = 0;
  #breath = "";
  #down = 0;
  #told_unjudged = false;
  #paused_by_dialog = false;
  #paused_by_tab = false;
  #timer = 0;

  /**
   * @param {{script: Script, words: Words, eye: import("./eye.js").Eye,
   *   sight: import("./sight.js").Sight, line: import("./line.js").Line,
   *   voice: import("./voice.js").Voice, sounds: import("./sounds.js").Sounds,
   *   preferences: Preferences, reload: () => Promise<Script>}} given
   */
  constructor(given) {
    this.given = given;
    this.#view = new StageView(given.script, given.words);
    this.#ghost = new Ghost(given.words);
    this.#seen_meant = new SeenMeant(given.script.id);
    this.#avoid = new Avoid({
      picture: this.#view.picture,
      pause: () => this.#command("pause"),
      resume: () => this.#command("resume"),
      say: (text) => {
        given.voice.hush();
        given.voice.say([{ text, rank: "step", after_s: 0.3, fresh_s: 4 }]);
      },
    });
  }

  /** @param {boolean} camera */
  begin(camera) {
    const { eye, line, sight, voice, sounds, preferences } = this.given;
    sounds.wake();
    voice.wake();
    void this.#awake.stay();
    const stage = part("stage", HTMLElement);
    stage.hidden = false;
    stage.dataset.state = "waiting";
    this.#look(camera);
    if (camera) sight.move(part("sight-slot", HTMLElement));
    this.#inset();
    listen(stage, () => preferences.letters, (wish) => this.#ask(wish));
    this.#dialogs();
    line.addEventListener("event", (event) => this.#hear(detail(event)));
    line.addEventListener("down", (event) => this.#lost(detail(event).tries));
    line.addEventListener("up", () => this.#found());
    voice.addEventListener("line", (event) => this.#step(detail(event)));
    eye.addEventListener("seen", () => {
      this.#frame_s = now_s();
      this.#ghost.picture = eye.about.width / eye.about.height;
    });
    eye.addEventListener("trouble", (event) => this.#blind(String(detail(event))));
    document.addEventListener("visibilitychange", () => this.#hidden());
    line.addEventListener("joined", (event) => this.#joined(detail(event).waiting));
    line.addEventListener("shut", () => this.#shut());
    if (!camera) line.connect({ width: 640, height: 480, facing: "", fps: 10, mirrored: false, camera: false });
    else if (line.open) {
      this.#want_ghost();
      this.#command("start");
    }
    this.#timer = window.setInterval(() => this.#show(), SHOW_MS);
    stage.scrollIntoView();
    part("main", HTMLElement).focus();
  }

  /** @param {boolean} camera */
  #look(camera) {
    this.#camera = camera;
    this.#view.camera = camera;
    if (!camera) this.#ghost.hide();
    part("sight-corner", HTMLElement).hidden = !camera;
  }

  // What the coach says

  /** @param {CoachEvent} event */
  #hear(event) {
    const { script, words, voice, sounds } = this.given;
    if (event.type === "error") {
      this.#banner(String(event.sentence ?? ""));
      return;
    }
    if (event.type === "ghost") {
      this.#ghost.hear(event);
      return;
    }
    if (event.type === "fault_shown") void this.#seen_meant.hear(event, this.#stage);
    if (event.type === "entry_started") this.#entry(event);
    const before = this.#stage;
    this.#stage = after(before, event, this.#clock.page_s(event.at_s, now_s()));
    const entry = script.entries[this.#stage.entry];
    const { sound, lines, hush } = heard(event, before, this.#stage, entry, words);
    if (hush) voice.hush();
    if (sound) sounds.play(sound);
    voice.say(lines);
    if (event.type === "state_changed") this.#entered(before, lines[0]?.text ?? "");
    if (event.type === "placement") this.#placement();
    if (this.#stage.over && !before.over) this.#over();
  }

  /** An easier form took the place of this entry: its words are fetched. @param {CoachEvent} event */
  #entry(event) {
    const { script, words, voice, reload, eye } = this.given;
    const entry = script.entries[event.entry];
    const look = () => (eye.back_line = script.entries[event.entry]?.back_line ?? false);
    look();
    if (entry && entry.exercise !== event.exercise) {
      void reload().then((fresh) => {
        script.entries.splice(0, Infinity, ...fresh.entries);
        look();
      });
    }
    if (this.#camera && entry && !entry.judged && !this.#told_unjudged) {
      this.#told_unjudged = true;
      voice.say([{ text: words("cannot_tell.not_judged_yet"), rank: "step", after_s: 3, fresh_s: 5 }]);
    }
  }

  /**
   * @param {Stage} before
   * @param {string} first what is said first
   */
  #entered(before, first) {
    const { script, sounds } = this.given;
    const stage = this.#stage;
    this.#number = -1;
    this.#credit_s = credited_s(stage, now_s());
    sounds.hold_breath();
    this.#breath = "";
    const steps = phaseSteps(stage, script.entries[stage.entry]);
    if (stage.state !== "paused") this.#view.step = steps.includes(first) ? first : (steps[0] ?? "");
    if (stage.state !== "paused" && before.state === "paused") this.#view.aside = "";
  }

  /** The step that is being said is the one that is shown. @param {string} text */
  #step(text) {
    const steps = phaseSteps(this.#stage, this.given.script.entries[this.#stage.entry]);
    if (steps.includes(text)) this.#view.step = text;
  }

  #placement() {
    const { words, voice, sight } = this.given;
    sight.placed = this.#stage.placed ?? false;
    if (this.#stage.state !== "placing") return;
    const key = this.#stage.placed ? "placed" : (this.#stage.missing[0] ?? "");
    voice.hush();
    voice.say([{ text: words(`placement.${key}`), rank: "state", after_s: 1.5, fresh_s: 4 }]);
  }

  #over() {
    const { eye, line, sounds } = this.given;
    sounds.hold_breath();
    this.#awake.rest();
    eye.stop();
    line.close();
    this.#look(false);
    const onward = part("to-felt", HTMLAnchorElement);
    window.setTimeout(() => onward.focus(), 100);
    window.setTimeout(() => location.assign(onward.href), TO_FELT_MS);
  }

  // What the clock moves

  #show() {
    const now = now_s();
    this.#time_goes_on(now);
    this.#avoid.show(this.#stage, this.given.script.entries[this.#stage.entry], now);
    this.#view.avoided = this.#avoid.shown;
    this.#view.show(this.#stage, now);
    this.#seen_meant.show(this.#stage);
    this.#last_seconds(now);
    this.#breathe(now);
    if (this.#stage.over) window.clearInterval(this.#timer);
  }

  /** @param {number} now */
  #time_goes_on(now) {
    if (this.#stage.over || now - this.#tick_s < TICK_S) return;
    if (this.#camera && now - this.#frame_s < NO_FRAME_S) return;
    this.#tick_s = now;
    this.given.line.tick(now);
  }

  /** @param {number} now */
  #last_seconds(now) {
    const { script, sounds, voice, words } = this.given;
    const dial = dialOf(this.#stage, script.entries[this.#stage.entry], now);
    const number = dial.number ?? -1;
    if (dial.counts_down && number !== this.#number && number >= 1 && number <= 3) sounds.play("tick");
    this.#number = number;
    if (this.#stage.state !== "holding") return;
    const done_s = credited_s(this.#stage, now);
    const passed = (/** @type {number} */ at_s) => this.#credit_s < at_s && done_s >= at_s;
    const say = (/** @type {string} */ key) =>
      voice.say([{ text: words(key), rank: "count", fresh_s: 1.5 }]);
    if (dial.of >= TEN_FROM_S && passed(dial.of - 10)) say("player.ten_more");
    else if (dial.of >= HALF_FROM_S && passed(dial.of / 2)) say("player.half");
    this.#credit_s = done_s;
  }

  /** @param {number} now */
  #breathe(now) {
    const { preferences, sounds } = this.given;
    const wanted = preferences.breath_sound && preferences.breath;
    if (!wanted || !["holding", "resting"].includes(this.#stage.state)) return;
    const { in_s, out_s } = this.#view.breath;
    const { way } = breathAt(now - this.#stage.since_s, in_s, out_s);
    if (way !== this.#breath) sounds.breathe(way, way === "in" ? in_s : out_s);
    this.#breath = way;
  }

  /** @param {{in_s: number, out_s: number}} pace */
  set breath(pace) {
    this.#view.breath = { ...pace, on: this.given.preferences.breath };
  }

  // What the person wishes

  /** @param {Wish} wish */
  #ask(wish) {
    this.#view.touched(now_s());
    if (wish === "touched" || this.#stage.over) return;
    const paused = this.#stage.state === "paused";
    if (wish === "toggle") this.#command(paused ? "resume" : "pause");
    else if (wish === "ask_stop") this.#ask_stop();
    else if (wish === "help") part("help", HTMLDialogElement).showModal();
    else if (wish === "avoid") this.#avoid.ask(this.given.script.entries[this.#stage.entry], this.#stage);
    else if (wish === "full_screen") void fullScreen();
    else if (wish === "camera_wrong") this.#camera_wrong();
    else if (wish === "turn_left" || wish === "turn_right") {
      this.#view.turn(wish === "turn_left" ? -1 : 1);
    }
    else this.#command(wish);
  }

  /** @param {string} command */
  #command(command) {
    this.given.line.command(command, now_s());
  }

  /** Only where the camera judges, and something was said that may be wrong. */
  #camera_wrong() {
    const entry = this.given.script.entries[this.#stage.entry];
    if (!this.#camera || !entry?.judged) return;
    this.given.line.command("camera_wrong", now_s(), this.#stage.last_cue);
  }

  #ask_stop() {
    this.#paused_by_dialog = this.#stage.state !== "paused";
    if (this.#paused_by_dialog) this.#command("pause");
    part("stopping", HTMLDialogElement).showModal();
  }

  #dialogs() {
    for (const id of ["stopping", "help"]) {
      const dialog = part(id, HTMLDialogElement);
      dialog.addEventListener("click", (tap) => {
        const answer = tap.target instanceof HTMLElement ? tap.target.dataset.answer : undefined;
        if (answer) dialog.close(answer);
      });
      dialog.addEventListener("close", () => {
        const answer = dialog.returnValue;
        dialog.returnValue = "";
        if (answer === "stop" || answer === "pain") this.#command(answer);
        else if (id === "stopping" && this.#paused_by_dialog) this.#command("resume");
      });
    }
    const { preferences } = this.given;
    const letters = part("letters", HTMLInputElement);
    letters.checked = preferences.letters;
    letters.addEventListener("change", () => {
      preferences.letters = letters.checked;
      keep(preferences);
    });
    const ghost = part("help-ghost", HTMLInputElement);
    ghost.checked = preferences.ghost;
    ghost.addEventListener("change", () => {
      preferences.ghost = ghost.checked;
      keep(preferences);
      this.#want_ghost();
    });
    part("sight-hide", HTMLButtonElement).addEventListener("click", () => {
      preferences.inset = !preferences.inset;
      keep(preferences);
      this.#inset();
      this.#want_ghost();
    });
    part("go-clock", HTMLButtonElement).addEventListener("click", () => this.#without_camera());
  }

  /** No work for a ghost that nobody would see. */
  #want_ghost() {
    const { preferences, line } = this.given;
    const wanted = this.#camera && preferences.ghost && preferences.inset;
    this.#ghost.wanted = wanted;
    line.ghost(wanted);
  }

  #inset() {
    const { preferences, words } = this.given;
    part("sight-corner", HTMLElement).toggleAttribute("data-away", !preferences.inset);
    write(part("sight-hide", HTMLElement),
      words(preferences.inset ? "player.hide_picture" : "player.show_picture"));
  }

  // What goes wrong on the way

  #without_camera() {
    this.#look(false);
    this.given.eye.stop();
    this.#command("without_camera");
  }

  /** @param {string} trouble */
  #blind(trouble) {
    if (!this.#camera || this.#stage.over) return;
    const text = this.given.words(trouble === "ended" ? "player.camera_ended" : "player.camera_model_stage");
    this.#without_camera();
    this.#announce(text);
    window.setTimeout(() => this.#banner(""), 8000);
  }

  #hidden() {
    if (this.#stage.over) return;
    if (document.visibilityState === "hidden") {
      this.#paused_by_tab = this.#stage.state !== "paused";
      if (this.#paused_by_tab) this.#command("pause");
    } else if (this.#paused_by_tab) {
      this.#paused_by_tab = false;
      const text = this.given.words("player.hidden_pause");
      this.#view.aside = text;
      this.given.voice.say([{ text, rank: "state", fresh_s: 6 }]);
    }
  }

  /** @param {number} tries */
  #lost(tries) {
    const { words, voice } = this.given;
    if (this.#stage.over) return;
    if (tries === GONE_TRIES) this.#announce(words("player.line_gone"));
    this.#down ||= window.setTimeout(() => {
      voice.hush();
      this.#announce(words("player.line_down"));
    }, LINE_DOWN_MS);
  }

  /**
   * The server was away, or this is the first time: it waits for a START.
   * @param {boolean} waiting
   */
  #joined(waiting) {
    this.#want_ghost();
    if (!waiting || this.#stage.over) return;
    const paused = this.#stage.state === "paused";
    this.#clock.reset();
    this.#command("start");
    if (paused) this.#command("pause");
  }

  /** This page has no part in the session any more; the server said why before. */
  #shut() {
    window.clearInterval(this.#timer);
    this.given.eye.stop();
    this.given.voice.hush();
    this.#awake.rest();
    this.#look(false);
  }

  #found() {
    window.clearTimeout(this.#down);
    this.#down = 0;
    this.#banner("");
  }

  /** Shown, and said where there is a voice; a screen reader reads the alert. @param {string} text */
  #announce(text) {
    const { voice } = this.given;
    this.#banner(text);
    if (voice.aloud) voice.say([{ text, rank: "state", fresh_s: 8 }]);
  }

  /** @param {string} text empty takes it away */
  #banner(text) {
    const banner = part("line-down", HTMLElement);
    banner.hidden = !text;
    write(banner, text);
  }
}

async function fullScreen() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    // A browser without it shows the stage in its window.
  }
}

/**
 * @param {Event} event
 * @returns {any}
 */
function detail(event) {
  return event instanceof CustomEvent ? event.detail : undefined;
}
