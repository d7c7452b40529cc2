/** The register's requests to the engine: "check" and "register". */

import type { CheckReply, ListReply, Part, RegisterReply, Row } from "./documents";
import type { Engine } from "./engine";

/** The settings on the register page. `matches` maps a name on a record to the name on the staff list. */
export interface Settings {
  staff: string;
  /** The letters of the columns that the office chose for the name, such as "B,A"; empty if it did not. */
  columns: string;
  matches: Map<string, string>;
  months: number;
  today: string;
}

/** A file that was just added. `source` is the number that the engine's parts of it shall have. */
export type AddedFile = [source: number, path: string, bytes: number];

/** A part that the engine wanted, with its bytes in base64, or null if they cannot be read. */
export type ReadPart = [part: Part, bytes: string | null];

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

  /** Check added files, and parts of files that the engine wanted. Rejects if the engine is unavailable. */
  check(files: AddedFile[], parts: ReadPart[]): Promise<CheckReply> {
    return this.#ask({ operation: "check", modules: this.#modules, files, parts });
  }

  /** Decode a staff list, given in base64. Rejects with a RefusedError that says why, if it is not one. */
  async readList(file: string): Promise<string> {
    return (await this.#ask<ListReply>({ operation: "read-list", file })).text;
  }

  /** Make the register of checked rows. Rejects if the engine is unavailable. */
  register(rows: Row[], { matches, columns, ...settings }: Settings): Promise<RegisterReply> {
    const same = Object.fromEntries(matches);
    const options = { ...settings, name_columns: columns, same, words: this.#words };
    return this.#ask({ operation: "register", rows, ...options });
  }

  async #ask<Reply>(request: object): Promise<Reply> {
    return JSON.parse(await this.#engine.ask(JSON.stringify(request))) as Reply;
  }
}
