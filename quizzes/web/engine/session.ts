/** Requests to the engine about one module, and the saving and opening of progress files. */

import type { FileReply, ProgressReply, RecordReply, ReportReply, SessionReply } from "./documents";
import type { Engine } from "./engine";
import * as store from "../storage/store";

/** A reader's result in a module so far, without any answer. */
export interface Result {
  module: string;
  completed: boolean;
  passed: boolean;
  /** 0 to 1; null until completed, or if nothing was marked. */
  score: number | null;
}

declare global {
  interface DocumentEventMap {
    /** Dispatched when a module's answers are resumed, and after each answer, once it is stored. */
    "handbook:result": CustomEvent<Result>;
  }
}

/** One module's session. It sends one request at a time, because each depends on the entries stored before it. */
export class Session {
  #engine: Engine;
  #id: string;
  /** The module's definition, as a text that only Python reads. */
  #module: string;
  #edition: string;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, id: string, definition: string, edition: string) {
    this.#engine = engine;
    this.#id = id;
    this.#module = definition;
    this.#edition = edition;
  }

  /** Return the state that an earlier visit left, or null if there was none. */
  resume(): Promise<SessionReply | null> {
    return Object.keys(store.entries(this.#id)).length === 0 ? Promise.resolve(null) : this.#ask({ operation: "resume" });
  }

  /**
   * Mark a response and store its entry. The response waits in the storage until then, for the next visit.
   *
   * Resolves to null if another page has had it marked, or all answers were deleted.
   */
  async answer(given: store.WaitingResponse): Promise<SessionReply | null> {
    store.addWaiting(this.#id, given);
    return this.#ask({ operation: "answer", ...given }, given);
  }

  /** Leave an optional scenario out, and store that. Rejects if it has no content note, so that it must be answered. */
  async leaveOut(scenario: string): Promise<SessionReply | null> {
    return this.#ask({ operation: "leave-out", scenario });
  }

  /** Return the responses of earlier visits that are not marked yet. */
  waiting(): store.WaitingResponse[] {
    return store.waiting(this.#id);
  }

  /** Give up a waiting response that this edition has no place for. */
  discard(given: store.WaitingResponse): void {
    store.removeWaiting(this.#id, given);
  }

  /**
   * Make the module's record. `date` is ISO 8601; `limits` says what the record does not prove.
   *
   * Rejects if the module is not completed or the name is invalid.
   */
  async record(name: string, role: string, date: string, limits: string): Promise<RecordReply> {
    const message = { operation: "record", name, role, date, limits };
    return JSON.parse(await this.#send(message)) as RecordReply;
  }

  #ask(message: object, given?: store.WaitingResponse): Promise<SessionReply | null> {
    const reply = this.#previous.then(async () => {
      const text = await this.#send(message).catch((error: unknown) => {
        // What the engine refuses would be refused again. Without an engine, the response waits for the next visit.
        if (given && this.#engine.state !== "unavailable") this.discard(given);
        throw error;
      });
      if (given && !store.removeWaiting(this.#id, given)) return null;
      const reply = JSON.parse(text) as SessionReply;
      if (reply.entry !== null) store.add(this.#id, reply.entry.key, reply.entry.text);
      const completed = reply.scenarios.filter((scenario) => scenario.completed).length;
      store.setCount(this.#id, { completed, standing: reply.standing, edition: this.#edition });
      this.#announce(reply);
      return reply;
    });
    this.#previous = reply.catch(() => undefined);
    return reply;
  }

  /** Tell other scripts the result: an export for learning platforms may add one that reports it. */
  #announce({ completed, passed, score }: SessionReply): void {
    const detail: Result = { module: this.#id, completed, passed, score };
    document.dispatchEvent(new CustomEvent("handbook:result", { detail }));
  }

  #send(message: object): Promise<string> {
    return this.#engine.ask(JSON.stringify({ ...message, module: this.#module, session: store.entries(this.#id) }));
  }
}

/** Have one answer marked for trial, which the page has as a whole request. Nothing is stored. */
export async function tryMarking(engine: Engine, request: string): Promise<SessionReply> {
  return JSON.parse(await engine.ask(request)) as SessionReply;
}

/** Make a file of all progress. `date` is today's date on this device, ISO 8601. */
export async function saveProgress(engine: Engine, date: string): Promise<FileReply> {
  const request = { operation: "save", progress: store.allEntries(), date };
  return JSON.parse(await engine.ask(JSON.stringify(request))) as FileReply;
}

/** Add the progress in a file. Rejects, and changes nothing, if it is not a valid progress file. */
export async function openProgress(engine: Engine, file: string): Promise<void> {
  const reply = JSON.parse(await engine.ask(JSON.stringify({ operation: "open", file })));
  store.restore((reply as ProgressReply).progress);
}

/** Return what a learning platform is told of a module, apart from its result. Only its packages ask. */
export async function reportOf(engine: Engine, id: string, definition: string): Promise<ReportReply> {
  const message = { operation: "report", module: definition, session: store.entries(id) };
  return JSON.parse(await engine.ask(JSON.stringify(message))) as ReportReply;
}

/** Add the answers that a learning platform kept of a module. Rejects, and changes nothing, if they are no such ones. */
export async function restorePacked(engine: Engine, id: string, packed: string): Promise<void> {
  const { progress } = JSON.parse(await engine.ask(JSON.stringify({ operation: "unpack", packed }))) as ProgressReply;
  if (!progress[id]) throw new Error(`the answers are not to module ${id}`);
  store.restore(progress);
}
