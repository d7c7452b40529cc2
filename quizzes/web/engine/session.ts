/** Requests to the engine about one module, and the saving and opening of progress files. */

import type { FileReply, ProgressReply, RecordReply, SessionReply } from "./documents";
import type { Engine } from "./engine";
import * as store from "../storage/store";

/** A reader's result in a module so far, without any answer. */
export interface Result {
  module: string;
  completed: boolean;
  passed: boolean;
  /** 0 to 1; null until completed. */
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

  /** Mark a response and store its entry. */
  answer(scenario: string, item: string, response: string[]): Promise<SessionReply> {
    return this.#ask({ operation: "answer", scenario, item, response });
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

  #ask(message: object): Promise<SessionReply> {
    const reply = this.#previous.then(async () => {
      const reply = JSON.parse(await this.#send(message)) as SessionReply;
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

/** Return all progress as the text of a file. */
export async function saveProgress(engine: Engine): Promise<string> {
  const reply = JSON.parse(await engine.ask(JSON.stringify({ operation: "save", progress: store.allEntries() })));
  return (reply as FileReply).file;
}

/** Add the progress in a file. Rejects, and changes nothing, if it is not a valid progress file. */
export async function openProgress(engine: Engine, file: string): Promise<void> {
  const reply = JSON.parse(await engine.ask(JSON.stringify({ operation: "open", file })));
  store.restore((reply as ProgressReply).progress);
}
