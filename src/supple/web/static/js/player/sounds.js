// Earcons: short, soft, each of its own shape, made here with Web Audio. They carry the session
// where there is no voice, and for somebody who lies face down.

/**
 * A note: pitch in hertz, when it begins, how long it rings, how loud (all seconds, 0 to 1).
 * @typedef {{hz: number, at_s: number, rings_s: number, loud: number}} Note
 */

/**
 * @param {number} hz
 * @param {number} [at_s]
 * @param {number} [rings_s]
 * @param {number} [loud]
 * @returns {Note}
 */
function note(hz, at_s = 0, rings_s = 0.6, loud = 0.5) {
  return { hz, at_s, rings_s, loud };
}

/** What each sound is. Rising: begin. Falling: let go. One low note: wait. @type {Record<string, Note[]>} */
export const SOUNDS = {
  ready: [note(392, 0, 0.7, 0.35)],
  start: [note(392), note(587.3, 0.14, 0.9)],
  held: [note(659.3, 0, 0.5, 0.3)],
  tick: [note(523.3, 0, 0.16, 0.4)],
  done: [note(587.3), note(440, 0.15), note(392, 0.3, 1.1)],
  rest: [note(440, 0, 0.9, 0.35), note(329.6, 0.2, 1.2, 0.35)],
  switch: [note(440), note(554.4, 0.13), note(440, 0.26, 0.8)],
  cue: [note(311.1, 0, 0.35, 0.45), note(311.1, 0.2, 0.6, 0.45)],
  resolved: [note(659.3, 0, 0.5, 0.3), note(880, 0.1, 0.7, 0.25)],
  pause: [note(329.6, 0, 0.8, 0.45)],
  lost: [note(277.2, 0, 0.4, 0.4), note(233.1, 0.18, 0.8, 0.4)],
  count: [note(784, 0, 0.18, 0.25)],
  arm: [note(493.9, 0, 0.3, 0.4), note(740, 0.1, 0.4, 0.4)],
  finished: [note(392), note(493.9, 0.18), note(587.3, 0.36), note(784, 0.54, 1.8)],
};

const RISE_S = 0.02; // a note that begins at once clicks

export class Sounds {
  /** @type {AudioContext | null} */
  #audio = null;
  /** @type {GainNode | null} */
  #breath = null;
  on = true;
  volume = 0.8;

  /** From a tap: browsers keep sound off until then. */
  wake() {
    if (!this.#audio && "AudioContext" in window) this.#audio = new AudioContext();
    void this.#audio?.resume();
  }

  /** @param {string} name */
  play(name) {
    const audio = this.#audio;
    if (!audio || !this.on) return;
    for (const { hz, at_s, rings_s, loud } of SOUNDS[name] ?? []) {
      const from_s = audio.currentTime + at_s;
      const gain = audio.createGain();
      gain.gain.setValueAtTime(0, from_s);
      gain.gain.linearRampToValueAtTime(loud * this.volume * 0.4, from_s + RISE_S);
      gain.gain.exponentialRampToValueAtTime(0.0001, from_s + rings_s);
      gain.connect(audio.destination);
      for (const [part, share] of /** @type {const} */ ([[1, 1], [2, 0.18]])) {
        ring(audio, gain, hz * part, share, from_s, rings_s);
      }
    }
  }

  /**
   * A breath of air, swelling or falling.
   * @param {"in" | "out"} way
   * @param {number} lasts_s
   */
  breathe(way, lasts_s) {
    const audio = this.#audio;
    if (!audio || !this.on) return;
    this.#breath ??= air(audio);
    const gain = this.#breath.gain;
    const loud = 0.05 * this.volume;
    gain.cancelScheduledValues(audio.currentTime);
    gain.setTargetAtTime(way === "in" ? loud : 0.0001, audio.currentTime, lasts_s / 3);
  }

  /** No air moves. */
  hold_breath() {
    if (!this.#audio || !this.#breath) return;
    this.#breath.gain.cancelScheduledValues(this.#audio.currentTime);
    this.#breath.gain.setTargetAtTime(0, this.#audio.currentTime, 0.3);
  }
}

/**
 * @param {AudioContext} audio
 * @param {AudioNode} into
 * @param {number} hz
 * @param {number} share
 * @param {number} from_s
 * @param {number} rings_s
 */
function ring(audio, into, hz, share, from_s, rings_s) {
  const tone = audio.createOscillator();
  const level = audio.createGain();
  tone.frequency.value = hz;
  level.gain.value = share;
  tone.connect(level).connect(into);
  tone.start(from_s);
  tone.stop(from_s + rings_s + 0.05);
}

/**
 * Soft noise through a low filter, silent until it is breathed.
 * @param {AudioContext} audio
 */
function air(audio) {
  const buffer = audio.createBuffer(1, audio.sampleRate * 2, audio.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index += 1) samples[index] = Math.random() * 2 - 1;
  const source = audio.createBufferSource();
  source.buffer = buffer;
  source.loop = true;
  const filter = audio.createBiquadFilter();
  filter.type = "lowpass";
  filter.frequency.value = 500;
  const gain = audio.createGain();
  gain.gain.value = 0;
  source.connect(filter).connect(gain).connect(audio.destination);
  source.start();
  return gain;
}
