/** Compares the register with the staff list: who has handed in no record, and names that do not match exactly. */

import { all, find } from "../../web/page/dom";
import type { Findings } from "../../web/engine/documents";
import { isolated, type Phrases } from "../../web/page/phrases";

/** Shows the comparison, with buttons to match names. */
export class MissingView {
  #root: HTMLElement;
  #phrases: Phrases;
  #onDecide: (name: string, member: string | null) => Promise<void>;

  /** Calls `onDecide` to match a name on a record with a name on the staff list, or with null to undo a match. */
  constructor(root: HTMLElement, phrases: Phrases, onDecide: (name: string, member: string | null) => Promise<void>) {
    this.#root = root;
    this.#phrases = phrases;
    this.#onDecide = onDecide;
  }

  /** Show the comparison. `matches` are the names that were matched by hand. */
  show({ staff, nothing, all_in, strangers, doubles }: Findings, matches: Map<string, string>): void {
    const phrases = this.#phrases;
    this.#root.hidden = !staff?.people;
    const suggestions = strangers.flatMap(({ name, near }) =>
      near === null ? [] : [this.#itemWithButton("near", phrases.say("near", { name, member: near }), name, near)],
    );
    this.#list("near", suggestions);
    const unmatched = strangers.filter(({ near }) => near === null);
    this.#list("strangers", unmatched.map(({ name }) => this.#item("plain", isolated(name))));
    find(this.#root, "[data-part=strangers]").hidden = strangers.length === 0;
    this.#list(
      "same",
      [...matches].map(([name, member]) =>
        this.#itemWithButton("undo", phrases.say("same", { name, member }), name, null),
      ),
    );
    this.#list("doubles", doubles.map((name) => this.#item("plain", isolated(name))));
    this.#list(
      "nothing",
      nothing.map(({ name, role, reference }) => {
        const details = [role, reference].filter(Boolean);
        return this.#item("plain", isolated(name), ...details.flatMap((detail) => [" · ", isolated(detail)]));
      }),
    );
    find(this.#root, "[data-nothing-title]").replaceChildren(phrases.count("nothing", nothing.length));
    find(this.#root, "[data-part=all]").hidden = !all_in;
    find(this.#root, "[data-part=unread]").hidden = !staff?.unread.length;
  }

  #list(name: string, items: HTMLElement[]): void {
    const list = find(this.#root, `[data-list=${name}]`);
    list.replaceChildren(...items);
    (list.closest<HTMLElement>(`[data-part=${name}]`) ?? list).hidden = items.length === 0;
  }

  #item(kind: string, ...parts: (Node | string)[]): HTMLElement {
    const template = find<HTMLTemplateElement>(this.#root, `[data-item=${kind}]`).content;
    const item = find(template, "li").cloneNode(true) as HTMLElement;
    find(item, "span").append(...parts);
    return item;
  }

  /** Make an item with a button. A decision moves the item to another list, and the focus follows it. */
  #itemWithButton(kind: string, sentence: Node, name: string, member: string | null): HTMLElement {
    const item = this.#item(kind, sentence);
    const button = find(item, "button");
    item.dataset.about = name;
    button.id = `register-${kind}-${this.#number(name)}`;
    const words = find(item, "span");
    words.id = `${button.id}-words`;
    button.setAttribute("aria-describedby", words.id);
    button.addEventListener("click", async () => {
      await this.#onDecide(name, member);
      const moved = all(this.#root, "[data-about]").find((element) => element.dataset.about === name);
      (moved?.querySelector("button") ?? find(this.#root, "h3")).focus();
    });
    return item;
  }

  #numbers = new Map<string, number>();

  #number(name: string): number {
    const number = this.#numbers.get(name) ?? this.#numbers.size + 1;
    this.#numbers.set(name, number);
    return number;
  }
}
