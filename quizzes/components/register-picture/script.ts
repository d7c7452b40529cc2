/** The register as a grid: a row for each person, a column for each module, and a badge in each cell. */

import { all, find } from "../../web/page/dom";
import type { ListedRow, RegisterReply } from "../../web/engine/documents";
import { isCredible } from "../../web/engine/register";
import { isolated, type Phrases } from "../../web/page/phrases";

/** Fill in the grid. */
export function showPicture(root: HTMLElement, phrases: Phrases, { rows, people }: RegisterReply): void {
  const template = find<HTMLTemplateElement>(root, "[data-person]").content;
  const notRequired = find<HTMLTemplateElement>(root, "[data-not-required]").content;
  const shown = rowsToShow(rows);
  find(root, "tbody").replaceChildren(
    ...people.map(({ key, name, required, done }) => {
      const element = find(template, "tr").cloneNode(true) as HTMLElement;
      find(element, "[data-name]").append(isolated(name));
      for (const cell of all(element, "[data-module-cell]")) {
        const module = cell.dataset.moduleCell ?? "";
        const row = shown.get(key)?.get(module);
        const isOpen = !row && required !== null && !required.includes(module);
        const unknown = isOpen ? "not-required" : "no-record";
        cell.dataset.state = row?.status === "missing" ? "missing" : (row?.standing ?? unknown);
        cell.append(isOpen ? notRequired.cloneNode(true) : phrases.badge(row?.standing ?? "no-record"));
        if (row?.paper && row.standing !== "paper") {
          const paper = document.createElement("span");
          paper.className = "register-on-paper";
          paper.append(phrases.say("on_paper"));
          cell.append(" ", paper);
        }
      }
      const sum = required === null ? phrases.count("done", done) : phrases.count("sum", done, { total: required.length });
      find(element, "[data-sum]").append(sum);
      return element;
    }),
  );
}

/** Return a row for each person and module. A credible record is preferred to any other, and a missing one to none. */
function rowsToShow(rows: ListedRow[]): Map<string, Map<string, ListedRow>> {
  const shown = new Map<string, Map<string, ListedRow>>();
  for (const row of rows) {
    if (row.status === "unreadable") continue;
    const own = shown.get(row.key) ?? new Map<string, ListedRow>();
    shown.set(row.key, own);
    const known = own.get(row.module);
    if (!known || known.status === "missing" || (!isCredible(known) && row.status !== "missing")) {
      own.set(row.module, row);
    }
  }
  return shown;
}
