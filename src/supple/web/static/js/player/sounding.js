// The choices of voice and sound on the prepare panel.

import { part } from "./parts.js";
import { keep } from "./preferences.js";

/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {import("./voice.js").Voice} Voice */
/** @typedef {import("./sounds.js").Sounds} Sounds */

const VOICES_COME_MS = 1500; // browsers fetch their list of voices late

/**
 * @param {{words: Words, preferences: Preferences, voice: Voice, sounds: Sounds,
 *   breath: {in_s: number, out_s: number}, changed: () => void}} given
 */
export function sounding({ words, preferences, voice, sounds, breath, changed }) {
  const select = part("voice", HTMLSelectElement);
  const list = () => {
    const voices = voice.voices;
    const silent = voices.some(({ localService }) => localService)
      ? []
      : [new Option(words("player.voice_none"), "")];
    select.replaceChildren(
      ...silent,
      ...voices.map(({ name, localService }) => {
        const label = localService ? name : words("player.voice_away", { name });
        return new Option(label, name, false, name === preferences.voice);
      }),
    );
    for (const id of ["voice-field", "speaks-tick"]) part(id, HTMLElement).hidden = !voices.length;
    if (voice.has_voice) part("no-voice", HTMLElement).hidden = true;
  };
  list();
  voice.addEventListener("voices", list);
  window.setTimeout(() => {
    part("no-voice", HTMLElement).hidden = voice.has_voice;
  }, VOICES_COME_MS);

  tick("speaks", "speaks");
  tick("sounds", "sounds");
  tick("breath", "breath");
  tick("breath-sound", "breath_sound");
  number("volume", "volume", preferences.volume);
  number("rate", "rate", preferences.rate);
  number("breath-in", "breath_in_s", preferences.breath_in_s || breath.in_s);
  number("breath-out", "breath_out_s", preferences.breath_out_s || breath.out_s);
  select.addEventListener("change", () => {
    preferences.voice = select.value;
    settled();
    part("no-voice", HTMLElement).hidden = voice.has_voice;
  });
  part("test-sound", HTMLButtonElement).addEventListener("click", () => {
    sounds.wake();
    voice.wake();
    voice.stop();
    sounds.play("start");
    voice.say([{ text: words("player.test_words"), rank: "state", after_s: 0.9 }]);
  });

  /** @param {string} id @param {"speaks" | "sounds" | "breath" | "breath_sound"} name */
  function tick(id, name) {
    const box = part(id, HTMLInputElement);
    box.checked = preferences[name];
    box.addEventListener("change", () => {
      preferences[name] = box.checked;
      settled();
    });
  }

  /** @param {string} id @param {"volume" | "rate" | "breath_in_s" | "breath_out_s"} name @param {number} value */
  function number(id, name, value) {
    const field = part(id, HTMLInputElement);
    field.value = String(value);
    field.addEventListener("change", () => {
      if (!Number.isFinite(field.valueAsNumber) || !field.checkValidity()) return;
      preferences[name] = field.valueAsNumber;
      settled();
    });
  }

  function settled() {
    keep(preferences);
    changed();
  }
}
