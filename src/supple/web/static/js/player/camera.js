// The camera: asked for, chosen, given back. Never the microphone. What can go wrong has a name
// here and words in the locale (player.camera_<name>).

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };

/** @typedef {"insecure" | "denied" | "none" | "busy" | "failed"} Trouble */

export class CameraTrouble extends Error {
  /** @param {Trouble} trouble */
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/**
 * @param {string} name of the browser's error
 * @returns {Trouble}
 */
export function troubleOf(name) {
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "failed";
}

/**
 * @param {string} device id of a camera, empty for the usual one
 * @returns {Promise<MediaStream>}
 */
export async function opened(device) {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) throw new CameraTrouble("insecure");
  const which = device ? { deviceId: { exact: device } } : { facingMode: "user" };
  try {
    return await devices.getUserMedia({ video: { ...WANTED, ...which }, audio: false });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (device && name === "OverconstrainedError") return opened(""); // it was unplugged
    throw new CameraTrouble(troubleOf(name));
  }
}

/** @returns {Promise<{id: string, label: string}[]>} */
export async function cameras() {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return all
    .filter(({ kind }) => kind === "videoinput")
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${index + 1}` }));
}

/** @param {MediaStream | null} stream */
export function closed(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** @param {MediaStream} stream */
export function facingOf(stream) {
  return stream.getVideoTracks()[0]?.getSettings().facingMode ?? "";
}
