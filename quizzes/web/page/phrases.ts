/** The register's UI strings, links and badges, from a template in the page. Scripts contain none. */

import type { Reason, Standing } from "../engine/documents";
import { all, find } from "./dom";

export type Value = string | number | Node;

/** Fills in the register's sentences, and formats dates and numbers in the page's language. */
export class Phrases {
  /** UI strings by name, plus titles of modules and scenarios by id. */
  readonly words: Record<string, string> = {};
  readonly #links = new Map<string, HTMLElement>();
  readonly #badges = new Map<string, HTMLElement>();
  readonly #collator: Intl.Collator;
  readonly #days: Intl.DateTimeFormat;
  readonly #numbers: Intl.NumberFormat;
  readonly #plurals: Intl.PluralRules;

  constructor(root: HTMLElement) {
    const { locale } = root.dataset;
    this.#collator = new Intl.Collator(locale, { numeric: true });
    this.#days = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
    this.#numbers = new Intl.NumberFormat(locale);
    this.#plurals = new Intl.PluralRules(locale);
    const contents = find<HTMLTemplateElement>(root, "template[data-words]").content;
    for (const word of all(contents, "[data-word]")) this.words[word.dataset.word ?? ""] = word.textContent;
    for (const title of all(contents, "[data-titled]")) this.words[title.dataset.titled ?? ""] = title.textContent;
    for (const element of all(contents, "[data-link]")) this.#links.set(element.dataset.link ?? "", element);
    for (const element of all(contents, "[data-standing]")) {
      this.#badges.set(element.dataset.standing ?? "", element);
    }
  }

  /** Return a sentence with its {names} filled in. Text values are isolated from the sentence's direction. */
  say(key: string, values: Record<string, Value> = {}): DocumentFragment {
    const fragment = document.createDocumentFragment();
    const parts = (this.words[`say_${key}`] ?? key).split(/\{(\w+)\}/);
    parts.forEach((part, index) => fragment.append(index % 2 === 0 ? part : this.#node(values[part] ?? "")));
    return fragment;
  }

  /** Like `say`, with the form of the sentence that fits the number. A sentence without forms fits all numbers. */
  count(key: string, count: number, values: Record<string, Value> = {}): DocumentFragment {
    const form = [this.#plurals.select(count), "other"].find((name) => `say_${key}/${name}` in this.words);
    return this.say(form ? `${key}/${form}` : key, { count, ...values });
  }

  /** Return why a record does not hold, with links to the clauses or scenarios. */
  because({ name, ids }: Reason): DocumentFragment {
    const fragment = document.createDocumentFragment();
    fragment.append(this.words[`reason_${name}`] ?? name);
    ids.forEach((id, index) => fragment.append(index ? ", " : " ", this.link(id)));
    return fragment;
  }

  /** Return a link to a clause, a scenario or a module, or the id alone if this handbook does not have it. */
  link(id: string): Node {
    return this.#links.get(id)?.cloneNode(true) ?? isolated(id);
  }

  /** Return the badge for a standing. */
  badge(standing: Standing): Node {
    return this.#badges.get(standing)?.cloneNode(true) ?? document.createTextNode(standing);
  }

  /** Return a module's title. */
  module(id: string): string {
    return this.words[`module_${id}`] ?? id;
  }

  /** Return a date in the page's language; an empty date gives an empty text. */
  day(iso: string): Node {
    if (!iso) return document.createTextNode("");
    const element = document.createElement("time");
    element.dateTime = iso;
    element.textContent = this.#days.format(new Date(`${iso}T12:00`));
    return element;
  }

  /** Compare two texts for sorting, as people sort them. */
  compare(first: string, second: string): number {
    return this.#collator.compare(first, second);
  }

  #node(value: Value): Node {
    if (typeof value === "number") return document.createTextNode(this.#numbers.format(value));
    return typeof value === "string" ? isolated(value) : value;
  }
}

/** Wrap a text that somebody typed, such as a name. It keeps its own direction, and browsers do not translate it. */
export function isolated(text: string): HTMLElement {
  const element = document.createElement("bdi");
  element.translate = false;
  element.textContent = text;
  return element;
}

/** Remove case and accents, because people often search without them. */
export function normalise(text: string): string {
  return text.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase();
}
