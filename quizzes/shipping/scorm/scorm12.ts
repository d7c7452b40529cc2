/**
 * The adapter for SCORM 1.2: what the page tells, in the words of its data model.
 *
 * The rules come from what platforms do: a status is never lowered and never "failed", since some lock a module then;
 * every reply is checked; and `exit` is always "suspend", because some platforms delete what they kept otherwise.
 */

import type { Grade, ResponseReply } from "../../web/engine/documents";
import { findApi } from "./finding";
import type { News, Opening, Platform, Status, Taken } from "./platform";

type Method = "LMSInitialize" | "LMSFinish" | "LMSGetValue" | "LMSSetValue" | "LMSCommit" | "LMSGetLastError";

/** The platform's object. What its methods return is a text by the standard, and a boolean or number on some. */
type Api = Record<Method, (...values: string[]) => unknown>;

/** The most characters of `cmi.suspend_data`. */
const MAX_ANSWERS = 4096;
/** The most characters of an interaction's id and response. */
const MAX_TEXT = 255;
const MAX_HOURS = 9999;
/** The engine's own tolerance for scores, times 100: 0.8 may be stored as a little less. */
const TOLERANCE = 1e-4;

const RANKS: readonly Status[] = ["incomplete", "completed", "passed"];
const TYPES = { choice: "choice", multiple: "choice", order: "sequencing", match: "matching" } as const;
/** Nobody's answer is called harmful to their employer. */
const RESULTS: Record<Grade, string> = { best: "correct", acceptable: "neutral", poor: "wrong", harmful: "wrong" };

/** Return the platform around the page, or null if there is none. Nothing is asked of it yet. */
export function findScorm12(): Platform | null {
  const api = findApi<Api>("API", "LMSInitialize");
  return api && new Scorm12(api);
}

export class Scorm12 implements Platform {
  status: Status = "incomplete";
  #api: Api;
  #looking = false;
  /** The score that the platform had from an earlier pass. */
  #score = 0;
  #startedMs = 0;
  /** The place of the next interaction; null before the first, and -1 if the platform takes none. */
  #next: number | null = null;

  constructor(api: Api) {
    this.#api = api;
  }

  begin(): Opening | null {
    // A platform refuses a second start of one visit, for instance after the frame was reloaded. The visit goes on then.
    this.#call("LMSInitialize", "");
    const status = this.#read("cmi.core.lesson_status");
    const mode = this.#read("cmi.core.lesson_mode");
    // Without knowing the status, the page might lower it.
    if (status === null) return null;
    this.#startedMs = performance.now();
    this.#looking = mode === "browse" || mode === "review";
    this.status = RANKS.find((rank) => rank === status) ?? "incomplete";
    if (this.status === "passed") this.#score = Number(this.#read("cmi.core.score.raw")) || 0;
    const answers = this.#read("cmi.suspend_data") ?? "";
    if (this.#looking) return { looking: true, answers, taken: true };
    const begun = this.status !== "incomplete" || this.#write("cmi.core.lesson_status", this.status);
    return { looking: false, answers, taken: this.#commit() && begun };
  }

  send({ result, answers, responses }: News): Taken {
    if (this.#looking) return { result: true, answers: true };
    const reached = result.passed ? "passed" : result.completed && result.score === null ? "completed" : "incomplete";
    this.status = RANKS[Math.max(RANKS.indexOf(reached), RANKS.indexOf(this.status))] ?? reached;
    const stored = this.#storeResult(result.score);
    const kept = answers !== null && this.#keep(answers);
    this.#add(responses);
    const committed = this.#commit();
    return { result: stored && committed, answers: kept && committed };
  }

  pause(): void {
    if (!this.#looking) this.#commit();
  }

  end(): boolean {
    this.pause();
    return this.#isTrue(this.#call("LMSFinish", ""));
  }

  /** Store the status and the score. Once passed, the score only rises. */
  #storeResult(score: number | null): boolean {
    const stored = this.#write("cmi.core.lesson_status", this.status);
    if (score === null) return stored;
    // Whole numbers say less of how many scenarios were answered. 79.9 must not look like 80, which passes.
    const raw = Math.max(Math.floor(score * 100 + TOLERANCE), this.#score);
    if (this.status === "passed") this.#score = raw;
    const parts = { min: 0, max: 100, raw };
    return Object.entries(parts).every(([part, value]) => this.#write(`cmi.core.score.${part}`, String(value))) && stored;
  }

  /** Store the answers. Returns false if the platform has no room for them: then it has those it had. */
  #keep(answers: string): boolean {
    const name = "cmi.suspend_data";
    const before = this.#read(name) ?? "";
    if (answers.length > MAX_ANSWERS || !this.#write(name, answers)) return false;
    // Some platforms cut a text off without a word.
    if (this.#read(name) === answers) return true;
    this.#write(name, before);
    return false;
  }

  /** Add an interaction for each response. No platform has to take any. */
  #add(responses: ResponseReply[]): void {
    for (const { scenario, item, interaction, response, grade } of responses) {
      this.#next ??= parseInt(this.#read("cmi.interactions._count") ?? "-1") || 0;
      if (this.#next < 0) return;
      const fields = {
        id: `${scenario}__${item}`.replace(/\W/g, "_").slice(0, MAX_TEXT),
        type: TYPES[interaction],
        student_response: response.join(",").slice(0, MAX_TEXT),
        result: RESULTS[grade],
      };
      const taken = Object.entries(fields).every(([field, value]) =>
        this.#write(`cmi.interactions.${this.#next}.${field}`, value),
      );
      this.#next = taken ? this.#next + 1 : -1;
    }
  }

  #commit(): boolean {
    const timed = this.#write("cmi.core.session_time", timespan(performance.now() - this.#startedMs));
    const suspended = this.#write("cmi.core.exit", "suspend");
    return this.#isTrue(this.#call("LMSCommit", "")) && timed && suspended;
  }

  #write(name: string, value: string): boolean {
    return this.#isTrue(this.#call("LMSSetValue", name, value));
  }

  /** Return a value, or null if the platform reports an error in place of one. */
  #read(name: string): string | null {
    const value = this.#call("LMSGetValue", name);
    const failed = value === null || (value === "" && Number(this.#call("LMSGetLastError")) !== 0);
    return failed ? null : value;
  }

  #isTrue(reply: string | null): boolean {
    return reply === "true" || reply === "1";
  }

  /** Call the platform, and return its reply as a text; null if it throws. */
  #call(method: Method, ...values: string[]): string | null {
    try {
      return String(this.#api[method](...values) ?? "");
    } catch {
      return null;
    }
  }
}

/** Return a time as HH:MM:SS; hours may have four digits. */
export function timespan(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const parts = [Math.min(Math.floor(seconds / 3600), MAX_HOURS), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
