// The moving figure in its place on the page: fetches what it needs, draws a frame whenever the
// browser does, and says so where it cannot ("unable").

import { breathAt } from "../player/breath.js";
import { now_s } from "../player/clock.js";
import { readBody } from "./body.js";
import { coloursOf } from "./colours.js";
import { readCrossing, readFault, readPoses, readWays } from "./motion.js";
import { FigureScene } from "./scene.js";
import { AT_REST, Travel } from "./travel.js";
import { Turn } from "./turn.js";
import { found, remember, Watch } from "./watch.js";

/** @typedef {import("./types.js").Motion} Motion */
/** @typedef {import("./types.js").Wish} Wish */

const RATIO_MOST = 2;
const FADE_S = 0.3;
const LONGEST_S = 0.5; // after a rest the camera does not jump
const GLOW_S = 0.9; // the glow comes and goes softly

export class FigureView extends EventTarget {
  #canvas = document.createElement("canvas");
  #scene;
  #turn;
  #watch = found() === "unknown" ? new Watch() : null;
  #plain;
  /** @type {Map<string, Promise<Motion | null>>} */
  #fetched = new Map();
  #scene_is = ""; // the address of what is shown or comes, and of which side
  #mirrored = false;
  /** @type {Travel | null} */
  #travel = null;
  /** @type {Wish | null} */
  #wish = null;
  #glow = 0;
  /** @type {{motion: Motion, mirrored: boolean} | null} after what is shown has faded out */
  #coming = null;
  /** @type {Map<string, unknown>} the servers' answers for ways over, by their address */
  #over_fetched = new Map();
  #address = "";
  /** @type {{from: [number, number], to: [number, number], lasts_s: number, passed_s: number} | null} */
  #swing = null;
  #marked = "";
  #faded = 1;
  #laid_out = false;
  #frame = 0;
  #drawn_s = 0;
  #over = new AbortController();

