/** The register's words, links and badges: they stand in a template in the page, so that no script has any of its own. */

import type { Reason } from "../engine/documents";
import { all, find } from "./dom";

export type Value = string | number | Node;

export class Phrases {
  /** By their names, with the titles of modules and scenarios among them. */
  readonly words: Record<string, string> = {};
  readonly #links = new Map<string, HTMLElement>();
  readonly #badges = new Map<string, HTMLElement>();
  readonly #collator: Intl.Collator;
  readonly #days: Intl.DateTimeFormat;
  readonly #numbers: Intl.NumberFormat;

  constructor(root: HTMLElement) {
    const { locale } = root.dataset;
    this.#collator = new Intl.Collator(locale, { numeric: true });
    this.#days = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
    this.#numbers = new Intl.NumberFormat(locale);
    const kept = find<HTMLTemplateElement>(root, "template[data-words]").content;
    for (const each of all(kept, "[data-word]")) this.words[each.dataset.word ?? ""] = each.textContent;
    for (const each of all(kept, "[data-titled]")) this.words[each.dataset.titled ?? ""] = each.textContent;
    for (const each of all(kept, "[data-link]")) this.#links.set(each.dataset.link ?? "", each);
    for (const each of all(kept, "[data-badge]")) this.#badges.set(each.dataset.badge ?? "", each);
  }

  /** A sentence with its {names} filled in. A text is set apart from what stands around it, whatever way it runs. */
  say(key: string, values: Record<string, Value> = {}): DocumentFragment {
    const said = document.createDocumentFragment();
    const parts = (this.words[`say_${key}`] ?? key).split(/\{(\w+)\}/);
    parts.forEach((part, index) => said.append(index % 2 === 0 ? part : this.#node(values[part] ?? "")));
    return said;
  }

  /** The like of so many of something: the sentence of one, or that of several. */
  count(key: string, count: number, values: Record<string, Value> = {}): DocumentFragment {
    return this.say(`${key}_${count === 1 ? "one" : "many"}`, { count, ...values });
  }

  /** Why a record does not hold, with links to what the reason names. */
  because({ name, ids }: Reason): DocumentFragment {
    const said = document.createDocumentFragment();
    said.append(this.words[`reason_${name}`] ?? name);
    ids.forEach((id, index) => said.append(index ? ", " : " ", this.link(id)));
    return said;
  }

  /** A link to a clause, a scenario or a module; the bare id of what this handbook does not have. */
  link(id: string): Node {
    return this.#links.get(id)?.cloneNode(true) ?? apart(id);
  }

  badge(name: string): Node {
    return this.#badges.get(name)?.cloneNode(true) ?? document.createTextNode(name);
  }

  module(id: string): string {
    return this.words[`module_${id}`] ?? id;
  }

  /** A day as people write it; empty where there is none. */
  day(iso: string): Node {
    if (!iso) return document.createTextNode("");
    const element = document.createElement("time");
    element.dateTime = iso;
    element.textContent = this.#days.format(new Date(`${iso}T12:00`));
    return element;
  }

  compare(one: string, other: string): number {
    return this.#collator.compare(one, other);
  }

  #node(value: Value): Node {
    if (typeof value === "number") return document.createTextNode(this.#numbers.format(value));
    return typeof value === "string" ? apart(value) : value;
  }
}

/** A text of somebody's own, such as a name: in its own direction, and never translated by a browser. */
export function apart(text: string): HTMLElement {
  const element = document.createElement("bdi");
  element.translate = false;
  element.textContent = text;
  return element;
}
