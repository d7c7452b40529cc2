/** What the page and the worker say to each other. The texts inside are the engine's: see quizzes/engine/api.py. */

/** Page to worker. `id` pairs the request with its reply; `request` is JSON that only the engine reads. */
export interface Request {
  id: number;
  request: string;
}

/** Worker to page. */
export type Message =
  /** A sign of life while the runtime comes in, so that a slow line is not taken for a dead one. */
  | { kind: "loading"; bytes: number }
  | { kind: "ready" }
  | { kind: "reply"; id: number; reply: string }
  /** The engine refused this request; the next may be fine. */
  | { kind: "error"; id: number; detail: string }
  /** The last message of a worker: it never started, or cannot go on. */
  | { kind: "unavailable"; reason: string };

/** What a page hands to a worker that cannot fetch: see connection.ts. Made by bundle.py. */
export interface Carried {
  /** The worker's scripts, to be run one after the other. */
  scripts: string[];
  /** By name, the files that it would fetch, in base64. The worker's first message, and no Request. */
  files: Record<string, string>;
}
