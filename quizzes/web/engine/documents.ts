/** The engine's replies. Generated from quizzes/engine/ by `python -m quizzes types`. */

export type * from "./office_documents";

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

export type Standing = "not-started" | "under-way" | "not-passed" | "passed" | "completed" | "paper" | "retake" | "due" | "postdated" | "altered" | "unreadable" | "unmarked" | "no-record";

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
