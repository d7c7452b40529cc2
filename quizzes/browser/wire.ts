/** The engine's requests and replies, as quizzes/engine/wire.py describes them, and the session between them. */

import type { Engine } from "./engine";
import * as store from "./store";

export type Grade = "best" | "acceptable" | "poor" | "harmful";

export interface Step {
  item: string;
  response: string[];
  grade: Grade;
  score: number;
  /** Ids of options, statements or critical pairs, each with its verdict. */
  feedback: [string, string][];
}

export interface ScenarioReply {
  id: string;
  completed: boolean;
  changed: boolean;
  harmful: boolean;
  grade: Grade | null;
  score: number | null;
  next: string | null;
  clauses: string[];
  path: Step[];
}

export interface Reply {
  entry: string | null;
  set_aside: number;
  unanswered: boolean;
  completed: boolean;
  passed: boolean;
  passed_before: boolean;
  score: number | null;
  scenarios: ScenarioReply[];
}

/** A record, and what is shown of it. */
export interface Made {
  file: string;
  file_name: string;
  code: string;
  name: string;
  role: string;
  date: string;
}

/** One module's session with the engine. Requests go one at a time, since each builds on the reply before. */
export class Session {
  #engine: Engine;
  #id: string;
  #module: unknown;
  #edition: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, id: string, definition: string, edition: string) {
    this.#engine = engine;
    this.#id = id;
    this.#module = JSON.parse(definition);
    this.#edition = edition;
  }

  /** Where an earlier visit left off; null where there was none. */
  resume(): Promise<Reply | null> {
    return store.entries(this.#id).length === 0 ? Promise.resolve(null) : this.#ask({ operation: "resume" });
  }

  answer(scenario: string, item: string, response: string[]): Promise<Reply> {
    return this.#ask({ operation: "answer", scenario, item, response });
  }

  /** The module's record; `date` is ISO 8601, `limits` what it is no proof of. Rejects where the module is not completed, or the name is none. */
  async record(name: string, role: string, date: string, limits: string): Promise<Made> {
    const message = { operation: "record", name, role, date, limits };
    return JSON.parse(await this.#send(message)) as Made;
  }

  #ask(message: object): Promise<Reply> {
    const reply = this.#last.then(async () => {
      const reply = JSON.parse(await this.#send(message)) as Reply;
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
  return (reply as { file: string }).file;
}

/** Add what a progress file has. Rejects where it is none; then nothing is changed. */
export async function openProgress(engine: Engine, file: string): Promise<void> {
  const reply = JSON.parse(await engine.ask(JSON.stringify({ operation: "open", file })));
  store.restore((reply as { progress: store.Progress }).progress);
}
