/** Shows the school's own entries. They are inserted as text, never as HTML. */

import { all, find, showOnly } from "../../web/page/dom";
import type { School } from "../../web/page/school";
import type { Mistake } from "../../web/page/school-text";

/** Matches web addresses, email addresses and telephone numbers, as far as a space. Telephone numbers have spaces. */
const ADDRESS_PATTERN = /\b(?:https?:\/\/[^\s<>"]+|mailto:[^\s<>"]+|tel:\+?\(?\d(?:[\d() -]*\d)?)/gi;

/** A word of an address that has spaces. It ends in no punctuation, for there the sentence ends and not the address. */
const WORD = String.raw`[^\s<>"]*[^\s<>".,;:!?]`;

/** How an address with spaces must end: like a file, or with a slash, like a folder. Nothing else shows its end. */
const ENDING = String.raw`(?:\.(?:pdf|docx?|docm|xlsx?|pptx?|od[tsp]|rtf|txt|html?|aspx?)(?:[?#][^\s<>"]*)?|/)`;
const ENDS_PATTERN = new RegExp(`${ENDING}$`, "i");
const SPACED_PATTERN = new RegExp(
  String.raw`^https?://[^\s<>"/]+/(?:${WORD})?(?: +(?!https?:|mailto:|tel:)${WORD})+?${ENDING}(?=[.,;:!?)\]]*(?:\s|$))`,
  "i",
);

/** The most digits that a telephone number can have (ITU-T E.164). */
const MAX_PHONE_DIGITS = 15;

/** The most mistakes that are explained. A file with more is best made again. */
const MAX_MISTAKES = 12;

/** Fill in the entries, and show the notice of mistakes in school.js if there are any. */
export function showSchool(school: School): void {
  for (const place of all(document, "[data-school]")) {
    const value = school.values.get(place.dataset.school ?? "");
    if (!value) continue;
    place.replaceChildren(...withLinks(value));
    // After a scenario, entries that are not filled in are hidden, and one line says so if there are no others.
    if (place.parentElement) place.parentElement.hidden = false;
    const none = place.closest(".school, .tell")?.querySelector<HTMLElement>("[data-school-none]");
    if (none) none.hidden = true;
  }
  for (const notice of all(document, "[data-school-known]")) showMistakes(notice, school);
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

/** Split a text into text nodes and links. */
function withLinks(value: string): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const match of value.matchAll(ADDRESS_PATTERN)) {
    const address = addressAt(value.slice(match.index), match[0]);
    const href = hrefOf(address, value.slice(match.index + address.length));
    if (!href) continue;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "");
    nodes.push(document.createTextNode(value.slice(end, match.index)), link);
    end = match.index + address.length;
  }
  nodes.push(document.createTextNode(value.slice(end)));
  return nodes;
}

/** Return the whole address at the start of a text. `first` is what comes before the first space. */
function addressAt(text: string, first: string): string {
  const address = trimmed(first);
  return (ENDS_PATTERN.test(address) ? null : SPACED_PATTERN.exec(text)?.[0]) ?? address;
}

/** Remove what follows an address: punctuation, and closing brackets that were opened before the address. */
function trimmed(address: string): string {
  const end = address.at(-1) ?? "";
  const opening = { ")": "(", "]": "[" }[end];
  const isOver = opening ? address.split(end).length > address.split(opening).length : /[.,;:!?]/.test(end);
  return isOver ? trimmed(address.slice(0, -1)) : address;
}

/** Return the link for an address, or null if it is uncertain: a wrong number is worse than no link. */
function hrefOf(address: string, rest: string): string | null {
  if (!/^tel:/i.test(address)) return /^(?:https?:\/\/[^/]|mailto:[^@]+@.)/i.test(address) ? address : null;
  const number = address.replace(/(\+.*)\(0\)/, "$1").replace(/[() -]/g, "");
  // In "01632 960123 24 hours", the last digits may not belong to the number.
  const isUncertain = /^\w/.test(rest) || (/ \d{1,3}$/.test(address) && /^ ?[a-z]/i.test(rest));
  return isUncertain || number.replace(/\D/g, "").length > MAX_PHONE_DIGITS ? null : number;
}
