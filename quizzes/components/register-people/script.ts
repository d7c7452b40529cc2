/** A choice of people: a box for everybody in the register or on the staff list, and a field to find a name. */

import type { Person } from "../../web/engine/documents";
import { all, find } from "../../web/page/dom";
import { isolated, normalise, type Phrases } from "../../web/page/phrases";

/** Shows the people, and knows who is ticked. */
export class PeopleView {
  #root: HTMLElement;
  #phrases: Phrases;
  #id: string;
  #people = new Map<string, Person>();
  #boxes = new Map<string, HTMLInputElement>();

  constructor(root: HTMLElement, phrases: Phrases) {
    this.#root = root;
    this.#phrases = phrases;
    const field = find<HTMLInputElement>(root, "[data-choice-find]");
    this.#id = field.id.replace(/-find$/, "");
    field.addEventListener("input", () => this.#filter());
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it finds names, and sends nothing
    });
    find(root, "[data-choice-list]").addEventListener("change", () => this.#count());
  }

  /** The ticked people, those that the field hides included. */
  get ticked(): Person[] {
    return [...this.#people.values()].filter(({ key }) => this.#boxes.get(key)?.checked);
  }

  /** Show these people. Whoever was ticked stays ticked. */
  show(people: Person[]): void {
    if (isSame([...this.#people.values()], people)) return; // or the focus would leave the list
    const ticked = new Set(this.ticked.map(({ key }) => key));
    this.#people = new Map(people.map((person) => [person.key, person]));
    this.#boxes.clear();
    const template = find<HTMLTemplateElement>(this.#root, "template").content;
    const sorted = [...this.#people.values()].sort((one, other) => this.#phrases.compare(one.name, other.name));
    const items = sorted.map((person, number) => {
      const item = find(template, "li").cloneNode(true) as HTMLElement;
      const box = find<HTMLInputElement>(item, "input");
      const label = find<HTMLLabelElement>(item, "label");
      box.id = label.htmlFor = `${this.#id}-${number}`;
      box.checked = ticked.has(person.key);
      label.append(isolated(person.name), ...(person.role ? [" · ", isolated(person.role)] : []));
      if (person.is_stranger) label.append(" · ", this.#phrases.say("stranger"));
      item.dataset.text = normalise(label.textContent);
      this.#boxes.set(person.key, box);
      return item;
    });
    find(this.#root, "[data-choice-list]").replaceChildren(...items);
    find(this.#root, "[data-choice-none]").hidden = items.length > 0;
    find(this.#root, "[data-choice-some]").hidden = items.length === 0;
    this.#filter();
  }

  /** Untick everybody, and show everybody again. */
  clear(): void {
    for (const box of this.#boxes.values()) box.checked = false;
    find<HTMLInputElement>(this.#root, "[data-choice-find]").value = "";
    this.#filter();
  }

  /** Move the focus to the first box that is shown, if there is one. */
  focus(): void {
    this.#root.querySelector<HTMLElement>("li:not([hidden]) input")?.focus();
  }

  #filter(): void {
    const terms = normalise(find<HTMLInputElement>(this.#root, "[data-choice-find]").value).split(" ").filter(Boolean);
    for (const item of all(this.#root, "li")) {
      item.hidden = !terms.every((term) => (item.dataset.text ?? "").includes(term));
    }
    this.#count();
  }

  #count(): void {
    const words = this.#phrases.count("ticked", this.ticked.length);
    find(this.#root, "[data-choice-count]").replaceChildren(words);
  }
}

function isSame(some: Person[], others: Person[]): boolean {
  const isEqual = ({ key, name, role, is_stranger: stranger }: Person, other?: Person): boolean =>
    key === other?.key && name === other.name && role === other.role && stranger === other.is_stranger;
  return some.length === others.length && some.every((person, index) => isEqual(person, others[index]));
}
