/** Reads school.js, the school's own file in the site's top folder. */

import { all } from "./dom";

export interface School {
  /** The entries that are filled in, by name. */
  values: Map<string, string>;
  /** What is wrong: the file is missing, it does not run, or some entries are invalid. */
  mistake: "missing" | "broken" | "entries" | null;
  /** The line of the mistake, or 0 if the browser does not report it, as from file://. */
  line: number;
  /** Names of entries that the handbook does not know. */
  unknown: string[];
  /** Names of entries whose value is not a text. */
  notText: string[];
}

/** Load school.js and check its entries. Returns null, and loads nothing, on a page that shows none of them. */
export async function loadSchool(address: URL): Promise<School | null> {
  if (all(document, "[data-school], [data-school-form]").length === 0) return null;
  // Only a page with the notice of mistakes lists the known names.
  const known = document.querySelector<HTMLElement>("[data-school-known]")?.dataset.schoolKnown?.split(" ");
  const school: School = { values: new Map(), mistake: null, line: 0, unknown: [], notText: [] };
  let failed = false;
  const onError = (event: ErrorEvent): void => {
    if (event.filename && !event.filename.includes(address.pathname)) return;
    failed = true;
    school.line = event.lineno;
  };
  window.addEventListener("error", onError);
  const loaded = await runScript(address);
  window.removeEventListener("error", onError);
  const entries = (window as { school?: unknown }).school;
  if (typeof entries === "object" && entries) {
    for (const [name, value] of Object.entries(entries)) {
      if (known && !known.includes(name)) school.unknown.push(name);
      else if (typeof value !== "string") school.notText.push(name);
      else if (value.trim()) school.values.set(name, value.trim());
    }
  } else failed = true;
  if (!loaded) school.mistake = "missing";
  else if (failed) school.mistake = "broken";
  else if (school.unknown.length + school.notText.length > 0) school.mistake = "entries";
  return school;
}

/** Run the file as a classic script, which works from file:// too. Resolves to false if the file is missing. */
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
