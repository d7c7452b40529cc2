/** The register as a grid: a row for each person, a column for each module, and a badge in each cell. */

import { all, find } from "../../web/page/dom";
import type { ListedRow, RegisterReply } from "../../web/engine/documents";
import { isCredible } from "../../web/engine/register";
import { isolated, type Phrases } from "../../web/page/phrases";

interface Person {
  name: string;
  rows: Map<string, ListedRow>;
}

/** Fill in the grid. */
export function showPicture(root: HTMLElement, phrases: Phrases, register: RegisterReply): void {
  const template = find<HTMLTemplateElement>(root, "template").content;
  find(root, "tbody").replaceChildren(
    ...people(register).map(({ name, rows }) => {
      const element = find(template, "tr").cloneNode(true) as HTMLElement;
      find(element, "[data-name]").append(isolated(name));
      const cells = all(element, "[data-module-cell]");
      let done = 0;
      for (const cell of cells) {
        const row = rows.get(cell.dataset.moduleCell ?? "");
        const standing = row?.standing ?? "no-record";
        cell.dataset.state = standing;
        cell.append(phrases.badge(standing));
        done += Number(standing === "passed" || standing === "completed");
      }
      find(element, "[data-sum]").append(phrases.count("sum", done, { total: cells.length }));
      return element;
    }),
  );
}

/** List everybody who has a record, then everybody who has none. A credible record is preferred to any other. */
function people({ rows, findings }: RegisterReply): Person[] {
  const byKey = new Map<string, Person>();
  for (const row of rows) {
    if (row.status === "unreadable") continue;
    const person = byKey.get(row.key) ?? { name: row.name, rows: new Map<string, ListedRow>() };
    byKey.set(row.key, person);
    const known = person.rows.get(row.module);
    if (!known || !isCredible(known)) person.rows.set(row.module, row);
  }
  return [...byKey.values(), ...findings.nothing.map(({ name }) => ({ name, rows: new Map<string, ListedRow>() }))];
}
