/** The table of records: one row for each module of each person, which can be sorted by column and filtered. */

import { all, find } from "../../web/page/dom";
import type { ListedRow } from "../../web/engine/documents";
import { isCredible } from "../../web/engine/register";
import { isolated, normalise, type Phrases } from "../../web/page/phrases";

interface TableRow {
  row: ListedRow;
  element: HTMLElement;
  /** The normalised text that the filter searches. */
  text: string;
}

/** Shows the table, and sorts and filters it. */
export class TableView {
  #root: HTMLElement;
  #phrases: Phrases;
  #rows: TableRow[] = [];
  #column = "name";
  #descending = false;
  /** The standings in the order of the filter. */
  #standings: string[];

  constructor(root: HTMLElement, phrases: Phrases) {
    this.#root = root;
    this.#phrases = phrases;
    this.#standings = [...find<HTMLSelectElement>(root, "[data-filter=status]").options].map(({ value }) => value);
    for (const button of all(root, "[data-sort]")) {
      button.addEventListener("click", () => this.#sortBy(button.dataset.sort ?? ""));
    }
    find(root, "form").addEventListener("input", () => this.#filter());
    find(root, "form").addEventListener("submit", (event) => event.preventDefault());
  }

  /** Show the rows with the sorting and filter in use. Unreadable files have no row. */
  show(rows: ListedRow[]): void {
    const readable = rows.filter(({ status }) => status !== "unreadable");
    this.#rows = readable.map((row) => {
      const { name, role, reference } = row;
      return { row, element: this.#makeRow(row), text: normalise(`${name} ${role} ${reference}`) };
    });
    find(this.#root, "table").dataset.references = readable.some(({ reference }) => reference) ? "some" : "none";
    this.#sort();
    this.#filter();
  }

  #makeRow(row: ListedRow): HTMLElement {
    const template = find<HTMLTemplateElement>(this.#root, "template[data-row]").content;
    const element = find(template, "tr").cloneNode(true) as HTMLElement;
    const phrases = this.#phrases;
    const cells: Record<string, Node | string> = {
      name: isolated(row.name),
      role: isolated(row.role),
      reference: isolated(row.reference),
      module: phrases.module(row.module),
      date: phrases.day(row.date),
      passed: isCredible(row) && row.marked ? (phrases.words[row.passed ? "yes" : "no"] ?? "") : "",
      due: phrases.day(row.due),
      status: phrases.badge(row.standing),
    };
    for (const cell of all(element, "[data-column]")) cell.append(cells[cell.dataset.column ?? ""] ?? "");
    const last = find(element, "[data-column=status]");
    if (row.paper && row.standing !== "paper") {
      const paragraph = document.createElement("p");
      paragraph.append(phrases.say("on_paper"));
      last.append(paragraph);
    }
    for (const reason of row.reasons) {
      const paragraph = document.createElement("p");
      paragraph.append(phrases.because(reason));
      last.append(paragraph);
    }
    return element;
  }

  #sortBy(column: string): void {
    this.#descending = column === this.#column && !this.#descending;
    this.#column = column;
    this.#sort();
  }

  #sort(): void {
    const sign = this.#descending ? -1 : 1;
    // The sort is stable, so sorting by one column and then by another sorts by both.
    this.#rows.sort((rowA, rowB) => {
      const [first, second] = [this.#value(rowA.row), this.#value(rowB.row)];
      if (!first || !second) return Number(!first) - Number(!second); // empty values come last in both directions
      return sign * this.#phrases.compare(first, second);
    });
    find(this.#root, "tbody").replaceChildren(...this.#rows.map(({ element }) => element));
    for (const head of all(this.#root, "thead [data-column]")) {
      if (head.dataset.column !== this.#column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", this.#descending ? "descending" : "ascending");
    }
  }

  #value(row: ListedRow): string {
    switch (this.#column) {
      case "name":
        return row.key;
      case "module":
        return this.#phrases.module(row.module);
      case "status":
        return String(this.#standings.indexOf(row.standing));
      case "passed":
        return !isCredible(row) || !row.marked ? "" : String(Number(!row.passed));
      default:
        return row[this.#column as "role" | "reference" | "date" | "due"];
    }
  }

  #filter(): void {
    const [words, module, status] = ["words", "module", "status"].map(
      (name) => find<HTMLInputElement>(this.#root, `[data-filter=${name}]`).value,
    );
    const terms = normalise(words ?? "").split(" ").filter(Boolean);
    let count = 0;
    for (const { row, element, text } of this.#rows) {
      const matches =
        (!module || row.module === module) &&
        (!status || row.standing === status) &&
        terms.every((term) => text.includes(term));
      element.hidden = !matches;
      count += Number(matches);
    }
    const sentence = this.#phrases.count("shown", count, { total: this.#rows.length });
    const label = find(this.#root, "[data-count]");
    if (label.textContent !== sentence.textContent) label.replaceChildren(sentence);
  }
}
