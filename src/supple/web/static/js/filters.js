// The library answers while you type; without this module the form's own button does.
// @ts-check

/** Words of the person that must all be in `words`. @param {string} words @param {string} search */
const found = (words, search) =>
  search.toLowerCase().split(/\s+/).every((word) => words.includes(word));

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-filters]"));
const told = /** @type {HTMLElement | null} */ (document.querySelector("[data-found]"));
const clear = /** @type {HTMLElement | null} */ (document.querySelector("[data-clear]"));

/** @param {DOMStringMap} one @param {string} wanted */
const fitsEquipment = (one, wanted) => {
  const things = (one["equipment"] ?? "").split(" ").filter(Boolean);
  if (wanted === "none") {
    return things.every((thing) => thing === "mat" || thing.endsWith("_optional"));
  }
  return wanted === "" || things.includes(wanted);
};

const show = () => {
  if (form === null || told === null) return;
  const wanted = new FormData(form);
  /** @param {string} name */
  const value = (name) => String(wanted.get(name) ?? "");
  let count = 0;
  for (const shelf of document.querySelectorAll("[data-shelf]")) {
    let any = false;
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (shelf.querySelectorAll("li"))) {
      const fits =
        found(item.dataset["words"] ?? "", value("search").trim()) &&
        ["category", "level", "judged"].every((name) =>
          ["", item.dataset[name]].includes(value(name))) &&
        fitsEquipment(item.dataset, value("equipment"));
      item.hidden = !fits;
      any ||= fits;
      count += Number(fits);
    }
    /** @type {HTMLElement} */ (shelf).hidden = !any;
  }
  const { none = "", one = "", many = "" } = told.dataset;
  told.textContent = count === 0 ? none : count === 1 ? one : many.replace("#", String(count));
  const query = new URLSearchParams(
    [...wanted].map(([name, text]) => [name, String(text)]).filter(([, text]) => text !== ""),
  ).toString();
  if (clear !== null) clear.hidden = query === "";
  history.replaceState(null, "", query === "" ? location.pathname : `?${query}`);
};

if (form !== null) {
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
}
