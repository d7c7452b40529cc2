/** The page's end of the conversation with the worker, and the judge of whether there still is one. */

import type { Connection, Way } from "./connection";
import type { Message, Request } from "./messages";

/** As `data-engine` on <html> shows it. "unavailable" is final: the reader has been told, and goes on without. */
export type State = "idle" | "loading" | "ready" | "unavailable";

/** Milliseconds without a word, after which the engine is taken for dead. */
const LOADING_TIMEOUT = 30_000;
const REPLY_TIMEOUT = 10_000;

interface Waiting {
  request: Request;
  resolve(reply: string): void;
  reject(error: Error): void;
}

export class Engine {
  state: State = "idle";
  /** Why it is unavailable, for the console and for tests; the reader is told in the page's own words. */
  reason = "";
  #ways: Way[];
  #onState: (state: State) => void;
  #loadingTimeout: number;
  #replyTimeout: number;
  #connection: Connection | undefined;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  /** `ways` are tried in their order; `onState` hears every change of state; `timeouts` are in milliseconds. */
  constructor(ways: Way[], onState: (state: State) => void, timeouts: { loading?: number; reply?: number } = {}) {
    this.#ways = [...ways];
    this.#onState = onState;
    this.#loadingTimeout = timeouts.loading ?? LOADING_TIMEOUT;
    this.#replyTimeout = timeouts.reply ?? REPLY_TIMEOUT;
  }

  /** Begin to load, unless that was done before. */
  start(): void {
    if (this.state !== "idle") return;
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      this.#fail("this browser has no WebAssembly or no DecompressionStream");
    } else this.#connect("there is no way to the engine");
  }

  /** Send a request, starting the engine if need be. Rejects if the engine refuses it or is unavailable. */
  ask(request: string): Promise<string> {
    this.start();
    return new Promise((resolve, reject) => {
      if (this.state === "unavailable") {
        reject(new Error(this.reason));
        return;
      }
      const message: Request = { id: ++this.#lastId, request };
      this.#waiting.set(message.id, { request: message, resolve, reject });
      this.#connection?.send(message); // before it is ready, the worker keeps them in order
      if (this.state === "ready" && this.#waiting.size === 1) this.#watch();
    });
  }

  /** Take the next way, and ask there again what has no reply; `reason` is why the way before led nowhere. */
  #connect(reason: string): void {
    this.#connection?.close();
    this.#connection = undefined;
    const way = this.#ways.shift();
    if (!way) return this.#fail(reason);
    this.#enter("loading");
    try {
      const current = (): boolean => this.state !== "unavailable" && this.#connection === connection;
      const connection = way({
        hear: (message) => void (current() && this.#hear(message)),
        lost: (why, retry) => {
          if (!current()) return;
          if (retry) this.#ways.unshift(retry);
          this.#connect(why);
        },
      });
      this.#connection = connection;
    } catch (error) {
      return this.#connect(String(error)); // where a policy forbids workers
    }
    for (const { request } of this.#waiting.values()) this.#connection.send(request);
    this.#watch();
  }

  #hear(message: Message): void {
    if (message.kind === "unavailable") return this.#connect(message.reason);
    if (message.kind === "ready") this.#enter("ready");
    if (message.kind === "reply") this.#settle(message.id)?.resolve(message.reply);
    if (message.kind === "error") this.#settle(message.id)?.reject(new Error(message.detail));
    this.#watch();
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** Give the worker its full time again, where it owes us something. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    const timeout = this.state === "loading" ? this.#loadingTimeout : this.#replyTimeout;
    if (this.state === "loading" || (this.state === "ready" && this.#waiting.size > 0)) {
      this.#watchdog = setTimeout(() => this.#fail(`nothing heard for ${timeout} ms`), timeout);
    }
  }

  #enter(state: State): void {
    this.state = state;
    this.#onState(state);
  }

  #fail(reason: string): void {
    if (this.state === "unavailable") return;
    this.reason = reason;
    clearTimeout(this.#watchdog);
    this.#connection?.close();
    this.#enter("unavailable");
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
