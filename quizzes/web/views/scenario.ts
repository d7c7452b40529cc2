/** One scenario: which of its items is at hand, the path taken, and what is shown at its end. */

import { all, find } from "../page/dom";
import { ItemView, type Arranger } from "./item";
import type { Grade, ScenarioReply } from "../engine/documents";

export interface ScenarioEvents {
  answer(scenario: string, item: string, response: string[]): void;
}

export class ScenarioView {
  readonly id: string;
  readonly root: HTMLElement;
  #items: ItemView[];
  #outcome: ScenarioReply | null = null;
  #badge: (grade: Grade) => Node;

  constructor(
    root: HTMLElement,
    arrangers: Record<string, Arranger>,
    badge: (grade: Grade) => Node,
    events: ScenarioEvents,
  ) {
    this.root = root;
    this.id = root.dataset.scenario ?? "";
    this.#badge = badge;
    this.#items = all(root, "[data-step]").map(
      (step) =>
        new ItemView(step, arrangers, badge, {
          answer: (item, response) => events.answer(this.id, item, response),
          retry: (item) => this.#retry(item),
          proceed: (item) => this.#proceed(item),
        }),
    );
    this.#arrange(this.#items[0]?.id ?? "");
  }

  item(id: string): ItemView {
    const item = this.#items.find((each) => each.id === id);
    if (!item) throw new Error(`the page has no item ${id}`);
    return item;
  }

  /** Show what the engine says of it; the item answered last is at hand. */
  show(outcome: ScenarioReply): void {
    this.#outcome = outcome;
    const changed = this.root.querySelector<HTMLElement>("[data-scenario-changed]");
    if (changed) changed.hidden = !outcome.changed;
    for (const item of this.#items) {
      const step = outcome.path.find((each) => each.item === item.id) ?? null;
      // What has changed since is to be taken again, with the earlier answers to begin from.
      if (outcome.changed) item.suggest(step?.response ?? null);
      else item.show(step, step === outcome.path.at(-1) && !outcome.completed);
    }
    this.#arrange((outcome.changed ? null : outcome.path.at(-1)?.item) ?? this.#items[0]?.id ?? "");
    this.#showEnd(outcome);
  }

  /** Without marking nothing says which step follows, so all are open. */
  showUnavailable(): void {
    this.#items.forEach((item, index) => {
      item.state = "current";
      item.number = index + 1;
      item.showUnavailable();
    });
  }

  #arrange(current: string): void {
    const path = this.#outcome?.path.map((step) => step.item) ?? [];
    const before = path.includes(current) ? path.slice(0, path.indexOf(current)) : path;
    for (const item of this.#items) {
      item.state = item.id === current ? "current" : before.includes(item.id) ? "past" : "ahead";
      item.number = item.id === current ? before.length + 1 : before.indexOf(item.id) + 1;
    }
  }

  #retry(id: string): void {
    this.item(id).edit();
    this.#arrange(id);
    this.#hideEnd();
    this.item(id).focusForm();
  }

  #proceed(id: string): void {
    if (this.#outcome?.path.at(-1)?.item !== id || !this.#outcome.next) return;
    this.#arrange(this.#outcome.next);
    this.item(this.#outcome.next).focusHeading();
  }

  #hideEnd(): void {
    delete this.root.dataset.completed;
    const path = this.root.querySelector<HTMLElement>("[data-path]");
    if (path) path.hidden = true;
  }

  #showEnd(outcome: ScenarioReply): void {
    this.#hideEnd();
    if (!outcome.completed || !outcome.grade) return;
    this.root.dataset.completed = "";
    const afterwards = this.root.querySelector<HTMLDetailsElement>("[data-afterwards]");
    if (afterwards) afterwards.open = true;
    const path = this.root.querySelector<HTMLElement>("[data-path]");
    if (!path) return;
    path.hidden = false;
    find(path, "[data-path-grade]").replaceChildren(this.#badge(outcome.grade));
  }
}
