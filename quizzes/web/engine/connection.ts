/** The two ways to a worker that runs the engine, alike to whoever speaks through them. */

import type { Carried, Message, Request } from "./messages";

export interface Connection {
  send(message: Request): void;
  /** Hear nothing more, and end the worker, unless other pages use it too. */
  close(): void;
}

export interface Listener {
  hear(message: Message): void;
  /** The worker cannot be reached, or no longer. `retry` is a way to try before the others. */
  lost(reason: string, retry?: Way): void;
}

/** Milliseconds without a message from a shared worker, after which the page finds out why. */
const SILENCE_MS = 1_000;

/** Throws where the browser refuses it. */
export type Way = (listener: Listener) => Connection;

/**
 * The worker as the server has it. Shared where there are shared workers, so that the next page finds it running.
 * The browser keeps it for as long as it keeps a page that uses it, even if only for the back button.
 *
 * A page that hears nothing connects once more; `reconnect` is false for that second time.
 */
export function served(address: URL, reconnect = true): Way {
  const own: Way = (listener) => spoken(new Worker(address), listener);
  if (typeof SharedWorker !== "function") return own;
  return (listener) => {
    const worker = new SharedWorker(address);
    let heard = false;
    const look = setTimeout(async () => {
      const script = await isScript(address);
      if (heard) return;
      if (!script) listener.lost("the server sends the worker as something else");
      // A worker that closes while the page connects is silent too, and no browser says so. If this one is only slow,
      // the page connects to it a second time, which does no harm.
      else if (reconnect) listener.lost("the shared worker is silent", served(address, false));
    }, SILENCE_MS);
    worker.onerror = () => listener.lost("the shared worker could not be loaded");
    worker.port.onmessage = ({ data }: MessageEvent<Message>) => {
      clearTimeout(look);
      // The worker may have failed before this page came: the page starts one of its own.
      if (data.kind === "unavailable" && !heard) return listener.lost(data.reason, own);
      heard = true;
      listener.hear(data);
    };
    worker.port.onmessageerror = () => listener.lost("a message could not be read");
    return {
      send: (message) => worker.port.postMessage(message),
      close: () => {
        clearTimeout(look);
        worker.port.close();
      },
    };
  };
}

/**
 * Whether a file comes with a script's type. Without one Chromium never starts a shared worker, and never says so.
 */
async function isScript(address: URL): Promise<boolean> {
  try {
    const response = await fetch(address);
    return !response.ok || /\b(java|ecma)script\b/i.test(response.headers.get("content-type") ?? "");
  } catch {
    return true; // what cannot be had at all is said by `onerror`
  }
}

/**
 * The worker with all of its files in one classic script, which the page runs: from file://, where a page may fetch
 * nothing and start no worker from a file, and from servers that know too few types of file for the other way.
 */
export function carried(address: URL): Way {
  return (listener) => {
    let closed = false;
    let worker: Connection | undefined;
    const early: Request[] = [];
    const script = document.createElement("script");
    script.src = address.href;
    script.onerror = () => listener.lost("the script that carries the engine could not be loaded");
    script.onload = () => {
      script.remove();
      if (closed) return;
      const { handbookRuntime: runtime } = window as { handbookRuntime?: Carried };
      if (!runtime) return listener.lost("the script that carries the engine is damaged");
      try {
        const blob = new Blob(runtime.scripts, { type: "text/javascript" });
        const real = new Worker(URL.createObjectURL(blob));
        worker = spoken(real, listener);
        real.postMessage(runtime.files);
      } catch (error) {
        return listener.lost(String(error));
      }
      for (const message of early) worker.send(message);
    };
    document.head.append(script);
    return {
      send: (message) => (worker ? worker.send(message) : void early.push(message)),
      close: () => {
        closed = true;
        worker?.close();
      },
    };
  };
}

function spoken(worker: Worker, listener: Listener): Connection {
  worker.onmessage = ({ data }: MessageEvent<Message>) => listener.hear(data);
  worker.onerror = (event) => listener.lost(event.message || "the worker could not be loaded");
  worker.onmessageerror = () => listener.lost("a message could not be read");
  return { send: (message) => worker.postMessage(message), close: () => worker.terminate() };
}
