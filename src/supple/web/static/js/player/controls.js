// What somebody does on the stage: keys, taps and buttons, from near or far. One callback for all.

import { part } from "./parts.js";

/**
 * @typedef {"toggle" | "skip" | "back" | "easier" | "ask_stop" | "camera_wrong" | "full_screen" |
 *   "turn_left" | "turn_right" | "avoid" | "help" | "start" | "touched"} Wish
 */

/** @type {Record<string, Wish>} */
const KEYS = {
  " ": "toggle",
  ArrowRight: "skip",
  ArrowLeft: "back",
  Escape: "ask_stop",
};

/** @type {Record<string, Wish>} */
const LETTERS = {
  a: "turn_left",
  d: "turn_right",
  e: "easier",
  w: "camera_wrong",
  f: "full_screen",
  "?": "help",
};

/**
 * @param {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, repeat?: boolean}} press
 * @param {boolean} letters
 * @returns {Wish | null}
 */
export function wishOf(press, letters) {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return null;
  return KEYS[press.key] ?? (letters ? (LETTERS[press.key.toLowerCase()] ?? null) : null);
}

/**
 * @param {HTMLElement} stage
 * @param {() => boolean} letters whether letters work as keys
 * @param {(wish: Wish) => void} ask
 */
export function listen(stage, letters, ask) {
  document.addEventListener("keydown", (press) => {
    if (stage.hidden || document.querySelector("dialog[open]")) return;
    ask("touched");
    const focused = document.activeElement;
    const own = focused instanceof HTMLElement && focused.matches("button, a, input, select");
    // On a button that the keyboard went to, space presses that button.
    if (press.key === " " && own && focused.matches(":focus-visible")) return;
    const wish = wishOf(press, letters());
    if (!wish) return;
    press.preventDefault();
    ask(wish);
  });
  stage.addEventListener("click", (tap) => {
    ask("touched");
    const target = tap.target instanceof Element ? tap.target : null;
    const button = target?.closest("button, a");
    if (!button) {
      ask("toggle"); // anywhere on the floor: a hand that reaches over is enough
      return;
    }
    if (tap.detail > 0 && button instanceof HTMLElement) button.blur();
    if (button instanceof HTMLElement && button.dataset.command) {
      ask(/** @type {Wish} */ (button.dataset.command));
    }
  });
  for (const moved of ["pointermove", "touchstart"]) {
    stage.addEventListener(moved, () => ask("touched"), { passive: true });
  }
  const tap = (/** @type {string} */ id, /** @type {Wish} */ wish) =>
    part(id, HTMLButtonElement).addEventListener("click", () => ask(wish));
  tap("pause", "toggle");
  tap("resume", "toggle");
  tap("stop", "ask_stop");
  tap("help-open", "help");
  tap("full-screen", "full_screen");
}
