/** The register's requests to the engine: to check files, to make the register, and to keep it in a file. */

import type {
  CheckReply,
  ListReply,
  OpenRegisterReply,
  Part,
  RegisterReply,
  Requirement,
  Row,
  SaveRegisterReply,
  SignReply,
} from "./documents";
import type { Engine } from "./engine";

/** The settings on the register page. `matches` maps a name on a record to the name on the staff list. */
export interface Settings {
  staff: string;
  /** The letters of the columns that the office chose for the name, such as "B,A"; empty if it did not. */
  columns: string;
  matches: Map<string, string>;
  required: Requirement[];
  /** The names of people who have left. */
  left: string[];
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
  register(rows: Row[], settings: Settings): Promise<RegisterReply> {
    return this.#ask({ operation: "register", rows, ...this.#fieldsOf(settings) });
  }

  /** Read a register file. Rejects if the engine is unavailable; the reply says what is wrong with the file. */
  open(file: string): Promise<OpenRegisterReply> {
    return this.#ask({ operation: "open-register", modules: this.#modules, file });
  }

  /** Write a register file. `opened` are the texts of those that were opened. Rejects as `register` does. */
  save(rows: Row[], settings: Settings, opened: string[]): Promise<SaveRegisterReply> {
    const fields = this.#fieldsOf(settings);
    return this.#ask({ operation: "save-register", rows, ...fields, modules: this.#modules, opened });
  }

  /** Make the rows of people who have signed a sheet. Rejects if a name or the date is not valid. */
  async sign(people: [name: string, role: string][], module: string, date: string, today: string): Promise<Row[]> {
    const { rows } = await this.#ask<SignReply>({ operation: "sign", people, module, date, today });
    return rows;
  }

  #fieldsOf({ matches, columns, ...settings }: Settings): object {
    return { ...settings, name_columns: columns, same: Object.fromEntries(matches), words: this.#words };
  }

  async #ask<Reply>(request: object): Promise<Reply> {
    return JSON.parse(await this.#engine.ask(JSON.stringify(request))) as Reply;
  }
}
