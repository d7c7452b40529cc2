/** The page's side of the connection to the worker. It also decides when the worker has stopped responding. */

import type { Connection, Connector } from "./connection";
import type { Message, Request } from "./messages";

/** The value of `data-engine` on <html>. "unavailable" is final, and the page tells the reader. */
export type State = "idle" | "loading" | "ready" | "unavailable";

/** Milliseconds without a message after which the engine counts as unavailable. */
const LOADING_TIMEOUT_MS = 30_000;
const REPLY_TIMEOUT_MS = 10_000;

/** The engine refused a request. `name` is the WireError's, such as "future". */
export class RefusedError extends Error {
  constructor(name: string, detail: string) {
    super(detail);
    this.name = name;
  }
}

interface PendingRequest {
  request: Request;
  resolve(reply: string): void;
  reject(error: Error): void;
}

export class Engine {
  state: State = "idle";
  /** Why the engine is unavailable, for the console and tests. Readers see the page's own wording. */
  reason = "";
  #connectors: Connector[];
  #onState: (state: State) => void;
  #loadingTimeoutMs: number;
  #replyTimeoutMs: number;
  #connection: Connection | undefined;
  #pending = new Map<number, PendingRequest>();
  #lastId = 0;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  /** Tries `connectors` in order and calls `onState` at every change of state. `timeouts` are in milliseconds. */
  constructor(
    connectors: Connector[],
    onState: (state: State) => void,
    timeouts: { loading?: number; reply?: number } = {},
  ) {
    this.#connectors = [...connectors];
    this.#onState = onState;
    this.#loadingTimeoutMs = timeouts.loading ?? LOADING_TIMEOUT_MS;
    this.#replyTimeoutMs = timeouts.reply ?? REPLY_TIMEOUT_MS;
  }

  /** Start to load the engine. Does nothing if it was started before. */
  start(): void {
    if (this.state !== "idle") return;
    if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
      this.#fail("this browser has no WebAssembly or no DecompressionStream");
    } else this.#connect("no connector was given");
  }

  /** Send a request; starts the engine if needed. Rejects if the engine refuses the request or is unavailable. */
  ask(request: string): Promise<string> {
    this.start();
    return new Promise((resolve, reject) => {
      if (this.state === "unavailable") {
        reject(new Error(this.reason));
        return;
      }
      const message: Request = { id: ++this.#lastId, request };
      this.#pending.set(message.id, { request: message, resolve, reject });
      this.#connection?.send(message); // the worker queues requests until it is ready
      if (this.state === "ready" && this.#pending.size === 1) this.#restartWatchdog();
    });
  }

  /** Try the next connector and resend every pending request. `reason` is why the previous connector failed. */
  #connect(reason: string): void {
    this.#connection?.close();
    this.#connection = undefined;
    const connector = this.#connectors.shift();
    if (!connector) return this.#fail(reason);
    this.#setState("loading");
    try {
      const isCurrent = (): boolean => this.state !== "unavailable" && this.#connection === connection;
      const connection = connector({
        onMessage: (message) => void (isCurrent() && this.#receive(message)),
        onLost: (cause, retry) => {
          if (!isCurrent()) return;
          if (retry) this.#connectors.unshift(retry);
          this.#connect(cause);
        },
      });
      this.#connection = connection;
    } catch (error) {
      return this.#connect(String(error)); // a content security policy may forbid workers
    }
    for (const { request } of this.#pending.values()) this.#connection.send(request);
    this.#restartWatchdog();
  }

  #receive(message: Message): void {
    if (message.kind === "unavailable") return this.#connect(message.reason);
    if (message.kind === "ready") this.#setState("ready");
    if (message.kind === "reply") this.#settle(message.id)?.resolve(message.reply);
    if (message.kind === "error") this.#settle(message.id)?.reject(new RefusedError(message.name, message.detail));
    this.#restartWatchdog();
  }

  #settle(id: number): PendingRequest | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** Give the worker its full time again if it is loading or owes a reply. */
  #restartWatchdog(): void {
    clearTimeout(this.#watchdog);
    const timeoutMs = this.state === "loading" ? this.#loadingTimeoutMs : this.#replyTimeoutMs;
    if (this.state === "loading" || (this.state === "ready" && this.#pending.size > 0)) {
      this.#watchdog = setTimeout(() => this.#fail(`no message for ${timeoutMs} ms`), timeoutMs);
    }
  }

  #setState(state: State): void {
    this.state = state;
    this.#onState(state);
  }

  #fail(reason: string): void {
    if (this.state === "unavailable") return;
    this.reason = reason;
    clearTimeout(this.#watchdog);
    this.#connection?.close();
    this.#setState("unavailable");
    for (const { reject } of this.#pending.values()) reject(new Error(reason));
    this.#pending.clear();
  }
}
