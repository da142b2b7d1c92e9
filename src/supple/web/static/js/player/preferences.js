// What somebody chose for this browser: voice, sounds, camera. Nothing of it leaves the page.

const KEY = "supple.player";

/** @type {Readonly<{voice: string, speaks: boolean, sounds: boolean, volume: number, rate: number,
 *  mirror: boolean, camera: string, with_camera: boolean | null, breath: boolean,
 *  breath_sound: boolean, breath_in_s: number, breath_out_s: number, letters: boolean,
 *  inset: boolean, ghost: boolean}>} */
export const USUAL = Object.freeze({
  voice: "",
  speaks: true,
  sounds: true,
  volume: 0.8,
  rate: 1,
  mirror: true,
  camera: "",
  with_camera: null,
  breath: true,
  breath_sound: false,
  breath_in_s: 0, // 0: as the person's settings on the server say
  breath_out_s: 0,
  letters: true,
  inset: true,
  ghost: true, // an outline over one's own picture, to line up with
});

/** @typedef {{-readonly [K in keyof typeof USUAL]: (typeof USUAL)[K]}} Preferences */

/**
 * What is stored, where it is of the right type; the usual for the rest.
 * @param {string | null} text
 * @returns {Preferences}
 */
export function parsed(text) {
  /** @type {Record<string, unknown>} */
  let stored = {};
  try {
    stored = JSON.parse(text ?? "{}") ?? {};
  } catch {
    // Somebody else's words under our key: the usual will do.
  }
  /** @type {Record<string, unknown>} */
  const chosen = { ...USUAL };
  for (const [name, usual] of Object.entries(USUAL)) {
    const value = stored[name];
    const fits = usual === null ? typeof value === "boolean" : typeof value === typeof usual;
    if (fits && !(typeof value === "number" && !Number.isFinite(value))) chosen[name] = value;
  }
  return /** @type {Preferences} */ (chosen);
}

/** @returns {Preferences} */
export function recalled() {
  try {
    return parsed(localStorage.getItem(KEY));
  } catch {
    return { ...USUAL }; // storage is switched off
  }
}

/** @param {Preferences} preferences */
export function keep(preferences) {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is full or switched off: then it holds for this session only.
  }
}
