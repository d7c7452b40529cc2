/** A picture of the register: people down, modules across, an icon and a word where they meet. */

import { all, find } from "../../web/page/dom";
import type { ListedRow, RegisterReply } from "../../web/engine/documents";
import { apart, type Phrases } from "../../web/page/phrases";

interface Person {
  name: string;
  rows: Map<string, ListedRow>;
}

export function showPicture(root: HTMLElement, phrases: Phrases, register: RegisterReply): void {
  const template = find<HTMLTemplateElement>(root, "template").content;
  find(root, "tbody").replaceChildren(
    ...people(register).map(({ name, rows }) => {
      const element = find(template, "tr").cloneNode(true) as HTMLElement;
      find(element, "[data-name]").append(apart(name));
      const cells = all(element, "[data-module-cell]");
      let good = 0;
      for (const cell of cells) {
        const row = rows.get(cell.dataset.moduleCell ?? "");
        const state = row ? stateOf(row) : "none";
        cell.dataset.state = state;
        cell.append(phrases.badge(`state_${state}`));
        good += Number(state === "passed");
      }
      find(element, "[data-sum]").append(phrases.say("sum", { count: good, total: cells.length }));
      return element;
    }),
  );
}

/** Everybody on a record, and whoever has handed in nothing; what holds counts before what was altered. */
function people({ rows, nothing }: RegisterReply): Person[] {
  const found = new Map<string, Person>();
  for (const row of rows) {
    if (row.status === "unreadable") continue;
    const person = found.get(row.key) ?? { name: row.name, rows: new Map<string, ListedRow>() };
    found.set(row.key, person);
    const other = person.rows.get(row.module);
    if (!other || other.status === "altered") person.rows.set(row.module, row);
  }
  return [...found.values(), ...nothing.map(({ name }) => ({ name, rows: new Map<string, ListedRow>() }))];
}

function stateOf(row: ListedRow): string {
  if (row.status !== "holds") return row.status;
  if (!row.passed) return "not_passed";
  return row.due_in === "now" ? "due" : "passed";
}
