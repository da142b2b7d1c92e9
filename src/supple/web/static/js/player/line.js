// The line to the coach: one WebSocket, a hello, frames or ticks out, numbered events in. When it
// breaks it is made again, and the hello says which event was seen last, so that nothing is lost.

import { encode } from "./framecode.js";
import { Outbox } from "./outbox.js";

/** @typedef {import("./types.js").CoachEvent} CoachEvent */
/** @typedef {import("./types.js").Seen} Seen */

const AGAIN_MS = [300, 700, 1500, 3000, 5000];
const FLUSH_MS = 90;
const SHUT_FROM = 4000; // the server's own reasons: over, gone, or open in another window
const FULL_BYTES = 64 * 1024; // a line this far behind gets nothing more for now

/**
 * Events: "event" CoachEvent, "joined" {waiting: whether a START is needed}, "up", "down" {tries},
 * "shut" when the server will not go on with this page.
 */
export class Line extends EventTarget {
  /** @type {WebSocket | null} */
  #socket = null;
  #outbox = new Outbox();
  #last_event = 0;
  #tries = 0;
  #closed = false;
  #timer = 0;
  /** @type {Record<string, unknown>} */
  #about = {};
  /** @type {string[]} */
  #commands = []; // said while the line was down

  /** @param {string} address */
  constructor(address) {
    super();
    this.address = address;
  }

  get open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /**
   * @param {{width: number, height: number, mirrored: boolean, facing: string, fps: number,
   *   camera: boolean}} about what the page has
   */
  connect(about) {
    this.#about = about;
    this.#closed = false;
    this.#tries = 0;
    this.#leave();
    this.#make();
  }

  /** Nothing more is said or heard. */
  close() {
    this.#closed = true;
    this.#leave();
  }

  /** @param {Seen} frame */
  see(frame) {
    this.#outbox.add(frame);
    if (this.#outbox.waiting >= 3) this.#flush();
    else this.#timer ||= window.setTimeout(() => this.#flush(), FLUSH_MS);
  }

  /** Nothing is told of a ghost until it is wanted. @param {boolean} wanted */
  ghost(wanted) {
    if (this.open) this.#socket?.send(JSON.stringify({ type: "ghost", wanted }));
  }

  /** @param {number} time_s */
  tick(time_s) {
    if (this.open) this.#socket?.send(JSON.stringify({ type: "tick", time_s }));
  }

  /**
   * @param {string} command
   * @param {number} time_s
   * @param {string | null} [criterion]
   */
  command(command, time_s, criterion = null) {
    const text = JSON.stringify({ type: "command", command, time_s, criterion });
    if (this.open) this.#socket?.send(text);
    else this.#commands.push(text);
  }

  #make() {
    const socket = new WebSocket(this.address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#hello(socket);
    socket.onmessage = (message) => this.#hear(String(message.data));
    socket.onclose = (close) => this.#lost(socket, close);
    this.#socket = socket;
  }

  /** @param {WebSocket} socket */
  #hello(socket) {
    socket.send(
      JSON.stringify({ type: "hello", version: 1, ...this.#about, last_event: this.#last_event }),
    );
    this.#tries = 0;
    this.#outbox.rewind();
    this.#flush();
    this.dispatchEvent(new CustomEvent("up", { detail: this.#last_event }));
  }

  /** @param {string} text */
  #hear(text) {
    /** @type {CoachEvent} */
    const event = JSON.parse(text);
    if (event.type === "seen") {
      this.#outbox.acknowledge(event.frame);
      return;
    }
    if (event.type === "joined") {
      this.dispatchEvent(new CustomEvent("joined", { detail: event }));
      for (const said of this.#commands.splice(0)) this.#socket?.send(said);
      return;
    }
    if (event.n) {
      if (event.n <= this.#last_event) return; // heard before the line broke
      this.#last_event = event.n;
    }
    this.dispatchEvent(new CustomEvent("event", { detail: event }));
  }

  /**
   * @param {WebSocket} socket
   * @param {CloseEvent} close
   */
  #lost(socket, close) {
    if (socket !== this.#socket || this.#closed) return;
    this.#socket = null;
    if (close.code >= SHUT_FROM) {
      this.#closed = true;
      this.dispatchEvent(new CustomEvent("shut"));
      return;
    }
    const wait_ms = AGAIN_MS[Math.min(this.#tries, AGAIN_MS.length - 1)];
    this.#tries += 1;
    this.dispatchEvent(new CustomEvent("down", { detail: { tries: this.#tries, code: close.code } }));
    window.setTimeout(() => {
      if (!this.#closed && !this.#socket) this.#make();
    }, wait_ms);
  }

  #leave() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #flush() {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    const socket = this.#socket;
    if (!socket || !this.open) return;
    while (socket.bufferedAmount < FULL_BYTES) {
      const due = this.#outbox.take();
      if (!due) return;
      socket.send(encode(due.frames, due.first));
    }
  }
}
