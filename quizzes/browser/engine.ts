/** The page's end of the conversation with the worker, and the judge of whether there still is one. */

import type { Message, Request } from "./messages";

/** As `data-engine` on <html> shows it. "unavailable" is final: the reader has been told, and goes on without. */
export type State = "idle" | "loading" | "ready" | "unavailable";

/** Milliseconds without a word, after which the engine is taken for dead. */
const LOADING_TIMEOUT = 30_000;
const REPLY_TIMEOUT = 10_000;

interface Waiting {
  resolve(reply: string): void;
  reject(error: Error): void;
}

export class Engine {
  state: State = "idle";
  /** Why it is unavailable, for the console and for tests; the reader is told in the page's own words. */
  reason = "";
  #workerUrl: string | URL;
  #onState: (state: State) => void;
  #loadingTimeout: number;
  #worker: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  /** `onState` hears every change of state; `loadingTimeout` is in milliseconds. */
  constructor(workerUrl: string | URL, onState: (state: State) => void, loadingTimeout = LOADING_TIMEOUT) {
    this.#workerUrl = workerUrl;
    this.#onState = onState;
    this.#loadingTimeout = loadingTimeout;
  }

  /** Begin to load, unless that was done before. */
  start(): void {
    if (this.state !== "idle") return;
    this.#enter("loading");
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      this.#fail("this browser has no WebAssembly or no DecompressionStream");
      return;
    }
    try {
      this.#worker = new Worker(this.#workerUrl);
    } catch (error) {
      this.#fail(String(error)); // from file://, and where a policy forbids workers
      return;
    }
    this.#worker.onmessage = (event: MessageEvent<Message>) => this.#hear(event.data);
    this.#worker.onerror = (event) => this.#fail(event.message || "the worker could not be loaded");
    this.#worker.onmessageerror = () => this.#fail("a message could not be read");
    this.#watch();
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
      this.#waiting.set(message.id, { resolve, reject });
      this.#worker?.postMessage(message); // before it is ready, the worker keeps them in order
      if (this.state === "ready" && this.#waiting.size === 1) this.#watch();
    });
  }

  #hear(message: Message): void {
    if (message.kind === "unavailable") return this.#fail(message.reason);
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
    const timeout = this.state === "loading" ? this.#loadingTimeout : REPLY_TIMEOUT;
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
    this.#worker?.terminate();
    this.#enter("unavailable");
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
