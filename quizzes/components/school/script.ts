/** The school's own entries, put in as text; nothing in them is ever taken for HTML. */

import { all, find, showOnly } from "../../browser/dom";
import type { School } from "../../browser/school";

/** An address that may be a link, up to a blank or what cannot be part of it. */
const ADDRESS = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"]+/gi;

export function showSchool(school: School): void {
  for (const place of all(document, "[data-school]")) {
    const value = school.values.get(place.dataset.school ?? "");
    if (value) place.replaceChildren(...parts(value));
  }
  for (const notice of all(document, "[data-school-known]")) {
    notice.hidden = school.mistake === null;
    showOnly(notice, "data-mistake", school.mistake);
    const line = find(notice, "[data-mistake-line]");
    line.hidden = !school.line;
    find(line, "b").textContent = String(school.line);
    find(notice, "[data-mistake=entries] b").textContent = school.notUnderstood.join(", ");
  }
}

/** The text, and links for the addresses in it; a full stop behind an address is not part of it. */
function parts(value: string): Node[] {
  const made: Node[] = [];
  let end = 0;
  for (const match of value.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?)]+$/, "");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "");
    made.push(document.createTextNode(value.slice(end, match.index)), link);
    end = match.index + address.length;
  }
  made.push(document.createTextNode(value.slice(end)));
  return made;
}
