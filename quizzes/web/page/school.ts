/** Reads school.js, which the school keeps at the top of the site, on the pages that show something from it. */

import { all } from "./dom";

export interface School {
  /** The texts of the entries that are filled in. */
  values: Map<string, string>;
  /** What is wrong with the file: not there, not to be read, or entries that are not understood. */
  mistake: "missing" | "broken" | "entries" | null;
  /** The line of the mistake where the browser tells it, else 0: from file:// it does not. */
  line: number;
  /** Names that are no entries, and entries that are no text. */
  unknown: string[];
  noText: string[];
}

/** Null on a page that shows nothing from it, which then does not ask for it either. */
export async function loadSchool(address: URL): Promise<School | null> {
  if (all(document, "[data-school], [data-school-form]").length === 0) return null;
  // Said where the page has the notice that tells of others.
  const known = document.querySelector<HTMLElement>("[data-school-known]")?.dataset.schoolKnown?.split(" ");
  const school: School = { values: new Map(), mistake: null, line: 0, unknown: [], noText: [] };
  let failed = false;
  const onError = (event: ErrorEvent): void => {
    if (event.filename && !event.filename.includes(address.pathname)) return;
    failed = true;
    school.line = event.lineno;
  };
  window.addEventListener("error", onError);
  const there = await run(address);
  window.removeEventListener("error", onError);
  const given = (window as { school?: unknown }).school;
  if (typeof given === "object" && given) {
    for (const [name, value] of Object.entries(given)) {
      if (known && !known.includes(name)) school.unknown.push(name);
      else if (typeof value !== "string") school.noText.push(name);
      else if (value.trim()) school.values.set(name, value.trim());
    }
  } else failed = true;
  if (!there) school.mistake = "missing";
  else if (failed) school.mistake = "broken";
  else if (school.unknown.length + school.noText.length > 0) school.mistake = "entries";
  return school;
}

/** Runs the file as a classic script, which works from file:// too. False where it is not there. */
function run(address: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    // Whoever has just changed the file is not to see an old one.
    script.src = `${address}?${Date.now()}`;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
}
