/** People who have left: the office takes them out of the register, and may put them back until it closes the page. */

import type { PeopleChoice } from "../../web/page/choosing";
import { find } from "../../web/page/dom";
import { isolated } from "../../web/page/phrases";

/** Takes people out, and lists them with a button to put them back. */
export class LeaversView {
  #root: HTMLElement;
  /** Names by key. */
  #left = new Map<string, string>();
  #changed: () => Promise<void>;

  /** Calls `changed` when somebody is taken out or put back; it resolves when the register shows that. */
  constructor(register: HTMLElement, choice: PeopleChoice, changed: () => Promise<void>) {
    this.#root = find(register, ".register-leavers");
    this.#changed = changed;
    find(this.#root, "[data-leavers]").addEventListener("submit", async (event) => {
      event.preventDefault();
      const leavers = choice.ticked;
      if (leavers.length === 0) return choice.focus();
      for (const { key, name } of leavers) this.#left.set(key, name);
      choice.clear();
      await this.#update();
    });
  }

  /** The names of those who were taken out. */
  get names(): string[] {
    return [...this.#left.values()];
  }

  clear(): void {
    this.#left.clear();
    this.#show();
  }

  async #update(): Promise<void> {
    await this.#changed();
    this.#show();
    find(this.#root, this.#left.size ? "h2" : "summary").focus();
  }

  #show(): void {
    const template = find<HTMLTemplateElement>(this.#root, "[data-left] template").content;
    const items = [...this.#left].map(([key, name], number) => {
      const item = find(template, "li").cloneNode(true) as HTMLElement;
      const words = find(item, "span");
      words.append(isolated(name));
      words.id = `register-left-${number}`;
      const button = find(item, "button");
      button.setAttribute("aria-describedby", words.id);
      button.addEventListener("click", async () => {
        this.#left.delete(key);
        await this.#update();
      });
      return item;
    });
    find(this.#root, "[data-left-list]").replaceChildren(...items);
    find(this.#root, "[data-left]").hidden = items.length === 0;
  }
}
