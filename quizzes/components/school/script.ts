/** The school's own entries, put in as text; nothing in them is ever taken for HTML. */

import { all, find, showOnly } from "../../web/page/dom";
import type { School } from "../../web/page/school";

/** What may be an address: up to a blank or what cannot be part of one; of a telephone number, blanks between digits. */
const ADDRESS = /\b(?:https?:\/\/[^\s<>"]+|mailto:[^\s<>"]+|tel:\+?\(?\d(?:[\d() -]*\d)?)/gi;

/** Digits in the longest telephone number that there is (ITU-T E.164). */
const DIGITS = 15;

export function showSchool(school: School): void {
  for (const place of all(document, "[data-school]")) {
    const value = school.values.get(place.dataset.school ?? "");
    if (value) place.replaceChildren(...parts(value));
  }
  for (const notice of all(document, "[data-school-known]")) {
    notice.hidden = school.mistake === null;
    showOnly(notice, "data-mistake", school.mistake);
    showOnly(notice, "data-mistake-line", school.line ? "told" : "hidden");
    find(notice, "[data-mistake-line=told] b").textContent = String(school.line);
    for (const [kind, names] of [["unknown", school.unknown], ["no-text", school.noText]] as const) {
      const said = find(notice, `[data-mistake-names=${kind}]`);
      said.hidden = names.length === 0;
      find(said, "b").textContent = names.join(", ");
    }
  }
}

/** The text, and links for the addresses in it. */
function parts(value: string): Node[] {
  const made: Node[] = [];
  let end = 0;
  for (const match of value.matchAll(ADDRESS)) {
    // A full stop behind an address is not part of it, nor is a bracket that was not opened in it.
    const address = match[0].replace(match[0].includes("(") ? /[.,;:!?]+$/ : /[.,;:!?)]+$/, "");
    const href = linked(address, value.slice(match.index + address.length));
    if (!href) continue;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "");
    made.push(document.createTextNode(value.slice(end, match.index)), link);
    end = match.index + address.length;
  }
  made.push(document.createTextNode(value.slice(end)));
  return made;
}

/** Where it leads; null where that is not certain, for a wrong number is worse than one that cannot be pressed. */
function linked(address: string, rest: string): string | null {
  if (!/^tel:/i.test(address)) return /^(?:https?:\/\/[^/]|mailto:[^@]+@.)/i.test(address) ? address : null;
  const number = address.replace(/(\+.*)\(0\)/, "$1").replace(/[() -]/g, "");
  // "01632 960123 24 hours": its last digits may be another thing's.
  const another = /^\w/.test(rest) || (/ \d{1,3}$/.test(address) && /^ ?[a-z]/i.test(rest));
  return another || number.replace(/\D/g, "").length > DIGITS ? null : number;
}
