/** The worker's end of the conversation, whatever stands behind it. */

import type { Message, Request } from "./messages";

/** A request's text to its reply's. Throws Refused for a bad request; any other error means that it is broken. */
export type Handle = (request: string) => string;

/** A bad request; the message says what is wrong with it. */
export class Refused extends Error {}

/** The part of a worker's global scope that is needed here. */
export interface Port {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(message: Message): void;
}

/**
 * Answer every request in the order of arrival, once `started` gives the handle; say so if it never does.
 *
 * The promise is the queue: what waits on it goes on in the order in which it began to wait.
 */
export function serve(port: Port, started: Promise<Handle>): void {
  const unavailable = (error: unknown): void =>
    port.postMessage({ kind: "unavailable", reason: error instanceof Error ? error.message : String(error) });
  started.then(() => port.postMessage({ kind: "ready" }), unavailable);
  port.onmessage = ({ data }) => {
    started.then(
      (handle) => {
        try {
          port.postMessage({ kind: "reply", id: data.id, reply: handle(data.request) });
        } catch (error) {
          if (error instanceof Refused) port.postMessage({ kind: "error", id: data.id, detail: error.message });
          else unavailable(error);
        }
      },
      () => {}, // said once above
    );
  };
}
