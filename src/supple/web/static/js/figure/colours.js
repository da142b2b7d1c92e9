// The figure's colours, as the page's style sheets say them for this hour.

/** @type {Record<string, string>} */
const TOKENS = {
  skin: "--figure-skin",
  top: "--figure-top",
  legs: "--figure-legs",
  hair: "--figure-hair",
  line: "--figure-hair",
  glow: "--figure-glow",
  warn: "--mind",
  mat: "--mat",
  block: "--figure-skin-far",
  prop: "--figure-prop",
  held: "--mind",
  wall: "--floor",
  floor: "--floor",
};

/**
 * @param {HTMLElement} place
 * @returns {Record<string, string>} plain colours, for the names of surfaces and things
 */
export function coloursOf(place) {
  const probe = document.createElement("i");
  probe.hidden = true;
  place.append(probe);
  const found = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`; // a colour that names others is worked out only in use
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}
