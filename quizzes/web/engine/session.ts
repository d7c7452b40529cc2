/** Requests to the engine for one module, and the session between them. */

import type { FileReply, ProgressReply, RecordReply, SessionReply } from "./documents";
import type { Engine } from "./engine";
import * as store from "../storage/store";

/** One module's session with the engine. Requests go one at a time, since each builds on the reply before. */
export class Session {
  #engine: Engine;
  #id: string;
  /** The module's definition, a text that only Python reads. */
  #module: string;
  #edition: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, id: string, definition: string, edition: string) {
    this.#engine = engine;
    this.#id = id;
    this.#module = definition;
    this.#edition = edition;
  }

  /** Where an earlier visit left off; null where there was none. */
  resume(): Promise<SessionReply | null> {
    return store.entries(this.#id).length === 0 ? Promise.resolve(null) : this.#ask({ operation: "resume" });
  }

  answer(scenario: string, item: string, response: string[]): Promise<SessionReply> {
    return this.#ask({ operation: "answer", scenario, item, response });
  }

  /** The module's record; `date` is ISO 8601, `limits` what it is no proof of. Rejects where the module is not completed, or the name is none. */
  async record(name: string, role: string, date: string, limits: string): Promise<RecordReply> {
    const message = { operation: "record", name, role, date, limits };
    return JSON.parse(await this.#send(message)) as RecordReply;
  }

  #ask(message: object): Promise<SessionReply> {
    const reply = this.#last.then(async () => {
      const reply = JSON.parse(await this.#send(message)) as SessionReply;
      if (reply.entry !== null) store.add(this.#id, reply.entry);
      const completed = reply.scenarios.filter((each) => each.completed).length;
      const changed = reply.scenarios.filter((each) => each.changed).length;
      store.setCount(this.#id, { completed, changed, edition: this.#edition });
      return reply;
    });
    this.#last = reply.catch(() => undefined);
    return reply;
  }

  #send(message: object): Promise<string> {
    return this.#engine.ask(JSON.stringify({ ...message, module: this.#module, session: store.entries(this.#id) }));
  }
}

/** All progress as the text of a file. */
export async function saveProgress(engine: Engine): Promise<string> {
  const reply = JSON.parse(await engine.ask(JSON.stringify({ operation: "save", progress: store.all() })));
  return (reply as FileReply).file;
}

/** Add what a progress file has. Rejects where it is none; then nothing is changed. */
export async function openProgress(engine: Engine, file: string): Promise<void> {
  const reply = JSON.parse(await engine.ask(JSON.stringify({ operation: "open", file })));
  store.restore((reply as ProgressReply).progress);
}
