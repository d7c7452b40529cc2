/** The clauses behind answers that could have been better, counted over all staff and without names. */

import { find } from "../../web/page/dom";
import type { RegisterReply } from "../../web/engine/documents";
import type { Phrases } from "../../web/page/phrases";

/** Clauses that are shown before the list is opened in full. */
const MAX_VISIBLE = 10;

/** List the clauses in their order, or hide the section if no row says what was asked. */
export function showClauses(root: HTMLElement, phrases: Phrases, { rows, findings }: RegisterReply): void {
  const { clauses } = findings;
  root.hidden = !rows.some(({ asked }) => asked.length > 0);
  const template = find<HTMLTemplateElement>(root, "template").content;
  const items = clauses.map(({ id, asked, missed }) => {
    const item = find(template, "li").cloneNode(true) as HTMLElement;
    find(item, "[data-of=clause]").append(phrases.link(id));
    find(item, "[data-of=words]").append(phrases.count("missed", asked, { missed }));
    find(item, "[data-of=bar]").style.setProperty("--share", String(missed / asked));
    return item;
  });
  find(root, "[data-none]").hidden = items.length > 0;
  find(root, "[data-rest]").hidden = items.length <= MAX_VISIBLE;
  find(root, "[data-list]").replaceChildren(...items.slice(0, MAX_VISIBLE));
  find(root, "[data-list-rest]").replaceChildren(...items.slice(MAX_VISIBLE));
}
