/** The engine's replies. Generated from quizzes/engine/ by `python -m quizzes types`. */

/** The most characters that a record file may have. */
export const MAX_RECORD_CHARACTERS = 200000;

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

/** The result for each module of each file. */
export interface CheckReply {
  rows: Row[];
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

/** The register, with counts and questions about it. */
export interface RegisterReply {
  rows: ListedRow[];
  duplicates: number;
  superseded: number;
  /** Missed clauses, worst first: the id, how often it was asked, and how often missed. */
  clauses: ([string, number, number])[];
  /** People who have handed in nothing. */
  nothing: Member[];
  /** Names that occur more than once on the staff list. */
  doubles: string[];
  /** Names on records that are not on the staff list, each with the most similar name there, or null. */
  strangers: ([string, string | null])[];
  /** Names that occur with several roles, each with those roles: they may belong to different people. */
  namesakes: ([string, string[]])[];
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

/** One line of a staff list. ``reference`` is the school's own, and may be empty. */
export interface Member {
  name: string;
  role: string;
  reference: string;
}
