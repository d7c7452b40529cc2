/** The page's side of the connection to the worker. It also decides when the worker has stopped responding. */

import type { Connection, Connector } from "./connection";
import type { Message, Request } from "./messages";

/** The value of `data-engine` on <html>. "unavailable" is final, and the page tells the reader. */
export type State = "idle" | "loading" | "ready" | "unavailable";

/** Milliseconds that the worker may be silent while it loads, and while it works on a request. */
const LOADING_TIMEOUT_MS = 30_000;
const REPLY_TIMEOUT_MS = 10_000;

/** Milliseconds in which a worker that has nothing else to do says that a request has arrived. */
const RECEIPT_TIMEOUT_MS = 2_000;

/** The engine refused a request. `name` is the WireError's, such as "future". */
export class RefusedError extends Error {
  constructor(name: string, detail: string) {
    super(detail);
    this.name = name;
  }
}

interface PendingRequest {
  request: Request;
  received: boolean;
  resolve(reply: string): void;
  reject(error: Error): void;
}

export class Engine {
  state: State = "idle";
  /** Why the engine is unavailable, for the console and tests. Readers see the page's own wording. */
  reason = "";
  /**
   * The worker was running and was lost, as when the device is short of memory, so a new one was started. True until
   * that one replies. If the engine becomes unavailable meanwhile, it has stopped, and a reload may help.
   */
  stopped = false;
  #connectors: Connector[];
  #onState: (state: State) => void;
  #loadingTimeoutMs: number;
  #replyTimeoutMs: number;
  #receiptTimeoutMs: number;
  #connection: Connection | undefined;
  /** Whether the connected worker has sent anything. */
  #heard = false;
  #pending = new Map<number, PendingRequest>();
  #lastId = 0;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  /** Tries `connectors` in order and calls `onState` at every change of state. `timeouts` are in milliseconds. */
  constructor(
    connectors: Connector[],
    onState: (state: State) => void,
    timeouts: { loading?: number; reply?: number; receipt?: number } = {},
  ) {
    this.#connectors = [...connectors];
    this.#onState = onState;
    this.#loadingTimeoutMs = timeouts.loading ?? LOADING_TIMEOUT_MS;
    this.#replyTimeoutMs = timeouts.reply ?? REPLY_TIMEOUT_MS;
    this.#receiptTimeoutMs = timeouts.receipt ?? RECEIPT_TIMEOUT_MS;
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
      this.#pending.set(message.id, { request: message, received: false, resolve, reject });
      this.#connection?.send(message); // the worker queues requests until it is ready
      if (this.#pending.size === 1 && this.#heard) this.#restartWatchdog();
    });
  }

  /** Try the next connector and resend every pending request. `reason` is why the previous connector failed. */
  #connect(reason: string): void {
    this.#connection?.close();
    this.#connection = undefined;
    this.#heard = false;
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
          this.#lose(cause);
        },
      });
      this.#connection = connection;
    } catch (error) {
      return this.#connect(String(error)); // a content security policy may forbid workers
    }
    for (const pending of this.#pending.values()) {
      pending.received = false;
      this.#connection.send(pending.request);
    }
    this.#restartWatchdog();
  }

  /** Go on without the connected worker: try the next connector if it never got ready, else start it again, once. */
  #lose(reason: string): void {
    if (this.state === "loading") this.#connect(reason);
    else this.#restart(reason);
  }

  /** Start a worker in the place of the lost one and ask it again. Marking changes nothing, so no answer counts twice. */
  #restart(reason: string): void {
    if (this.stopped || !this.#connection) return this.#fail(reason);
    this.stopped = true;
    this.#connectors.unshift(this.#connection.restart);
    this.#connect(reason);
  }

  #receive(message: Message): void {
    if (message.kind === "unavailable") return this.#lose(message.reason);
    this.#heard = true;
    if (message.kind === "ready") this.#setState("ready");
    if (message.kind === "received") {
      const pending = this.#pending.get(message.id);
      if (pending) pending.received = true;
    }
    if (message.kind === "reply") this.#settle(message.id)?.resolve(message.reply);
    if (message.kind === "error") this.#settle(message.id)?.reject(new RefusedError(message.name, message.detail));
    this.#restartWatchdog();
  }

  #settle(id: number): PendingRequest | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    this.stopped = false;
    return pending;
  }

  /** Give the worker its full time again if it is loading or owes a reply. */
  #restartWatchdog(): void {
    clearTimeout(this.#watchdog);
    const timeoutMs = this.#timeoutMs();
    if (timeoutMs === null) return;
    this.#watchdog = setTimeout(() => {
      const reason = `no message for ${timeoutMs} ms`;
      if (this.#heard) this.#restart(reason);
      else this.#fail(reason);
    }, timeoutMs);
  }

  /** Milliseconds that the worker may be silent now; null if it owes nothing. */
  #timeoutMs(): number | null {
    // The worker says at once that a request has arrived, unless it works on another or is just starting Python.
    const owesReceipt = this.#pending.size > 0 && [...this.#pending.values()].every(({ received }) => !received);
    if (this.state === "loading") return owesReceipt && this.#heard ? this.#replyTimeoutMs : this.#loadingTimeoutMs;
    if (this.state !== "ready" || this.#pending.size === 0) return null;
    return owesReceipt ? this.#receiptTimeoutMs : this.#replyTimeoutMs;
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
