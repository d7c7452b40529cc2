/** Who has to take a module again now or within a month, and the interval after which modules fall due. */

import { find, showOnly } from "../../web/page/dom";
import type { ListedRow } from "../../web/engine/documents";
import { copyText } from "../../web/page/files";
import { isolated, type Phrases } from "../../web/page/phrases";

/** Shows the rows that are due and the setting for the interval. */
export class DueView {
  #root: HTMLElement;
  #phrases: Phrases;
  #months: HTMLInputElement;

  constructor(root: HTMLElement, phrases: Phrases, changed: () => void) {
    this.#root = root;
    this.#phrases = phrases;
    this.#months = find<HTMLInputElement>(root, "input");
    this.#months.addEventListener("change", () => {
      if (!this.#months.checkValidity() || !this.#months.value) this.#months.value = this.#months.defaultValue;
      changed();
    });
    find(root, "[data-copy-due]").addEventListener("click", async () => {
      find<HTMLDetailsElement>(root, "details").open = true; // what is hidden cannot be selected
      const copied = await copyText(find<HTMLTextAreaElement>(root, "[data-due-text]"));
      showOnly(root, "data-copied", copied ? "yes" : "no");
    });
  }

  /** The interval in months. With 0, no module falls due because of its age. */
  get months(): number {
    return this.#months.valueAsNumber;
  }

  /** Take the interval of a register file, unless the office has set another one here. */
  load(months: number): void {
    if (this.#months.value === this.#months.defaultValue) this.#months.value = String(months);
  }

  clear(): void {
    this.#months.value = this.#months.defaultValue;
  }

  /** Show who is due, earliest first, and `list`, the same as plain text. */
  show(rows: ListedRow[], list: string): void {
    find<HTMLTextAreaElement>(this.#root, "[data-due-text]").value = list;
    find(this.#root, "[data-due-list]").hidden = list === "";
    showOnly(this.#root, "data-copied", null);
    const due = rows.filter((row) => row.due_in !== "later");
    due.sort((first, second) => (first.due < second.due ? -1 : Number(first.due > second.due)));
    find(this.#root, "[data-none]").hidden = due.length > 0;
    find(this.#root, "table").hidden = due.length === 0;
    const template = find<HTMLTemplateElement>(this.#root, "template").content;
    find(this.#root, "tbody").replaceChildren(
      ...due.map((row) => {
        const element = find(template, "tr").cloneNode(true) as HTMLElement;
        const phrases = this.#phrases;
        const day = phrases.day(row.due);
        const cells: Record<string, Node> = {
          name: isolated(row.name),
          module: document.createTextNode(phrases.module(row.module)),
          due: row.due_in === "soon" ? phrases.say("due_soon", { day }) : phrases.say("due_now"),
          why: phrases.say(reasonOf(row), { day: phrases.day(row.date) }),
        };
        for (const [name, value] of Object.entries(cells)) {
          const content = document.createElement("span"); // keeps a cell's parts on one line when the row is a card
          content.append(value);
          find(element, `[data-of=${name}]`).append(content);
        }
        element.dataset.now = String(row.due_in === "now");
        return element;
      }),
    );
  }
}

function reasonOf({ status, paper, passed, marked }: ListedRow): string {
  if (status === "missing") return "why_required";
  if (status === "retake") return "why_changed";
  if (paper) return "why_paper";
  return passed || !marked ? "why_taken" : "why_not_passed";
}
