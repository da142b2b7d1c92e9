// The ghost: the pose that is due, drawn over one's own picture to line up with. Where it is and
// how each limb matches comes from the server a few times a second; here it only glides and fades.

import { part, write } from "./parts.js";

/** @typedef {import("./types.js").CoachEvent} CoachEvent */
/** @typedef {import("./words.js").Words} Words */

const MARKUP = "http://www.w3.org/2000/svg";
const HEIGHT = 100; // units of the drawing from the top of the picture to its bottom
const SEEN_MOVE = 1.5; // with reduced motion it does not follow smaller moves
const CLEAR = 0.03; // a limb that matches but for this is gone

/**
 * How much of a limb is drawn: all of it where it is far off, nothing where it matches.
 * @param {number} match 0 to 1
 */
export function opacityOf(match) {
  const left = 1 - Math.min(1, Math.max(0, match));
  return left < CLEAR ? 0 : Math.sqrt(left);
}

export class Ghost {
  #svg = part("ghost", SVGSVGElement);
  #body = part("ghost-body", SVGGElement);
  #why = part("ghost-why", HTMLElement);
  #corner = part("sight-corner", HTMLElement);
  #slow = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Record<string, SVGPathElement>} */
  #limbs = {};
  /** @type {[number, number, number]} */
  #at = [0, 0, 0];
  #wanted = false;

  /** @param {Words} words */
  constructor(words) {
    this.words = words;
  }

  /** @param {CoachEvent} event of type "ghost" */
  hear(event) {
    if (!this.#wanted) return; // it was on its way when it was switched off
    if (event.limbs) this.#draw(event.limbs);
    if (event.shown) this.#place(event.at, event.matches);
    this.#show(Boolean(event.shown), String(event.why ?? ""));
  }

  /** The shape of the picture that it lies over. @param {number} ratio width over height */
  set picture(ratio) {
    const box = `0 0 ${(ratio * HEIGHT).toFixed(1)} ${HEIGHT}`;
    if (this.#svg.getAttribute("viewBox") !== box) this.#svg.setAttribute("viewBox", box);
  }

  /** Whether the person wants it, and it can be seen. @param {boolean} wanted */
  set wanted(wanted) {
    this.#wanted = wanted;
    if (!wanted) this.hide();
  }

  hide() {
    this.#show(false, "");
  }

  /**
   * @param {boolean} shown
   * @param {string} why
   */
  #show(shown, why) {
    this.#svg.toggleAttribute("data-shown", shown);
    this.#corner.toggleAttribute("data-ghost", shown);
    const sentence = why ? this.words(`placement.${why}`) : "";
    this.#why.hidden = !sentence;
    write(this.#why, sentence ? this.words("player.no_ghost", { why: sentence }) : "");
  }

  /** @param {Record<string, string>} limbs path data by limb */
  #draw(limbs) {
    this.#at = [0, 0, 0];
    const drawn = Object.entries(limbs).map(([name, data]) => {
      const path = document.createElementNS(MARKUP, "path");
      path.setAttribute("d", data);
      return /** @type {const} */ ([name, path]);
    });
    this.#limbs = Object.fromEntries(drawn);
    this.#body.replaceChildren(...drawn.map(([, path]) => path));
  }

  /**
   * @param {[number, number, number]} at x, y and a metre, in heights of the picture
   * @param {Record<string, number>} matches
   */
  #place(at, matches) {
    const moved = Math.max(...at.map((value, index) => Math.abs(value - (this.#at[index] ?? 0))));
    if (!this.#slow.matches || moved * HEIGHT > SEEN_MOVE) {
      this.#at = at;
      const [x, y, metre] = at;
      this.#body.style.transform =
        `translate(${(x * HEIGHT).toFixed(2)}px, ${(y * HEIGHT).toFixed(2)}px) scale(${metre})`;
    }
    for (const [name, path] of Object.entries(this.#limbs)) {
      path.style.opacity = opacityOf(matches[name] ?? 0).toFixed(2);
    }
  }
}
