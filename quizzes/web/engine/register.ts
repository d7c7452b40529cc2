/** What the register asks of the engine: "check" and "register". */

import type { CheckReply, RegisterReply, Row } from "./documents";
import type { Engine } from "./engine";

/** What the office has set. `same` says whose on the staff list a name on a record is. */
export interface Settings {
  staff: string;
  same: Map<string, string>;
  months: number;
  today: string;
}

/** A file's name and its text. */
export type RecordFile = [name: string, text: string];

export class Office {
  #engine: Engine;
  #modules: string[];
  #words: Record<string, string>;

  /** `modules`: a JSON list of definitions, each a text; `words`: what the engine's fixed words mean, for the spreadsheet. */
  constructor(engine: Engine, modules: string, words: Record<string, string>) {
    this.#engine = engine;
    this.#modules = JSON.parse(modules) as string[];
    this.#words = words;
  }

  /** Mark each file's responses again. Rejects where the engine is unavailable. */
  async check(files: RecordFile[]): Promise<Row[]> {
    const { rows } = await this.#ask<CheckReply>({ operation: "check", modules: this.#modules, files });
    return rows;
  }

  /** The register of rows that were checked. Rejects where the staff list cannot be read, too. */
  register(rows: Row[], { same, ...settings }: Settings): Promise<RegisterReply> {
    const about = { ...settings, same: Object.fromEntries(same), words: this.#words };
    return this.#ask({ operation: "register", rows, ...about });
  }

  async #ask<Reply>(request: object): Promise<Reply> {
    return JSON.parse(await this.#engine.ask(JSON.stringify(request))) as Reply;
  }
}
