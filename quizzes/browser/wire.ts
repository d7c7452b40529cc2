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
  harmful: boolean;
  grade: Grade | null;
  score: number | null;
  next: string | null;
  clauses: string[];
  path: Step[];
}

export interface Reply {
  session: string;
  unanswered: boolean;
  completed: boolean;
  passed: boolean;
  score: number | null;
  scenarios: ScenarioReply[];
}

/** One module's session with the engine. Requests go one at a time, since each builds on the reply before. */
export class Session {
  #engine: Engine;
  #id: string;
  #module: unknown;
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, id: string, definition: string) {
    this.#engine = engine;
    this.#id = id;
    this.#module = JSON.parse(definition);
  }

  /** Where an earlier visit in this tab left off; null where there was none. Rejects for what cannot be read. */
  resume(): Promise<Reply | null> {
    return store.load(this.#id) === null ? Promise.resolve(null) : this.#ask({ operation: "resume" });
  }

  answer(scenario: string, item: string, response: string[]): Promise<Reply> {
    return this.#ask({ operation: "answer", scenario, item, response });
  }

  clear(): void {
    store.clear(this.#id);
  }

  #ask(message: object): Promise<Reply> {
    const reply = this.#last.then(async () => {
      const session = store.load(this.#id);
      const text = await this.#engine.ask(JSON.stringify({ ...message, module: this.#module, session }));
      const reply = JSON.parse(text) as Reply;
      store.save(this.#id, reply.session, reply.scenarios.filter(({ completed }) => completed).length);
      return reply;
    });
    this.#last = reply.catch(() => undefined);
    return reply;
  }
}
