/**
 * Reads the text of school.js line by line, so that a slip costs one entry. It takes every value as it was typed.
 *
 * A file of today is one JavaScript comment, whose lines are `name: value`. Nothing that is typed in it can break the
 * script. Files of the first edition have statements such as `school.name = "value";`, or an object.
 */

export type MistakeKind = "unknown" | "stray" | "quotes" | "twice" | "letters" | "backslash" | "ending" | "frame";

/** What is wrong with one line. */
export interface Mistake {
  kind: MistakeKind;
  /** From 1, or 0 if the browser does not tell, as from file://. */
  line: number;
  /** The entry's name, or an empty text. */
  name: string;
  /** What stands on the line, or what was probably meant. */
  text: string;
}

export interface SchoolText {
  values: Map<string, string>;
  mistakes: Mistake[];
}

const FIRST_LINE = /^\s*function\s+school\b/;
const LAST_LINE = /\*\/\s*\}[\s;]*$/;
const OLD_OPENING = /^\s*(?:(?:var|let|const)\s+|window\s*\.\s*)?school\s*=(?!=)\s*\{?/;
const OLD_NAME = /^(?:(?:window\s*\.\s*)?school\s*\.\s*)?(["']?)(\w+)\1\s*[:=]\s*/;
const OLD_STATEMENT = /^(?:window\s*\.\s*)?school\s*\.\s*\w+\s*=/;
/** A line of a file of today that belongs to the entry above it. */
const GOES_ON = /^(?: {2}|\t)/;
/** How the form writes what would end the comment. */
const ESCAPED_ENDING = /\*\\\//g;
/** A whole string literal, before the end of a statement. */
const LITERAL = /^(["'])((?:(?!\1)[^\\]|\\.)*)\1\s*(?=[;,}]|\/\/|$)/;

/** Escapes that the first edition's form wrote, and those that somebody who knows JavaScript may have written. */
const ESCAPES = /^(?:[^\\]|\\(?:[\\"'n]|u[\da-f]{4}))*$/i;
/** A path on a drive, typed without escapes: C:\ or \\server with one backslash where an escape would need two. */
const TYPED_PATH = /(?:^|[\s("'])(?:[a-z]:\\(?!\\)|\\\\(?=\w))/i;
/** What remains of such a path once JavaScript has read its backslashes as escapes. */
const LOST_BACKSLASH = /[\t\f\v\x08]|(?:^|[\s("'])(?:\\[^\\\s]|[A-Z]:[^\s\\/])/;

/** Whether the text can be school.js at all; a server may send some other page. */
export function isSchoolText(text: string): boolean {
  return /\bschool\b/.test(text) && !/^\s*</.test(text);
}

/** Read all entries. `known` has their names; without it, every name is taken for an entry's. */
export function readSchoolText(text: string, known?: string[]): SchoolText {
  const reader = new Reader(known);
  const lines = text.replace(/^\ufeff/, "").trimEnd().split(/\r\n|\r|\n/);
  const first = lines.findIndex((line) => FIRST_LINE.test(line));
  const isOld = first < 0 && lines.some((line) => OLD_OPENING.test(line));
  const last = LAST_LINE.test(lines.at(-1) ?? "") ? lines.length - 1 : lines.length;
  lines.forEach((line, index) => {
    reader.line = index + 1;
    if (isOld) reader.readOld(line.replace(OLD_OPENING, ""));
    else if (index !== first && index !== last) reader.read(line);
  });
  if (!isOld && (first < 0 || last === lines.length)) {
    reader.line = first < 0 ? 1 : lines.length;
    reader.note("frame", "", first < 0 ? "function school() { /*" : "*/ }");
  }
  return reader.finished();
}

/** Take the entries of a script of the first edition that has run. Its text is unknown, and so are its lines. */
export function readSchoolObject(entries: object, known?: string[]): SchoolText {
  const reader = new Reader(known);
  for (const [name, value] of Object.entries(entries)) {
    if (typeof value !== "string") reader.note("quotes", name, String(value));
    else if (LOST_BACKSLASH.test(value)) reader.note("backslash", name, value);
    else reader.keep(name, value);
  }
  return reader.finished();
}

class Reader {
  line = 0;
  #values = new Map<string, string>();
  #mistakes: Mistake[] = [];
  /** The entry that an indented line goes on from. */
  #open = "";

  constructor(readonly known?: string[]) {}

  note(kind: MistakeKind, name: string, text: string): void {
    this.#mistakes.push({ kind, line: this.line, name, text });
  }

  keep(name: string, value: string): void {
    if (this.known && !this.known.includes(name)) return this.note("unknown", name, value);
    if (value.trim() && this.#values.get(name)?.trim()) this.note("twice", name, value);
    if (value.includes("\ufffd")) this.note("letters", name, value);
    if (value.trim() || !this.#values.has(name)) this.#values.set(name, value);
  }

  /** Read a line of a file of today. */
  read(line: string): void {
    if (line.replace(ESCAPED_ENDING, "").includes("*/")) this.note("ending", this.#open, line.trim());
    if (!line.trim()) this.#append("");
    else if (this.#open && GOES_ON.test(line)) this.#append(line.trim());
    else if (OLD_STATEMENT.test(line)) this.readOld(line);
    else if (line.startsWith("//")) this.#open = "";
    else this.#begin(line.trim());
  }

  /** Read the statements, or the parts of an object, that are on one line. */
  readOld(line: string): void {
    let rest = line;
    while ((rest = rest.replace(/^[\s;,{}]+/, "")) && !rest.startsWith("//")) {
      const start = OLD_NAME.exec(rest);
      if (!start) return this.note("stray", "", rest);
      const [before, , name = ""] = start;
      rest = rest.slice(before.length);
      const literal = LITERAL.exec(rest);
      const typed = rest.replace(/[\s;,}]+$/, "");
      if (literal) this.keep(name, unescaped(literal[2] ?? ""));
      else if (/^(["']).*\1$/.test(typed)) this.keep(name, typed.slice(1, -1));
      else this.note("quotes", name, typed.replace(/^["'“”‘’]|["'“”‘’]$/g, ""));
      rest = literal ? rest.slice(literal[0].length) : "";
    }
  }

  finished(): SchoolText {
    const values = [...this.#values].map(([name, value]) => [name, value.trim()] as const);
    return { values: new Map(values.filter(([, value]) => value)), mistakes: this.#mistakes };
  }

  #begin(line: string): void {
    const [, name = "", value = ""] = /^(\w+)\s*[:=](?!\/\/)\s*(.*)$/.exec(line) ?? [];
    this.#open = name.toLowerCase();
    if (name) this.keep(this.#open, value.replace(ESCAPED_ENDING, "*/"));
    else this.note("stray", "", line);
  }

  #append(line: string): void {
    const value = this.#values.get(this.#open);
    if (line.includes("\ufffd")) this.note("letters", this.#open, line);
    if (value !== undefined) this.#values.set(this.#open, `${value}\n${line.replace(ESCAPED_ENDING, "*/")}`);
  }
}

/** Return the text of a string literal. Its backslashes are escapes only if all of them can be. */
function unescaped(literal: string): string {
  if (!ESCAPES.test(literal) || TYPED_PATH.test(literal)) return literal;
  return literal.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code: string | undefined, letter: string) =>
    code ? String.fromCharCode(parseInt(code, 16)) : letter === "n" ? "\n" : letter,
  );
}
