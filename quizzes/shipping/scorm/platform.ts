/**
 * What a page needs of a learning platform, whatever its standard: scorm12.ts is the adapter for SCORM 1.2.
 *
 * An adapter never throws. Platforms do, and so may the frames between them and the page.
 */

import type { ResponseReply } from "../../web/engine/documents";
import type { Result } from "../../web/engine/session";

/** What the platform knows of the module. It only rises, from left to right. */
export type Status = "incomplete" | "completed" | "passed";

/** How a visit begins. */
export interface Opening {
  /** Whether the module is only to be looked at. Then the adapter writes nothing. */
  looking: boolean;
  /** The answers of an earlier visit, as they were sent; empty if there are none. */
  answers: string;
  /** Whether the platform has taken down that the reader has started. */
  taken: boolean;
}

/** Everything that the platform is told. It is told all of it each time, so nothing is lost if it misses some. */
export interface News {
  result: Result;
  /** The answers that count, packed by the engine. Null if it does not reply: then those that are stored stay. */
  answers: string | null;
  /** The latest responses, if the host packed with `--interactions`. */
  responses: ResponseReply[];
}

/** What the platform has taken of the news. */
export interface Taken {
  result: boolean;
  answers: boolean;
}

export interface Platform {
  /** What the platform has been told. */
  readonly status: Status;
  /** Begin a visit. Returns null if the platform does not let it begin, or does not say what it knows already. */
  begin(): Opening | null;
  /** Send and commit the news. */
  send(news: News): Taken;
  /** Commit the time. The reader may come back to this page. */
  pause(): void;
  /** Commit the time and end the visit. Returns false if the platform does not confirm it. */
  end(): boolean;
}