  /**
   * Raises an error where there is no WebGL, or none that is quick.
   * @param {HTMLElement} place
   * @param {ArrayBuffer} body the file
   */
  constructor(place, body) {
    super();
    this.place = place;
    this.#canvas.className = "moving";
    place.append(this.#canvas);
    this.#scene = new FigureScene(this.#canvas, readBody(body), this.#watch !== null);
    this.#plain = this.#scene.software;
    if (this.#plain) this.#scene.plain();
    this.#turn = new Turn(place);
    const { signal } = this.#over;
    const repaint = () => this.#scene.paint(coloursOf(place));
    repaint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint, { signal });
    this.#canvas.addEventListener("webglcontextlost", () => this.#unable(), { signal });
    const sizes = new ResizeObserver(() => this.#size());
    sizes.observe(place);
    signal.addEventListener("abort", () => sizes.disconnect());
  }

  /**
   * @param {string} address of an exercise's figure; fetched before it is needed
   * @returns {Promise<Motion | null>}
   */
  prepare(address) {
    const fetching = this.#fetched.get(address) ?? fetched(address);
    this.#fetched.set(address, fetching);
    return fetching;
  }

  /**
   * @param {string} address
   * @param {boolean} mirrored the second side
   * @returns {Promise<boolean>} whether it is seen now
   */
  async show(address, mirrored) {
    const motion = await this.prepare(address);
    if (!motion || this.#over.signal.aborted) return false;
    const scene = `${address} ${mirrored}`;
    if (this.#scene_is === scene) return true;
    this.#scene_is = scene;
    this.#coming = { motion, mirrored };
    // From a second side the body goes over where nobody sees that it is the first again.
    const joins = !mirrored && (!this.#mirrored || this.#travel?.motion.even);
    const over = joins && this.#over_fetched.get(wayOver(this.#address, address));
    this.#address = address;
    if (!this.#travel || !this.#frame) this.#change();
    else if (over && this.#travel.rests && !this.#travel.comes) this.#come(over);
    return true;
  }

  /**
   * The way over to another exercise is fetched before it is needed.
   * @param {string} from the address of the one that is shown
   * @param {string} to
   */
  async prepare_over(from, to) {
    const way = wayOver(from, to);
    if (from === to || this.#over_fetched.has(way)) return;
    this.#over_fetched.set(way, null);
    this.#over_fetched.set(way, await json(way).catch(() => null));
  }

  /**
   * The way into a fault of what is shown, which becomes one of its phases.
   * @param {string} criterion
   * @returns {Promise<string>} the phase, empty where there is none
   */
  async fault(criterion) {
    const motion = this.#coming?.motion ?? this.#travel?.motion;
    const phase = `fault ${criterion}`;
    if (!motion) return "";
    if (motion.poses.has(phase)) return phase;
    try {
      const { way, marked } = readFault(await json(`${this.#address}/faults/${criterion}`), phase);
      const last = way.moments.at(-1);
      if (!last) return "";
      motion.ways.push(way);
      motion.poses.set(phase, last);
      motion.marks.set(phase, marked);
      return phase;
    } catch {
      return "";
    }
  }

  /** The phase that the figure is in, or left last. */
  get phase() {
    return this.#travel?.phase ?? "";
  }

  /** Whether it is on its way. */
  get moves() {
    return this.#travel?.moves ?? false;
  }

  /** The phases of what is shown. */
  get phases() {
    return this.#travel?.motion.phases ?? [];
  }

  /** @param {Wish} wish */
  play(wish) {
    this.#wish = wish;
    if (!this.#frame && !wish.still) this.#next();
  }

  /** @param {1 | -1} way */
  turn(way) {
    this.#turn.key(way);
    if (!this.#frame) this.#next();
  }

  stop() {
    this.#over.abort();
    cancelAnimationFrame(this.#frame);
    this.#scene.dispose();
    this.#canvas.remove();
  }

  /** The next exercise, or the other side of this one. */
  #change() {
    if (!this.#coming) return;
    const { motion, mirrored } = this.#coming;
    this.#coming = null;
    this.#mirrored = mirrored;
    this.#travel = new Travel(motion, this.#wish?.phase ?? "");
    this.#scene.onward(1);
    this.#swing = null;
    this.#marked = "";
    this.#scene.furnish(motion);
    this.#turn.to(motion.azimuth_deg, motion.above_deg);
    this.#draw(now_s());
  }

  /**
   * The next exercise, into which the figure goes over from this one.
   * @param {unknown} given the server's answer
   */
  #come(given) {
    if (!this.#coming) return;
    const { motion, mirrored } = this.#coming;
    const into = AT_REST.find((phase) => motion.poses.has(phase)) ?? motion.phases[0] ?? "";
    const over = readCrossing(given, into);
    const [azimuth_deg, above_deg] = this.#turn.at;
    // What was seen as in a mirror is seen from the other side.
    const from = /** @type {[number, number]} */ ([this.#mirrored ? -azimuth_deg : azimuth_deg, above_deg]);
    this.#coming = null;
    this.#travel = new Travel(motion, into);
    this.#travel.come(over.ways);
    this.#scene.come(over.begins_m, this.#mirrored);
    this.#mirrored = mirrored;
    this.#scene.furnish(motion);
    this.#marked = "";
    const lasts_s = over.ways.reduce((sum, way) => sum + (way.lasts_s ?? 0), 0);
    this.#swing = { from, to: [motion.azimuth_deg, motion.above_deg], lasts_s, passed_s: 0 };
  }

  /** @param {number} passed_s the camera goes over, too */
  #swung(passed_s) {
    const swing = this.#swing;
    if (!swing) return;
    swing.passed_s += passed_s;
    const share = Math.min(1, swing.passed_s / swing.lasts_s);
    const soft = share * share * (3 - 2 * share);
    const [from, to] = [swing.from, swing.to];
    const about = ((((to[0] - from[0] + 180) % 360) + 360) % 360) - 180;
    this.#turn.to(from[0] + about * soft, from[1] + (to[1] - from[1]) * soft);
    this.#scene.onward(soft);
    if (share === 1) this.#swing = null;
  }

  /** What stretches glows; in a fault, where it is told. @param {Motion} motion @param {string} phase */
  #mark(motion, phase) {
    const mark = motion.marks.get(phase);
    const marked = mark ? phase : "";
    if (marked === this.#marked) return;
    this.#marked = marked;
    this.#scene.mark(mark ? [mark] : motion.stretched);
    this.#scene.warn(Boolean(mark));
    this.#glow = 0;
  }

  /** @param {number} passed_s */
  #fade(passed_s) {
    const before = this.#faded;
    const step = passed_s / FADE_S;
    this.#faded = Math.max(0, Math.min(1, before + (this.#coming ? -step : step)));
    if (this.#faded !== before) this.#canvas.style.opacity = String(this.#faded);
    if (this.#coming && this.#faded === 0) this.#change();
  }

  #next() {
    if (!this.#over.signal.aborted) this.#frame = requestAnimationFrame(() => this.#show());
  }

  #show() {
    const now = now_s();
    const passed_s = now - this.#drawn_s;
    this.#frame = 0;
    if (this.#wish && !this.#wish.still) this.#next();
    if (!this.#travel || !this.#laid_out || document.hidden) {
      this.#drawn_s = now;
      return;
    }
    this.#fade(passed_s);
    this.#draw(now);
    this.#look_at_time(passed_s * 1000);
  }

  /** @param {number} now */
  #draw(now) {
    const passed_s = Math.min(LONGEST_S, now - this.#drawn_s);
    this.#drawn_s = now;
    const wish = this.#wish;
    const travel = this.#travel;
    if (!travel) return;
    let breath = 0;
    if (wish) {
      if (!wish.still) travel.go(wish.phase, passed_s, wish.travel_s);
      breath = breathAt(now - wish.breath.since_s, wish.breath.in_s, wish.breath.out_s).full;
      this.#mark(travel.motion, wish.phase);
      this.#glow += (wish.glow - this.#glow) * (1 - Math.exp(-passed_s / GLOW_S));
    }
    this.#scene.pose(travel.moment, breath, this.#glow * (0.8 + 0.2 * breath));
    if (!wish?.still) this.#swung(passed_s);
    const [azimuth_deg, above_deg] = this.#turn.follow(passed_s);
    this.#scene.look(azimuth_deg, above_deg, this.#mirrored);
    this.#scene.render();
  }

  /** @param {number} passed_ms */
  #look_at_time(passed_ms) {
    const seen = this.#watch?.see(passed_ms);
    if (seen === "quick") {
      this.#watch = null;
      remember("moves");
    } else if (seen === "slow" && !this.#plain) {
      this.#plain = true;
      this.#scene.plain();
      this.#size();
    } else if (seen === "slow") {
      this.#unable();
    }
  }

  #unable() {
    remember("still");
    this.dispatchEvent(new Event("unable"));
  }

  #size() {
    const { clientWidth, clientHeight } = this.place;
    this.#laid_out = clientWidth > 0 && clientHeight > 0;
    if (!this.#laid_out) return;
    const ratio = this.#plain ? 1 : Math.min(RATIO_MOST, devicePixelRatio);
    this.#scene.size(clientWidth, clientHeight, ratio);
    if (this.#travel) this.#draw(now_s());
  }
}

/**
 * The poses at once; the ways come after them, for they take the server longer.
 * @param {string} address
 * @returns {Promise<Motion | null>}
 */
async function fetched(address) {
  try {
    const motion = readPoses(await json(address));
    void json(`${address}/ways`).then((given) => motion.ways.push(...readWays(given)), () => undefined);
    return motion;
  } catch {
    return null; // the drawing stands in
  }
}

/**
 * The address of the way over from one exercise's figure to another's.
 * @param {string} from
 * @param {string} to
 */
function wayOver(from, to) {
  return `/figures/from/${from.split("/").at(-1)}/to/${to.split("/").at(-1)}`;
}

/** @param {string} address */
async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}
