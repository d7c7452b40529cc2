/** Messages between the page and the worker. quizzes/engine/api.py defines the texts inside them. */

/** From page to worker. `id` matches the reply to the request; `request` is JSON that only the engine reads. */
export interface Request {
  id: number;
  request: string;
}

/** From worker to page. */
export type Message =
  /** Sent while the runtime downloads, so that a slow connection does not time out. `bytes` counts one file. */
  | { kind: "loading"; bytes: number }
  | { kind: "ready" }
  /** The request has arrived, and Python has not begun with it. Without this a page cannot tell busy from killed. */
  | { kind: "received"; id: number }
  | { kind: "reply"; id: number; reply: string }
  /** The engine refused this request. It still answers others. `name` is the WireError's; "" for any other error. */
  | { kind: "error"; id: number; name: string; detail: string }
  /** A worker's last message: it could not start, or cannot continue. */
  | { kind: "unavailable"; reason: string };

/** The runtime for a worker that cannot fetch files (see connection.ts). bundle.py makes it. */
export interface EmbeddedRuntime {
  /** The worker's script. */
  script: string;
  /** The image that the worker would fetch, in base64. It is its first message, before any Request. */
  python: string;
}
