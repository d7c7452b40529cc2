/** Shows the school's own entries. They are inserted as text, never as HTML. */

import { all, find, showOnly } from "../../web/page/dom";
import { withLinks } from "../../web/page/links";
import type { School } from "../../web/page/school";
import type { Mistake } from "../../web/page/school-text";

/** The most mistakes that are explained. A file with more is best made again. */
const MAX_MISTAKES = 12;

/** Fill in the entries, and show the notice of mistakes in school.js if there are any. */
export function showSchool(school: School): void {
  showEntries(document, school.values);
  for (const notice of all(document, "[data-school-known]")) showMistakes(notice, school);
}

/** What stands at the place of an entry that is not filled in. */
const unset = new WeakMap<HTMLElement, Node[]>();

/** Fill in the entries in a part of the page. Called again, it also takes out what is no longer filled in. */
export function showEntries(root: ParentNode, values: Map<string, string>): void {
  for (const place of all(root, "[data-school]")) {
    const value = values.get(place.dataset.school ?? "");
    const empty = unset.get(place) ?? [...place.childNodes];
    unset.set(place, empty);
    place.replaceChildren(...(value ? withLinks(value) : empty));
    if (!value) continue;
    // After a scenario, entries that are not filled in are hidden, and one line says so if there are no others.
    if (place.parentElement) place.parentElement.hidden = false;
    const none = place.closest(".school, .tell")?.querySelector<HTMLElement>("[data-school-none]");
    if (none) none.hidden = true;
  }
}

/** Show what is wrong with the file: each mistake in full, or only where they are. */
export function showMistakes(notice: HTMLElement, { failure, mistakes }: School): void {
  notice.hidden = failure === null && mistakes.length === 0;
  showOnly(notice, "data-failure", failure ?? "");
  const list = notice.querySelector<HTMLElement>("[data-mistakes]");
  if (!list) {
    const places = mistakes.map(({ line, name }) => (line ? String(line) : name));
    find(notice, "[data-places]").textContent = [...new Set(places)].join(", ");
    return;
  }
  const template = find<HTMLTemplateElement>(list, "template");
  const shown = mistakes.slice(0, MAX_MISTAKES).map((mistake) => explained(template, mistake));
  list.replaceChildren(template, ...shown);
  find(notice, "[data-names]").hidden = !mistakes.some(({ kind }) => kind === "unknown" || kind === "stray");
}

/** Return a mistake in words, with its line, and what stands there or what to write. */
function explained(template: HTMLTemplateElement, { kind, line, name, text }: Mistake): Node {
  const item = find(template.content, `[data-mistake=${kind}]`).cloneNode(true) as HTMLElement;
  const written = kind === "quotes" ? `school.${name} = "${text}";` : text;
  const values: Record<string, string> = { line: String(line), name, text: written };
  for (const place of all(item, "[data-of]")) place.textContent = values[place.dataset.of ?? ""] ?? "";
  find(item, "[data-at]").hidden = line === 0;
  return item;
}
