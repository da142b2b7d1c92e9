// Small helpers to find and change the page's parts. A part that the template lacks is our fault,
// and is told at once instead of at the moment when it is needed.

/**
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

/**
 * Text is only written where it changed: a write makes a screen reader speak and the page lay out.
 * @param {Element} element
 * @param {string} text
 * @returns {boolean} whether it changed
 */
export function write(element, text) {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}

/**
 * Fades in what has just been written.
 * @param {HTMLElement} element
 */
export function appear(element) {
  element.classList.remove("appears");
  void element.offsetWidth; // makes the browser see that it is new
  element.classList.add("appears");
}
