/** Two connectors to the worker that runs the engine. The caller uses both in the same way. */

import type { EmbeddedRuntime, Message, Request } from "./messages";

export interface Connection {
  send(message: Request): void;
  /** Stop listening. Ends the worker too, unless it is shared with other pages. */
  close(): void;
  /** Starts another worker in the place of this one, after it was killed. */
  restart: Connector;
}

export interface Listener {
  onMessage(message: Message): void;
  /** The worker could not be reached, or has stopped. If there is a `retry`, try that connector next. */
  onLost(reason: string, retry?: Connector): void;
}

/** Milliseconds that a shared worker may stay silent before the page looks for the cause. */
const SILENCE_MS = 1_000;

/** Starts a worker and connects to it. Throws if the browser refuses. */
export type Connector = (listener: Listener) => Connection;

/**
 * A connector to the worker whose script is on the server.
 *
 * The worker is shared where the browser supports that, so that the next page finds it running. The browser keeps it
 * as long as it keeps a page that uses it, even a page in the back/forward cache.
 *
 * If a shared worker is silent, the page connects a second time; `reconnect` is false for that attempt.
 */
export function servedWorker(address: URL, reconnect = true): Connector {
  const dedicated: Connector = (listener) => connectionTo(new Worker(address), listener, dedicated);
  if (typeof SharedWorker !== "function") return dedicated;
  return (listener) => {
    const worker = new SharedWorker(address);
    let heard = false;
    const silenceTimer = setTimeout(async () => {
      const script = await isServedAsScript(address);
      if (heard) return;
      if (!script) listener.onLost("the server does not send the worker as a script");
      // A worker that closes while the page connects is also silent, and no browser reports it.
      // If the worker is only slow, a second connection does no harm.
      else if (reconnect) listener.onLost("the shared worker is silent", servedWorker(address, false));
    }, SILENCE_MS);
    worker.onerror = () => listener.onLost("the shared worker could not be loaded");
    worker.port.onmessage = ({ data }: MessageEvent<Message>) => {
      clearTimeout(silenceTimer);
      // The shared worker may have failed before this page loaded, so the page starts its own.
      if (data.kind === "unavailable" && !heard) return listener.onLost(data.reason, dedicated);
      heard = true;
      listener.onMessage(data);
    };
    worker.port.onmessageerror = () => listener.onLost("a message could not be read");
    return {
      send: (message) => worker.port.postMessage(message),
      close: () => {
        clearTimeout(silenceTimer);
        worker.port.close();
      },
      restart: dedicated, // a new connection may be to the worker that does not respond
    };
  };
}

/**
 * Whether the server sends the file with a script's type.
 *
 * With any other type, Chromium never starts a shared worker and reports no error.
 */
async function isServedAsScript(address: URL): Promise<boolean> {
  try {
    const response = await fetch(address);
    return !response.ok || /\b(java|ecma)script\b/i.test(response.headers.get("content-type") ?? "");
  } catch {
    return true; // `onerror` reports a file that cannot be loaded
  }
}

/**
 * A connector to a worker made from one classic script, which contains the worker and its image.
 *
 * From file://, a page may neither fetch files nor start a worker from one. Some servers send wrong file types, which
 * also rules out the worker on the server.
 */
export function embeddedWorker(address: URL): Connector {
  const connector: Connector = (listener) => {
    let closed = false;
    let worker: Connection | undefined;
    const queued: Request[] = [];
    const script = document.createElement("script");
    script.src = address.href;
    script.onerror = () => listener.onLost("the script with the embedded engine could not be loaded");
    script.onload = () => {
      script.remove();
      if (closed) return;
      const { handbookRuntime: runtime } = window as { handbookRuntime?: EmbeddedRuntime };
      if (!runtime) return listener.onLost("the script with the embedded engine is damaged");
      try {
        const blob = new Blob([runtime.script], { type: "text/javascript" });
        const dedicated = new Worker(URL.createObjectURL(blob));
        worker = connectionTo(dedicated, listener, connector);
        dedicated.postMessage(runtime.python);
      } catch (error) {
        return listener.onLost(String(error));
      }
      for (const message of queued) worker.send(message);
    };
    document.head.append(script);
    return {
      send: (message) => (worker ? worker.send(message) : void queued.push(message)),
      close: () => {
        closed = true;
        worker?.close();
      },
      restart: connector,
    };
  };
  return connector;
}

function connectionTo(worker: Worker, listener: Listener, restart: Connector): Connection {
  worker.onmessage = ({ data }: MessageEvent<Message>) => listener.onMessage(data);
  worker.onerror = (event) => listener.onLost(event.message || "the worker could not be loaded");
  worker.onmessageerror = () => listener.onLost("a message could not be read");
  return { send: (message) => worker.postMessage(message), close: () => worker.terminate(), restart };
}
