/** What the register asks of the engine, "check" and "register", as quizzes/engine/wire.py and office.py describe it. */

import type { Engine } from "./engine";

export type Status = "holds" | "retake" | "altered" | "unreadable";

/** Why a record does not hold; `ids` are of clauses, scenarios or modules. */
export interface Reason {
  name: string;
  ids: string[];
}

/** One module of one record file. Of what is unreadable there is only what it is called, and why. */
export interface Checked {
  file: string;
  content: string;
  status: Status;
  reasons: Reason[];
  name: string;
  role: string;
  /** ISO 8601, as every day here. */
  date: string;
  module: string;
  passed: boolean;
  code: string;
  asked: string[];
  missed: string[];
}

/** A row that the register shows. */
export interface Row extends Checked {
  /** The name as it is told apart from others: without case, accents and spacing. */
  key: string;
  due: string;
  reference: string;
}

export interface Member {
  name: string;
  role: string;
  reference: string;
}

export interface Register {
  rows: Row[];
  duplicates: number;
  superseded: number;
  /** Clauses that were missed, the worst first: the id, how often it was asked, how often missed. */
  clauses: [string, number, number][];
  nothing: Member[];
  doubles: string[];
  /** Names that are not on the staff list, each with the one there that is most like it. */
  strangers: [string, string | null][];
  /** Names that stand on records with several roles, and these. */
  namesakes: [string, string[]][];
  csv: string;
}

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
  #modules: unknown;
  #words: Record<string, string>;

  /** `modules`: a JSON list of definitions; `words`: what the engine's fixed words mean, for the spreadsheet. */
  constructor(engine: Engine, modules: string, words: Record<string, string>) {
    this.#engine = engine;
    this.#modules = JSON.parse(modules);
    this.#words = words;
  }

  /** Mark each file's responses again. Rejects where the engine is unavailable. */
  async check(files: RecordFile[]): Promise<Checked[]> {
    const { rows } = await this.#ask<{ rows: Checked[] }>({ operation: "check", modules: this.#modules, files });
    return rows;
  }

  /** The register of rows that were checked. Rejects where the staff list cannot be read, too. */
  register(rows: Checked[], { same, ...settings }: Settings): Promise<Register> {
    const about = { ...settings, same: Object.fromEntries(same), words: this.#words };
    return this.#ask({ operation: "register", rows, ...about });
  }

  async #ask<Reply>(request: object): Promise<Reply> {
    return JSON.parse(await this.#engine.ask(JSON.stringify(request))) as Reply;
  }
}
