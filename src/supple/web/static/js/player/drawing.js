// The drawn pose: fetched once an exercise, its phases faded into one another.

/** @typedef {import("./types.js").Entry} Entry */

const FADE_MS = 1200;
const MARKUP = "http://www.w3.org/2000/svg";

/** Which group of a drawing belongs to a state, best first. @type {Record<string, string[]>} */
const PHASES = {
  entering: ["enter", "hold", "peak", "start"],
  holding: ["hold", "peak", "enter", "start"],
  repeating: ["peak", "hold", "enter", "start"],
  leaving: ["exit", "enter", "start", "hold"],
};
const AT_REST = ["start", "enter", "hold", "peak"];
/** In repetitions from one end to the other (round and sag) the way back ends in the other. */
const WAY_BACK = ["other", ...AT_REST];

/**
 * @param {string} state of the coach
 * @param {readonly string[]} there the phases that the drawing has
 * @param {boolean} [back] in repetitions: the way back
 * @returns {string | null}
 */
export function phaseFor(state, there, back = false) {
  const wanted = state === "repeating" && back ? WAY_BACK : (PHASES[state] ?? AT_REST);
  return wanted.find((phase) => there.includes(phase)) ?? there[0] ?? null;
}

export class Drawing {
  /** @type {Map<string, Promise<SVGElement | null>>} */
  #fetched = new Map();
  #address = "";
  /** @type {SVGElement | null} */
  #svg = null;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** @param {Entry | undefined} entry fetched before it is needed */
  prepare(entry) {
    if (entry && !this.#fetched.has(entry.drawing)) {
      this.#fetched.set(entry.drawing, fetched(entry.drawing));
    }
  }

  /**
   * @param {Entry | undefined} entry
   * @param {string} state
   * @param {boolean} turned the second side, drawn as in a mirror
   */
  async show(entry, state, turned) {
    if (!entry) return;
    this.prepare(entry);
    this.place.toggleAttribute("data-turned", turned);
    if (this.#address !== entry.drawing) {
      this.#address = entry.drawing;
      const svg = await this.#fetched.get(entry.drawing);
      if (this.#address === entry.drawing) this.#change(svg ?? placeholder());
    }
    this.phase(state);
  }

  /**
   * @param {string} state
   * @param {boolean} [back]
   */
  phase(state, back = false) {
    const groups = [...(this.#svg?.querySelectorAll("[data-phase]") ?? [])];
    const there = groups.map((group) => group.getAttribute("data-phase") ?? "");
    const shown = phaseFor(state, there, back);
    groups.forEach((group, index) => {
      group.toggleAttribute("data-shown", there[index] === shown);
    });
  }

  /** @param {SVGElement} svg */
  #change(svg) {
    const old = this.#svg;
    const next = /** @type {SVGElement} */ (svg.cloneNode(true));
    this.#svg = next;
    this.place.append(next);
    requestAnimationFrame(() => requestAnimationFrame(() => next.setAttribute("data-shown", "")));
    old?.removeAttribute("data-shown");
    if (old) window.setTimeout(() => old.remove(), FADE_MS);
  }
}

/**
 * @param {string} address
 * @returns {Promise<SVGElement | null>}
 */
async function fetched(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
    const svg = parsed.documentElement;
    if (svg.namespaceURI !== MARKUP || svg.localName !== "svg") return null;
    // The name stands in words beside it; the groups of all phases are there at once.
    svg.removeAttribute("role");
    svg.removeAttribute("aria-label");
    svg.setAttribute("preserveAspectRatio", "xMidYMax meet");
    for (const group of svg.querySelectorAll("[data-phase]")) {
      group.removeAttribute("visibility");
      group.removeAttribute("display");
      group.removeAttribute("opacity");
    }
    return /** @type {SVGElement} */ (/** @type {unknown} */ (document.importNode(svg, true)));
  } catch {
    return null; // the words and the voice go on without a picture
  }
}

/** A mat on the floor: calm, and not empty. */
function placeholder() {
  const svg = document.createElementNS(MARKUP, "svg");
  svg.setAttribute("viewBox", "0 0 240 150");
  svg.setAttribute("preserveAspectRatio", "xMidYMax meet");
  const mat = document.createElementNS(MARKUP, "path");
  mat.setAttribute("class", "placeholder");
  mat.setAttribute("d", "M28 132H212");
  mat.setAttribute("stroke", "currentColor");
  mat.setAttribute("stroke-width", "7");
  mat.setAttribute("stroke-linecap", "round");
  svg.append(mat);
  return svg;
}
