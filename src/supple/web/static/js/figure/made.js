// The moving figure where the machine can show it: what it needs is fetched only then.

import { found, remember } from "./watch.js";

/** @typedef {import("./view.js").FigureView} FigureView */

/**
 * @param {HTMLElement} place its `data-body` is the address of the figure's surface
 * @returns {Promise<FigureView | null>}
 */
export async function made(place) {
  if (found() === "still") return null;
  try {
    const [{ FigureView }, body] = await Promise.all([
      import("./view.js"),
      fetch(place.dataset.body ?? "").then((answer) => answer.arrayBuffer()),
    ]);
    return new FigureView(place, body);
  } catch {
    remember("still"); // there is no WebGL, or the way to it is blocked
    return null;
  }
}
