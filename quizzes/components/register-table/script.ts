/** The table of records: a row a module of a person, to sort by its heads and to filter. */

import { all, find } from "../../web/page/dom";
import type { ListedRow, Status } from "../../web/engine/documents";
import { apart, type Phrases } from "../../web/page/phrases";

const ORDER: Status[] = ["holds", "retake", "altered", "unreadable"];

interface Shown {
  row: ListedRow;
  element: HTMLElement;
  /** What is searched for typed words. */
  words: string;
}

export class TableView {
  #root: HTMLElement;
  #phrases: Phrases;
  #shown: Shown[] = [];
  #column = "name";
  #down = false;

  constructor(root: HTMLElement, phrases: Phrases) {
    this.#root = root;
    this.#phrases = phrases;
    for (const button of all(root, "[data-sort]")) {
      button.addEventListener("click", () => this.#sortBy(button.dataset.sort ?? ""));
    }
    find(root, "form").addEventListener("input", () => this.#filter());
    find(root, "form").addEventListener("submit", (event) => event.preventDefault());
  }

  /** Show these, in the order and with the filter that are in use; what is unreadable has no row. */
  show(rows: ListedRow[]): void {
    const readable = rows.filter(({ status }) => status !== "unreadable");
    this.#shown = readable.map((row) => {
      const { name, role, reference } = row;
      return { row, element: this.#element(row), words: plain(`${name} ${role} ${reference}`) };
    });
    find(this.#root, "table").dataset.references = readable.some(({ reference }) => reference) ? "some" : "none";
    this.#sort();
    this.#filter();
  }

  #element(row: ListedRow): HTMLElement {
    const template = find<HTMLTemplateElement>(this.#root, "template[data-row]").content;
    const element = find(template, "tr").cloneNode(true) as HTMLElement;
    const phrases = this.#phrases;
    const sound = row.status === "holds" || row.status === "retake";
    const cells: Record<string, Node | string> = {
      name: apart(row.name),
      role: apart(row.role),
      reference: apart(row.reference),
      module: phrases.module(row.module),
      date: phrases.day(row.date),
      passed: sound ? (phrases.words[row.passed ? "yes" : "no"] ?? "") : "",
      due: phrases.day(row.due),
      status: phrases.badge(row.status),
    };
    for (const cell of all(element, "[data-column]")) cell.append(cells[cell.dataset.column ?? ""] ?? "");
    const last = find(element, "[data-column=status]");
    for (const reason of row.reasons) {
      const why = document.createElement("p");
      why.append(phrases.because(reason));
      last.append(why);
    }
    return element;
  }

  #sortBy(column: string): void {
    this.#down = column === this.#column && !this.#down;
    this.#column = column;
    this.#sort();
  }

  #sort(): void {
    const sign = this.#down ? -1 : 1;
    // The sort keeps what is alike in its order, so sorting by two columns, one after the other, sorts by both.
    this.#shown.sort(({ row: one }, { row: other }) => {
      const [first, second] = [this.#value(one), this.#value(other)];
      if (!first || !second) return Number(!first) - Number(!second); // what is empty comes last, either way
      return sign * this.#phrases.compare(first, second);
    });
    find(this.#root, "tbody").replaceChildren(...this.#shown.map(({ element }) => element));
    for (const head of all(this.#root, "thead [data-column]")) {
      if (head.dataset.column !== this.#column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", this.#down ? "descending" : "ascending");
    }
  }

  #value(row: ListedRow): string {
    switch (this.#column) {
      case "name":
        return row.key;
      case "module":
        return this.#phrases.module(row.module);
      case "status":
        return String(ORDER.indexOf(row.status));
      case "passed":
        return row.status === "altered" ? "" : String(Number(!row.passed));
      default:
        return row[this.#column as "role" | "reference" | "date" | "due"];
    }
  }

  #filter(): void {
    const [words, module, status] = ["words", "module", "status"].map(
      (name) => find<HTMLInputElement>(this.#root, `[data-filter=${name}]`).value,
    );
    const sought = plain(words ?? "").split(" ").filter(Boolean);
    let count = 0;
    for (const { row, element, words: own } of this.#shown) {
      const found =
        (!module || row.module === module) &&
        (!status || row.status === status) &&
        sought.every((word) => own.includes(word));
      element.hidden = !found;
      count += Number(found);
    }
    const said = this.#phrases.say("shown", { count, total: this.#shown.length });
    const told = find(this.#root, "[data-count]");
    if (told.textContent !== said.textContent) told.replaceChildren(said);
  }
}

/** Without case and accents, as people type what they look for. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase();
}
