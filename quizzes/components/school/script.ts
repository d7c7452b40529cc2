/** Shows the school's own entries. They are inserted as text, never as HTML. */

import { all, find, showOnly } from "../../web/page/dom";
import type { School } from "../../web/page/school";

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
  for (const notice of all(document, "[data-school-known]")) {
    notice.hidden = school.mistake === null;
    showOnly(notice, "data-mistake", school.mistake);
    showOnly(notice, "data-mistake-line", school.line ? "told" : "hidden");
    find(notice, "[data-mistake-line=told] b").textContent = String(school.line);
    for (const [kind, names] of [["unknown", school.unknown], ["no-text", school.notText]] as const) {
      const list = find(notice, `[data-mistake-names=${kind}]`);
      list.hidden = names.length === 0;
      find(list, "b").textContent = names.join(", ");
    }
  }
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
