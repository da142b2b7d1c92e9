// Where the player begins: fetches the session, brings the prepare panel to life, and hands over
// to the stage. Read on in prepare.js (before), session.js (during), says.js (what is said).

import { Eye } from "./eye.js";
import { Line } from "./line.js";
import { part, write } from "./parts.js";
import { keep, recalled } from "./preferences.js";
import { Prepare } from "./prepare.js";
import { Session } from "./session.js";
import { Sight } from "./sight.js";
import { sounding } from "./sounding.js";
import { Sounds } from "./sounds.js";
import { Voice } from "./voice.js";
import { wordsOf } from "./words.js";

/** @typedef {import("./types.js").Script} Script */

const id = encodeURIComponent(part("main", HTMLElement).dataset.session ?? "");

/** @returns {Promise<Script>} */
async function script() {
  const answer = await fetch(`/api/sessions/${id}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.json();
}

/**
 * Says that the session begins, and how much pain there was before, if that was told. The session
 * itself goes on over the line, whatever becomes of this.
 * @param {number | null} pain 0 to 10
 */
async function begun(pain) {
  const body = new URLSearchParams(pain === null ? {} : { pain_before: String(pain) });
  await fetch(`/api/sessions/${id}/begun`, { method: "POST", body }).catch(() => undefined);
}

/** @param {Script} session */
function run(session) {
  const words = wordsOf(session.words);
  const preferences = recalled();
  const voice = new Voice(document.documentElement.lang || "en", part("said", HTMLElement));
  const sounds = new Sounds();
  const sight = new Sight();
  const eye = new Eye(sight.video);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const line = new Line(`${scheme}//${location.host}/api/live/${id}`);
  const stage = new Session({
    script: session, words, eye, sight, line, voice, sounds, preferences, reload: script,
  });

  const changed = () => {
    Object.assign(voice, { speaks: preferences.speaks, volume: preferences.volume,
      rate: preferences.rate, name: preferences.voice });
    Object.assign(sounds, { on: preferences.sounds, volume: preferences.volume });
    sight.mirror = preferences.mirror;
    stage.breath = {
      in_s: preferences.breath_in_s || session.settings.breath_in_s,
      out_s: preferences.breath_out_s || session.settings.breath_out_s,
    };
  };
  changed();

  eye.addEventListener("seen", (event) => {
    if (!(event instanceof CustomEvent)) return;
    sight.show(event.detail);
    line.see(event.detail);
  });
  eye.addEventListener("size", () => {
    line.connect({ ...eye.about, mirrored: preferences.mirror, camera: true });
  });
  const mirror = part("try-mirror", HTMLInputElement);
  mirror.checked = preferences.mirror;
  mirror.addEventListener("change", () => {
    preferences.mirror = mirror.checked;
    keep(preferences);
    changed();
  });
  const ghost = part("try-ghost", HTMLInputElement);
  ghost.checked = preferences.ghost;
  ghost.addEventListener("change", () => {
    preferences.ghost = ghost.checked;
    keep(preferences);
  });
  window.addEventListener("pagehide", () => eye.stop());

  const breath = { in_s: session.settings.breath_in_s, out_s: session.settings.breath_out_s };
  sounding({ words, preferences, voice, sounds, breath, changed });
  new Prepare({
    script: session, words, eye, sight, line, preferences,
    // Without a voice the panel's own status is read; saying it too would double it.
    say: (text) => voice.aloud && voice.say([{ text, rank: "state", fresh_s: 3 }]),
    begin: (camera, pain) => {
      void begun(pain);
      changed();
      stage.begin(camera);
    },
  });
}

script().then(run, (/** @type {unknown} */ error) => {
  // Without the script there are no words yet either; these stand in the page.
  const trouble = part("prepare-trouble", HTMLElement);
  trouble.hidden = false;
  write(trouble, (trouble.dataset.words ?? "{why}").replace("{why}", String(error)));
  part("prepare-body", HTMLElement).hidden = true;
});
