// The words of the interface come from the server's locale; this only finds and fills them.

/**
 * @param {Record<string, unknown>} table nested or already flat
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function wordsOf(table) {
  /** @type {Map<string, string>} */
  const flat = new Map();
  flatten(table, "", flat);
  return (key, values = {}) => {
    const one = values.count === 1 ? flat.get(`${key}_one`) : undefined;
    const text = one ?? flat.get(key) ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  };
}

/** @typedef {ReturnType<typeof wordsOf>} Words */

/**
 * @param {Record<string, unknown>} table
 * @param {string} above
 * @param {Map<string, string>} into
 */
function flatten(table, above, into) {
  for (const [name, value] of Object.entries(table)) {
    if (typeof value === "string") into.set(above + name, value);
    else if (value && typeof value === "object") {
      flatten(/** @type {Record<string, unknown>} */ (value), `${above}${name}.`, into);
    }
  }
}
