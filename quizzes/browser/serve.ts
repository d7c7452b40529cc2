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

/** Every page that has come; one at most where the worker is not shared. */
const ports: Port[] = [];

/** Tell every page how much has come in: a sign of life. */
export function tellLoading(bytes: number): void {
  for (const port of ports) port.postMessage({ kind: "loading", bytes });
}

/** Answer the page, or every page that comes, once `started` gives the handle; say so if it never does. */
export function serve(started: Promise<Handle>): void {
  started.catch(() => setTimeout(() => self.close(), FAREWELL));
  if ("onconnect" in self) {
    self.onconnect = ({ ports: [port] }: MessageEvent) => converse(port as Port, started);
  } else converse(self as unknown as Port, started);
}

/** Milliseconds in which a page that is just connecting can still hear that there is no engine. */
const FAREWELL = 1000;

/** Tell every page that there is no engine. Later pages are to start a new worker, and not to find this one. */
function end(error: unknown): void {
  for (const port of ports) tellUnavailable(port, error);
  setTimeout(() => self.close(), FAREWELL);
}

function tellUnavailable(port: Port, error: unknown): void {
  port.postMessage({ kind: "unavailable", reason: error instanceof Error ? error.message : String(error) });
}

/**
 * Answer every request in the order of arrival.
 *
 * The promise is the queue: what waits on it goes on in the order in which it began to wait.
 */
function converse(port: Port, started: Promise<Handle>): void {
  ports.push(port);
  started.then(
    () => port.postMessage({ kind: "ready" }),
    (error: unknown) => tellUnavailable(port, error),
  );
  port.onmessage = ({ data }) => {
    started.then(
      (handle) => {
        try {
          port.postMessage({ kind: "reply", id: data.id, reply: handle(data.request) });
        } catch (error) {
          if (error instanceof Refused) port.postMessage({ kind: "error", id: data.id, detail: error.message });
          else end(error);
        }
      },
      () => {}, // said above
    );
  };
}
