/** The worker's side of the connection. It works with any implementation of the engine. */

import type { Message, Request } from "./messages";

/** Returns the reply to a request. Throws Refused for a bad request, and any other error if the engine is broken. */
export type Handle = (request: string) => string;

/** A bad request. `name` is the WireError's, and the message says what is wrong with the request. */
export class Refused extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** The channel to one page: the global scope of a dedicated worker, or a port of a shared worker. */
interface Port {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(message: Message): void;
}

/** Milliseconds for which a failed worker still reports its failure. Pages that connect later start a new worker. */
const CLOSE_DELAY_MS = 1_000;

/** The connected pages. There is one unless the worker is shared. */
const ports: Port[] = [];

/** The message that a failed worker sends to every page. */
let failure: Message | undefined;

/** Tell every page how many bytes of a file have arrived, so that none of them times out. */
export function reportLoading(bytes: number): void {
  for (const port of ports) port.postMessage({ kind: "loading", bytes });
}

/** Answer every page that connects once `started` resolves. If it rejects, tell them that the engine is unavailable. */
export function serve(started: Promise<Handle>): void {
  started.catch(fail);
  if ("onconnect" in self) {
    self.onconnect = ({ ports: [port] }: MessageEvent) => answerPort(port as Port, started);
  } else answerPort(self as unknown as Port, started);
}

/** Tell every page that the engine is unavailable, and close the worker. */
function fail(error: unknown): void {
  if (failure) return;
  failure = { kind: "unavailable", reason: error instanceof Error ? error.message : String(error) };
  for (const port of ports) port.postMessage(failure);
  setTimeout(() => self.close(), CLOSE_DELAY_MS);
}

/**
 * Answer one page's requests in the order in which they arrive.
 *
 * The promise serves as the queue, because its callbacks run in the order in which they were added.
 */
function answerPort(port: Port, started: Promise<Handle>): void {
  if (failure) return port.postMessage(failure);
  ports.push(port);
  const ignore = (): void => {}; // `fail` has told the page
  started.then(() => port.postMessage({ kind: "ready" }), ignore);
  port.onmessage = ({ data }) => {
    port.postMessage({ kind: "received", id: data.id });
    started.then((handle) => {
      try {
        port.postMessage({ kind: "reply", id: data.id, reply: handle(data.request) });
      } catch (error) {
        if (error instanceof Refused) {
          port.postMessage({ kind: "error", id: data.id, name: error.name, detail: error.message });
        } else fail(error);
      }
    }, ignore);
  };
}
