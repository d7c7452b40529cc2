/** Loads school.js, the school's own file in the site's top folder. */

import { isSchoolText, readSchoolObject, readSchoolText, type SchoolText } from "./school-text";

export interface School extends SchoolText {
  /**
   * Why not all of the file could be read: it is missing, the server sends something else in its place, or it is of the
   * first edition and has a mistake that stops the browser.
   */
  failure: "missing" | "foreign" | "broken" | null;
}

/** The names of all entries. Undefined on a page that shows no notice of mistakes. */
export function knownEntries(): string[] | undefined {
  return document.querySelector<HTMLElement>("[data-school-known]")?.dataset.schoolKnown?.split(" ");
}

/** Load school.js and read its entries. */
export async function loadSchool(address: URL): Promise<School> {
  const known = knownEntries();
  // A page that was opened from a folder may not fetch. Neither may one in a sandbox.
  const file = location.protocol === "file:" ? null : await fetch(address, { cache: "no-store" }).catch(() => null);
  if (!file) return ranSchool(address, known);
  if (!file.ok) return failed("missing");
  const text = decoded(await file.arrayBuffer());
  const read = readSchool(text);
  if (read.failure || read.mistakes.every(({ kind }) => kind !== "stray" && kind !== "quotes")) return read;
  // Somebody who knows JavaScript may have written what only a browser understands.
  const ran = await ranSchool(address, known);
  return ran.failure || ran.mistakes.length > 0 ? read : ran;
}

/** Read the text of a file, such as one that somebody chose. */
export function readSchool(text: string): School {
  return isSchoolText(text) ? { ...readSchoolText(text, knownEntries()), failure: null } : failed("foreign");
}

/** Return the text of a file as Windows programs save it: in UTF-8, in UTF-16 or in the Western European encoding. */
export function decoded(content: ArrayBuffer): string {
  const [first, second] = new Uint8Array(content);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(content);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("windows-1252").decode(content);
  }
}

/**
 * Run the file as a classic script, which works from file:// too.
 *
 * A file of today defines a function that does nothing. Its text, with the comment inside, is the file's.
 */
async function ranSchool(address: URL, known?: string[]): Promise<School> {
  let failure: School["failure"] = null;
  const onError = ({ filename }: ErrorEvent): void => {
    // From file://, the browser does not tell which script it was.
    if (!filename || filename.includes(address.pathname)) failure = "broken";
  };
  addEventListener("error", onError);
  const loaded = await runScript(address);
  removeEventListener("error", onError);
  if (!loaded) return failed("missing");
  const { school } = window as { school?: unknown };
  if (typeof school === "function") return { ...readSchoolText(String(school), known), failure };
  // An element whose id is "school" has that name too.
  if (typeof school !== "object" || !school || school instanceof Element) return failed("broken");
  return { ...readSchoolObject(school, known), failure };
}

function failed(failure: School["failure"]): School {
  return { values: new Map(), mistakes: [], failure };
}

/** Resolves to false if the file is missing. */
function runScript(address: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    // The query bypasses the cache, so that a change to the file shows at once.
    script.src = `${address}?${Date.now()}`;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
}
