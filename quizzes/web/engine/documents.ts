/** The engine's replies. Generated from quizzes/engine/ by `python -m quizzes types`. */

/** The outcome of all attempts: the reply to "resume", "answer" and "leave-out". */
export interface SessionReply {
  /** The entry to store for this answer, or for leaving a scenario out; null if nothing is new. */
  entry: EntryReply | null;
  /** Number of entries that could not be read. They are left as they are and don't count. */
  set_aside: number;
  /** The response is not complete, so nothing was marked. */
  unanswered: boolean;
  completed: boolean;
  passed: boolean;
  /** Whether it would be passed if nothing had changed since. */
  passed_before: boolean;
  standing: Standing;
  /** 0 to 1; null until completed, or if every scenario is left out. */
  score: number | null;
  scenarios: ScenarioReply[];
}

/** An entry to store. */
export interface EntryReply {
  /** The key to store it under. It gives the entry's order, and no other entry has it. */
  key: string;
  text: string;
}

export type Standing = "not-started" | "under-way" | "not-passed" | "passed" | "completed" | "retake" | "due" | "postdated" | "altered" | "unreadable" | "unmarked" | "no-record";

/** The outcome of a scenario's latest path. */
export interface ScenarioReply {
  id: string;
  /** Whether it is answered to its end and has not changed since, or is left out. */
  completed: boolean;
  /** Whether the reader left it out. It has no grade, no score and no path then. */
  left_out: boolean;
  /** Whether it, or a clause that it cites, has changed since it was answered. */
  changed: boolean;
  harmful: boolean;
  /** Null until completed, or if left out. */
  grade: Grade | null;
  /** 0 to 1; null until completed, or if left out. */
  score: number | null;
  /** Id of the item to answer; null when the path has ended. */
  next: string | null;
  /** Ids of the clauses to read again. */
  clauses: string[];
  path: StepReply[];
}

export type Grade = "best" | "acceptable" | "poor" | "harmful";

/** A response on the latest path, with its mark. */
export interface StepReply {
  item: string;
  response: string[];
  grade: Grade;
  score: number;
  /** Ids of options, statements or critical pairs, each with its verdict. */
  feedback: ([string, Verdict])[];
}

export type Verdict = "right" | "left" | "missed" | "acceptable" | "wrong" | "harmful" | "holds" | "broken";

/** A record file, and what the page shows of it. */
export interface RecordReply {
  file: string;
  file_name: string;
  code: string;
  name: string;
  role: string;
  date: string;
}

/** A progress file: its text, and a name that no other progress has. */
export interface FileReply {
  file: string;
  file_name: string;
}

/** The content of a progress file: entries by module id, then by key. */
export interface ProgressReply {
  progress: Record<string, Record<string, string>>;
}

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
  asked: string[];
  missed: string[];
}

export type Status = "holds" | "retake" | "postdated" | "altered" | "unreadable";

/** Why a record does not hold. ``ids`` are those of clauses, scenarios or modules; ``name`` says which. */
export interface Reason {
  name: string;
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

/** One line of a staff list. ``reference`` is the school's own, and may be empty. */
export interface Member {
  name: string;
  role: string;
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

/** What a learning platform is told of a module, apart from its result. */
export interface ReportReply {
  /** The answers that count, packed, so that the reader can carry on. Empty if there are none. */
  packed: string;
  /** For platforms whose host wants to see them. */
  responses: ResponseReply[];
}

/** A response on the latest path to an item of a scenario that has to be answered. */
export interface ResponseReply {
  scenario: string;
  item: string;
  interaction: Interaction;
  /** Letters for options, in the order of the scenario's file. For *match*, "a.c" is statement a, category c. */
  response: string[];
  grade: Grade;
}

export type Interaction = "choice" | "multiple" | "order" | "match";

/** A staff list's text, for the register. */
export interface ListReply {
  text: string;
}
