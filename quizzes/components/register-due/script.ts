/** Who has to take a module again, now or within a month, by the interval that the office sets. */

import { find } from "../../web/page/dom";
import type { ListedRow } from "../../web/engine/documents";
import { apart, type Phrases } from "../../web/page/phrases";

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
  }

  /** The renewal interval; with 0 nothing falls due by its age. */
  get months(): number {
    return this.#months.valueAsNumber;
  }

  show(rows: ListedRow[]): void {
    const found = rows.filter((row) => row.due_in !== "later");
    found.sort((one, other) => (one.due < other.due ? -1 : Number(one.due > other.due)));
    find(this.#root, "[data-none]").hidden = found.length > 0;
    find(this.#root, "table").hidden = found.length === 0;
    const template = find<HTMLTemplateElement>(this.#root, "template").content;
    find(this.#root, "tbody").replaceChildren(
      ...found.map((row) => {
        const element = find(template, "tr").cloneNode(true) as HTMLElement;
        const phrases = this.#phrases;
        const day = phrases.day(row.due);
        const again = row.status === "retake" ? "why_changed" : row.passed ? "why_taken" : "why_not_passed";
        const cells: Record<string, Node> = {
          name: apart(row.name),
          module: document.createTextNode(phrases.module(row.module)),
          due: row.due_in === "soon" ? phrases.say("due_soon", { day }) : phrases.say("due_now"),
          why: phrases.say(again, { day: phrases.day(row.date) }),
        };
        for (const [name, value] of Object.entries(cells)) {
          const whole = document.createElement("span"); // in a card, a cell's parts would stand below each other
          whole.append(value);
          find(element, `[data-of=${name}]`).append(whole);
        }
        element.dataset.now = String(row.due_in === "now");
        return element;
      }),
    );
  }
}
