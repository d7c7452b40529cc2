/** The register held against the staff list: who has handed in nothing, and names that are not quite the same. */

import { all, find } from "../../web/page/dom";
import type { RegisterReply } from "../../web/engine/documents";
import { apart, type Phrases } from "../../web/page/phrases";

export class MissingView {
  #root: HTMLElement;
  #phrases: Phrases;
  #decide: (name: string, member: string | null) => Promise<void>;

  /** `decide`: the office says whose on the list a name on a record is, or with null takes it back. */
  constructor(root: HTMLElement, phrases: Phrases, decide: (name: string, member: string | null) => Promise<void>) {
    this.#root = root;
    this.#phrases = phrases;
    this.#decide = decide;
  }

  show({ nothing, strangers, doubles }: RegisterReply, same: Map<string, string>, given: boolean): void {
    const phrases = this.#phrases;
    this.#root.hidden = !given;
    const near = strangers.flatMap(([name, member]) =>
      member === null ? [] : [this.#asking("near", phrases.say("near", { name, member }), name, member)],
    );
    this.#list("near", near);
    this.#list("strangers", strangers.filter(([, member]) => member === null).map(([name]) => this.#item("plain", apart(name))));
    find(this.#root, "[data-part=strangers]").hidden = strangers.length === 0;
    this.#list(
      "same",
      [...same].map(([name, member]) => this.#asking("undo", phrases.say("same", { name, member }), name, null)),
    );
    this.#list("doubles", doubles.map((name) => this.#item("plain", apart(name))));
    this.#list(
      "nothing",
      nothing.map(({ name, role, reference }) => {
        const about = [role, reference].filter(Boolean);
        return this.#item("plain", apart(name), ...about.flatMap((each) => [" · ", apart(each)]));
      }),
    );
    find(this.#root, "[data-nothing-title]").replaceChildren(phrases.count("nothing", nothing.length));
    find(this.#root, "[data-part=all]").hidden = nothing.length > 0;
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

  /** A line with a button. What is decided takes the line to another list, and the focus goes there with it. */
  #asking(kind: string, said: Node, name: string, member: string | null): HTMLElement {
    const item = this.#item(kind, said);
    const button = find(item, "button");
    item.dataset.about = name;
    button.id = `register-${kind}-${this.#number(name)}`;
    const words = find(item, "span");
    words.id = `${button.id}-words`;
    button.setAttribute("aria-describedby", words.id);
    button.addEventListener("click", async () => {
      await this.#decide(name, member);
      const moved = all(this.#root, "[data-about]").find((each) => each.dataset.about === name);
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
