/** Signed sheets: the office ticks who signed, and says for which module and when. */

import type { ListedRow } from "../../web/engine/documents";
import type { PeopleChoice } from "../../web/page/choosing";
import { find, showOnly } from "../../web/page/dom";
import { today } from "../../web/page/files";
import type { Phrases } from "../../web/page/phrases";

/** What the office has ticked. */
export interface SignedSheets {
  people: [name: string, role: string][];
  module: string;
  date: string;
}

/** What the view calls. Each resolves when the register shows the change, or rejects. */
export interface PaperActions {
  add(sheets: SignedSheets): Promise<void>;
  remove(row: ListedRow): Promise<void>;
}

/** Takes signed sheets, and lists those that were entered. */
export class PaperView {
  #root: HTMLElement;
  #phrases: Phrases;
  #choice: PeopleChoice;
  #actions: PaperActions;

  constructor(register: HTMLElement, phrases: Phrases, choice: PeopleChoice, actions: PaperActions) {
    this.#root = find(register, ".register-paper");
    this.#phrases = phrases;
    this.#choice = choice;
    this.#actions = actions;
    this.#date.value = today();
    find(this.#root, "[data-paper]").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
  }

  /** List the rows that were signed on paper. */
  show(rows: ListedRow[]): void {
    const signed = rows.filter(({ paper }) => paper);
    const template = find<HTMLTemplateElement>(this.#root, "[data-paper-entered] template").content;
    const items = signed.map((row, number) => {
      const item = find(template, "li").cloneNode(true) as HTMLElement;
      const words = find(item, "span");
      const button = find(item, "button");
      const about = { name: row.name, module: this.#phrases.module(row.module), day: this.#phrases.day(row.date) };
      words.append(this.#phrases.say("signed", about));
      words.id = `register-paper-entry-${number}`;
      button.setAttribute("aria-describedby", words.id);
      button.addEventListener("click", async () => {
        await this.#actions.remove(row);
        find(this.#root, signed.length > 1 ? "h2" : "summary").focus();
      });
      return item;
    });
    find(this.#root, "[data-paper-list]").replaceChildren(...items);
    find(this.#root, "[data-paper-entered]").hidden = items.length === 0;
  }

  /** Forget what was typed. */
  clear(): void {
    this.#date.value = today();
    this.#other.value = "";
    this.#choice.clear();
    this.#showError(null);
  }

  async #add(): Promise<void> {
    const ticked = this.#choice.ticked.map(({ name, role }): [string, string] => [name, role]);
    const other = this.#other.value.trim();
    const people = other ? [...ticked, [other, ""] as [string, string]] : ticked;
    const date = this.#date.value;
    this.#date.max = today();
    if (!date || !this.#date.checkValidity()) {
      this.#showError("date");
      this.#date.focus();
      return;
    }
    if (people.length === 0) {
      this.#showError("nobody");
      this.#other.focus();
      return;
    }
    this.#showError(null);
    try {
      await this.#actions.add({ people, date, module: find<HTMLSelectElement>(this.#root, "select").value });
      this.#other.value = "";
      this.#choice.clear();
    } catch {
      this.#showError("failed");
    }
  }

  get #date(): HTMLInputElement {
    return find<HTMLInputElement>(this.#root, "[data-paper-date]");
  }

  get #other(): HTMLInputElement {
    return find<HTMLInputElement>(this.#root, "[data-paper-other]");
  }

  #showError(error: "date" | "nobody" | "failed" | null): void {
    showOnly(this.#root, "data-paper-error", error);
    this.#date.setAttribute("aria-invalid", String(error === "date"));
    this.#other.setAttribute("aria-invalid", String(error === "nobody"));
  }
}
