/** The worker's end of the conversation, whatever stands behind it. */

import type { Message, Request } from "./messages";

/** A request's text to its reply's. Throws Refused for a bad request; any other error means that it is broken. */
export type Handle = (request: string) => string;

/** A bad request; the message says what is wrong with it. */
export class Refused extends Error {}

/** What one page is spoken with: a dedicated worker's global scope, or a port of a shared one's. */
interface Port {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(message: Message): void;
}

/** Milliseconds for which a worker that failed still tells pages so. Pages that come later start a new worker. */
const CLOSE_DELAY_MS = 1_000;

/** The pages that are connected: one, unless the worker is shared. */
const ports: Port[] = [];

/** What the worker tells every page once it has failed. */
let failure: Message | undefined;

/** Tell every page how much has come in: a sign of life. */
export function tellLoading(bytes: number): void {
  for (const port of ports) port.postMessage({ kind: "loading", bytes });
}

/** Answer every page that connects, once `started` resolves. If it rejects, tell them that there is no engine. */
export function serve(started: Promise<Handle>): void {
  started.catch(fail);
  if ("onconnect" in self) {
    self.onconnect = ({ ports: [port] }: MessageEvent) => converse(port as Port, started);
  } else converse(self as unknown as Port, started);
}

/** Tell every page that there is no engine, and close. */
function fail(error: unknown): void {
  if (failure) return;
  failure = { kind: "unavailable", reason: error instanceof Error ? error.message : String(error) };
  for (const port of ports) port.postMessage(failure);
  setTimeout(() => self.close(), CLOSE_DELAY_MS);
}

/**
 * Answer one page's requests in the order of arrival.
 *
 * The promise is the queue: its callbacks run in the order in which they were added.
 */
function converse(port: Port, started: Promise<Handle>): void {
  if (failure) return port.postMessage(failure);
  ports.push(port);
  const ignore = (): void => {}; // `fail` has told the page
  started.then(() => port.postMessage({ kind: "ready" }), ignore);
  port.onmessage = ({ data }) => {
    started.then((handle) => {
      try {
        port.postMessage({ kind: "reply", id: data.id, reply: handle(data.request) });
      } catch (error) {
        if (error instanceof Refused) port.postMessage({ kind: "error", id: data.id, detail: error.message });
        else fail(error);
      }
    }, ignore);
  };
}
