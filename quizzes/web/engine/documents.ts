/** What the engine replies. Written by `python -m quizzes types`, from the declarations in quizzes/engine/. */

/** Characters of a record file, at most. */
export const LONGEST_RECORD = 200000;

/** What all attempts come to: the reply to "resume" and "answer". */
export interface SessionReply {
  /** The entry to keep of this answer; null where nothing was marked. */
  entry: string | null;
  /** Entries that could not be read. They are neither changed nor counted. */
  set_aside: number;
  /** Nothing was selected, and so nothing was marked. */
  unanswered: boolean;
  completed: boolean;
  passed: boolean;
  /** It would be passed if nothing had changed since. */
  passed_before: boolean;
  /** 0 to 1; null until completed. */
  score: number | null;
  scenarios: ScenarioReply[];
}

/** A scenario as its latest path leaves it. */
export interface ScenarioReply {
  id: string;
  completed: boolean;
  /** Since it was answered. */
  changed: boolean;
  harmful: boolean;
  /** Null until completed. */
  grade: Grade | null;
  /** 0 to 1; null until completed. */
  score: number | null;
  /** The item to answer; null at an end. */
  next: string | null;
  /** Worth reading again. */
  clauses: string[];
  path: StepReply[];
}

export type Grade = "best" | "acceptable" | "poor" | "harmful";

/** A response that stands. */
export interface StepReply {
  item: string;
  response: string[];
  grade: Grade;
  score: number;
  /** Ids of options, statements or critical pairs, each with its verdict. */
  feedback: ([string, Verdict])[];
}

export type Verdict = "right" | "left" | "missed" | "acceptable" | "wrong" | "harmful" | "holds" | "broken";

/** A record, and what is shown of it. */
export interface RecordReply {
  file: string;
  file_name: string;
  code: string;
  name: string;
  role: string;
  date: string;
}

/** The text of a progress file. */
export interface FileReply {
  file: string;
}

/** What a progress file holds: the entries by their keys, by module. */
export interface ProgressReply {
  progress: Record<string, Record<string, string>>;
}

/** What checking says of each module of each file. */
export interface CheckReply {
  rows: Row[];
}

/** One module of one record, as a register has it. */
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
  code: string;
  asked: string[];
  missed: string[];
}

export type Status = "holds" | "retake" | "altered" | "unreadable";

/** Why a record does not hold; ``ids`` are of clauses or scenarios, as ``name`` says. */
export interface Reason {
  name: string;
  ids: string[];
}

/** The register, and what an office has to know beside it. */
export interface RegisterReply {
  rows: ListedRow[];
  duplicates: number;
  superseded: number;
  /** Clauses that were missed, the worst first: the id, how often it was asked, how often missed. */
  clauses: ([string, number, number])[];
  /** Who has handed in nothing. */
  nothing: Member[];
  /** Names that are on the staff list more than once. */
  doubles: string[];
  /** Names on records that are not on the staff list, each with the one there that is most like it, or null. */
  strangers: ([string, string | null])[];
  /** Names that are on records with several roles, and these: they may be of several people. */
  namesakes: ([string, string[]])[];
  /** The table as a file. */
  csv: string;
}

/** A row that the register shows. */
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
  code: string;
  asked: string[];
  missed: string[];
  /** The name without case, accents and spacing, which tells people apart. */
  key: string;
  /** The day from which the module is to be taken again, ISO 8601; empty where none is known. */
  due: string;
  due_in: DueIn;
  /** The school's own, from the staff list; empty where there is none. */
  reference: string;
}

export type DueIn = "now" | "soon" | "later";

/** One line of a staff list; the reference is the school's own, and may be empty. */
export interface Member {
  name: string;
  role: string;
  reference: string;
}
