// The voice of this device (SpeechSynthesis), and its mirror for screen readers. A device without
// a voice has large words and soft sounds instead. Some browsers offer voices that send the words to
// their maker; such a voice speaks only if somebody chose it.

import { now_s } from "./clock.js";
import { Speech } from "./speech.js";

/** @typedef {import("./types.js").Line} Line */

const LOOK_MS = 120;
const SECONDS_A_LETTER = 0.11; // slower than any voice: a line that never ends is given up

/**
 * @param {readonly SpeechSynthesisVoice[]} voices
 * @param {string} language
 * @returns {SpeechSynthesisVoice[]} of this language, those of this machine first
 */
export function fitting(voices, language) {
  const short = language.slice(0, 2).toLowerCase();
  return voices
    .filter((voice) => voice.lang.toLowerCase().replace("_", "-").startsWith(short))
    .sort((one, other) => Number(other.localService) - Number(one.localService));
}

/**
 * @param {readonly SpeechSynthesisVoice[]} voices
 * @param {string} name of the voice that somebody chose, or empty
 * @returns {SpeechSynthesisVoice | null} never one that sends words away without being chosen
 */
export function chosen(voices, name) {
  const named = voices.find((voice) => voice.name === name);
  return named ?? voices.find((voice) => voice.localService) ?? null;
}

export class Voice extends EventTarget {
  #speech = new Speech();
  #synthesis = window.speechSynthesis ?? null;
  #given_up_s = Infinity;
  #timer = 0;
  speaks = true;
  volume = 0.8;
  rate = 1;
  name = "";

  /**
   * @param {string} language
   * @param {HTMLElement} mirror a live region
   */
  constructor(language, mirror) {
    super();
    this.language = language;
    this.mirror = mirror;
    this.#synthesis?.addEventListener?.("voiceschanged", () =>
      this.dispatchEvent(new Event("voices")),
    );
  }

  get voices() {
    return fitting(this.#synthesis?.getVoices() ?? [], this.language);
  }

  /** The chosen voice, else one of this machine; null where there is neither. */
  get chosen() {
    return chosen(this.voices, this.name);
  }

  /** Whether there is anything to speak with. */
  get has_voice() {
    return this.chosen !== null;
  }

  get aloud() {
    return this.speaks && this.has_voice;
  }

  /** Some browsers speak only if the first word comes from a tap; it may be an empty one. */
  wake() {
    if (this.aloud) this.#synthesis?.speak(new SpeechSynthesisUtterance(""));
    this.#timer ||= window.setInterval(() => this.#look(), LOOK_MS);
  }

  /** @param {readonly Line[]} lines */
  say(lines) {
    const now = now_s();
    for (const line of lines) this.#speech.add(line, now);
    this.#timer ||= window.setInterval(() => this.#look(), LOOK_MS);
  }

  /** What waits is stale. */
  hush() {
    this.#speech.hush();
  }

  /** Silence, now. */
  stop() {
    this.#speech.clear();
    this.#synthesis?.cancel();
  }

  #look() {
    if (now_s() > this.#given_up_s) this.#end();
    const next = this.#speech.next(now_s());
    if (!next) return;
    if (next.breaks_in) this.#synthesis?.cancel();
    this.dispatchEvent(new CustomEvent("line", { detail: next.text }));
    if (this.aloud) this.#speak(next.text);
    else this.#show(next.text);
  }

  /** @param {string} text */
  #speak(text) {
    const said = new SpeechSynthesisUtterance(text);
    const voice = this.chosen;
    said.voice = voice;
    said.lang = voice?.lang ?? this.language;
    said.volume = this.volume;
    said.rate = this.rate;
    said.onend = said.onerror = () => this.#end();
    this.#given_up_s = now_s() + 2 + (text.length * SECONDS_A_LETTER) / this.rate;
    this.#synthesis?.speak(said);
  }

  /**
   * Without a voice of ours a screen reader may read it; with one it would be said twice.
   * @param {string} text
   */
  #show(text) {
    this.mirror.textContent = text;
    this.#given_up_s = now_s() + 0.5;
  }

  #end() {
    this.#given_up_s = Infinity;
    this.#speech.finished();
  }
}
