/** The register's requests to the engine: "check" and "register". */

import type { CheckReply, RegisterReply, Row } from "./documents";
import type { Engine } from "./engine";

/** The settings on the register page. `matches` maps a name on a record to the name on the staff list. */
export interface Settings {
  staff: string;
  matches: Map<string, string>;
  months: number;
  today: string;
}

/** A file's name and text. */
export type RecordFile = [name: string, text: string];

/** Whether a record agrees with itself and has a date that can be true. Any other row counts for nothing. */
export function isCredible({ status }: Row): boolean {
  return status === "holds" || status === "retake";
}

export class RegisterClient {
  #engine: Engine;
  #modules: string[];
  #words: Record<string, string>;

  /** `modules` is a JSON list of module definitions; `words` maps the engine's names to words for the spreadsheet. */
  constructor(engine: Engine, modules: string, words: Record<string, string>) {
    this.#engine = engine;
    this.#modules = JSON.parse(modules) as string[];
    this.#words = words;
  }

  /** Check each file by marking its responses again. Rejects if the engine is unavailable. */
  async check(files: RecordFile[]): Promise<Row[]> {
    const { rows } = await this.#ask<CheckReply>({ operation: "check", modules: this.#modules, files });
    return rows;
  }

  /** Make the register of checked rows. Rejects if the engine is unavailable or the staff list cannot be read. */
  register(rows: Row[], { matches, ...settings }: Settings): Promise<RegisterReply> {
    const options = { ...settings, same: Object.fromEntries(matches), words: this.#words };
    return this.#ask({ operation: "register", rows, ...options });
  }

  async #ask<Reply>(request: object): Promise<Reply> {
    return JSON.parse(await this.#engine.ask(JSON.stringify(request))) as Reply;
  }
}
