/** The engine's replies to the register's page. Generated from quizzes/engine/ by `python -m quizzes types`. */

import type { Standing } from "./documents";

/** The most bytes that a register file and a staff list may have. */
export const MAX_REGISTER_BYTES = 80000000;
export const MAX_LIST_BYTES = 5000000;

/** The result for each module of each file, and what to read next. */
export interface CheckReply {
  rows: Row[];
  /** How many files the rows are of. */
  files: number;
  /** The paths of files whose names are not those of records. */
  skipped: string[];
  /** What the engine needs of the files. */
  wanted: Part[];
}

/** One module of one record, as a row of the register. */
export interface Row {
  file: string;
  content: string;
  status: Status;
  reasons: Reason[];
  name: string;
  role: string;
  date: string;
  module: string;
  passed: boolean;
  marked: boolean;
  code: string;
  given_name: string;
  paper: boolean;
  kept: boolean;
  asked: string[];
  missed: string[];
}

export type Status = "holds" | "retake" | "postdated" | "altered" | "unreadable" | "missing";

/** Why a record does not hold. ``ids`` are those of clauses, scenarios or modules; ``name`` says which. */
export interface Reason {
  /** The reason's name. */
  name: string;
  /** Ids. Of the clauses, scenarios or modules that it is about. */
  ids: string[];
}

/** Bytes of a file that have to be read. */
export interface Part {
  source: number;
  path: string;
  kind: PartKind;
  start: number;
  length: number;
  packed_bytes: number;
  method: number;
  checksum: number;
}

export type PartKind = "record" | "zip-end" | "zipped";

/** The register, with what it comes to. */
export interface RegisterReply {
  rows: ListedRow[];
  findings: Findings;
  people: Person[];
  roles: RoleLine[];
  /** Who is due, as plain text for an e-mail; empty if nobody is. */
  due_list: string;
  /** The table as a CSV file. */
  csv: string;
}

/** A row shown in the register. */
export interface ListedRow {
  file: string;
  content: string;
  status: Status;
  reasons: Reason[];
  name: string;
  role: string;
  date: string;
  module: string;
  passed: boolean;
  marked: boolean;
  code: string;
  given_name: string;
  paper: boolean;
  kept: boolean;
  asked: string[];
  missed: string[];
  /** The name without case, accents and extra spaces. It identifies a person. */
  key: string;
  /** The day from which the module must be taken again, ISO 8601; empty if unknown. */
  due: string;
  due_in: DueIn;
  standing: Standing;
  /** The school's reference from the staff list; empty if it has none. */
  reference: string;
}

export type DueIn = "now" | "soon" | "later";

/** What a register comes to, beside its rows: counts, and questions that only the office can answer. */
export interface Findings {
  /** How many names the records have. */
  people: number;
  /** How many rows are due by today. */
  due: number;
  /** How many rows have each status. */
  statuses: Record<string, number>;
  /** How many rows have each standing that an office sees. */
  standings: Record<string, number>;
  /** How many rows are left out because another is a copy of the same record. */
  duplicates: number;
  /** How many rows are left out because a later one replaces them. */
  superseded: number;
  /** Missed clauses, worst first. Nobody is named. */
  clauses: ClauseCount[];
  /** How the staff list was understood; null if there is none. */
  staff: ListReading | null;
  /** People who have handed in nothing. */
  nothing: Member[];
  /** Whether everybody on the list has handed in something. False if a line of it could not be read. */
  all_in: boolean;
  /** Names that occur more than once on the staff list. */
  doubles: string[];
  /** Names on records that are not on the staff list. There are none if there is no list. */
  strangers: Stranger[];
  /** Names that occur with several roles. */
  namesakes: Namesakes[];
}

/** A clause, how often it was asked, and how often missed. */
export interface ClauseCount {
  id: string;
  asked: number;
  missed: number;
}

/** How a staff list was understood. ``people`` and the lines in ``passed`` and ``unread`` are all its ``lines``. */
export interface ListReading {
  lines: number;
  people: number;
  /** The first person's name; empty if there is nobody. */
  first: string;
  last: string;
  columns: ListColumn[];
  /** The letters of the columns that the name is made of, in its order. */
  name: string[];
  /** The letter of the role's column; empty if there is none. */
  role: string;
  reference: string;
  /** Whether names are written as "Surname, Forename". They are turned round. */
  surname_first: boolean;
  /** Lines that are nobody, and need not be. */
  passed: ListLine[];
  /** Lines that could not be read. Somebody may be missing because of them. */
  unread: ListLine[];
}

/** A column that the name may be in: its letter, its heading, and the first value below it. Both may be empty. */
export interface ListColumn {
  letter: string;
  heading: string;
  sample: string;
}

/** A line that is nobody: its number, from 1, and its beginning. */
export interface ListLine {
  line: number;
  text: string;
  kind: LineKind;
}

export type LineKind = "separator" | "title" | "heading" | "continued" | "no-name" | "not-a-name" | "above";

/** One line of a staff list. */
export interface Member {
  /** Name. */
  name: string;
  /** Role. It may be empty. */
  role: string;
  /** Reference. The school's own, which may be empty. */
  reference: string;
}

/** A name on records that is not on the staff list, with the most similar name there, or null. */
export interface Stranger {
  name: string;
  near: string | null;
}

/** A name that occurs with several roles: it may be that of several people. */
export interface Namesakes {
  name: string;
  roles: string[];
}

/** Somebody in the register or on the staff list. */
export interface Person {
  /** The name without case, accents and extra spaces. */
  key: string;
  name: string;
  /** The role on the staff list, or else on the latest record. Empty if neither has one. */
  role: string;
  /** Whether there is a staff list without this name. */
  is_stranger: boolean;
  /** The modules that are required of them; null if the office has set nothing for them. */
  required: string[] | null;
  /** How many of these modules they have passed or completed, or of all modules if nothing is set. */
  done: number;
}

/** A role that somebody has, or that the table of required modules names. */
export interface RoleLine {
  /** The role without case, accents and extra spaces. */
  key: string;
  role: string;
  /** How many people have it. */
  people: number;
  /** What is required of it, beside what is required of everybody. */
  modules: string[];
}

/** A staff list's text, for the register. */
export interface ListReply {
  text: string;
}

/** What a register file has, or why it was not read. */
export interface OpenRegisterReply {
  opened: OpenedRegister | null;
  /** The name of the error, as of a WireError; empty if the file was read. */
  problem: string;
  /** The value in the file that is wrong, such as "rows[3].date"; empty if unknown. */
  place: string;
  /** The line of the file that is wrong; 0 if unknown. */
  line: number;
}

/** What a register file has, seen from today's handbook. */
export interface OpenedRegister {
  /** The day on which it was saved, ISO 8601. */
  saved: string;
  months: number;
  required: Requirement[];
  /** The staff list as a text, or an empty string. */
  staff: string;
  /** Names on records, each with the name on the staff list that the office confirmed. */
  same: Record<string, string>;
  rows: Row[];
  /** The modules that today's handbook doesn't have. Their rows are not shown, and stay in the file. */
  retired: string[];
}

/** What is required of everybody with a role, beside what is required of everybody. */
export interface Requirement {
  /** Role. Case and accents make no difference. Empty for everybody. */
  role: string;
  /** Modules. Their ids. */
  modules: string[];
}

/** A register file. */
export interface SaveRegisterReply {
  file: string;
  file_name: string;
  /** How many rows are in it. */
  rows: number;
}

/** A row for each person. */
export interface SignReply {
  rows: Row[];
}
