/** One scenario: its current item, the path taken, and the end. */

import { all, find } from "../page/dom";
import { ItemView, type Enhancer } from "./item";
import type { Grade, ScenarioReply } from "../engine/documents";

export interface ScenarioEvents {
  answer(scenario: string, item: string, response: string[]): void;
  leaveOut(scenario: string): void;
}

/** Shows one scenario. Only the current item is open. */
export class ScenarioView {
  readonly id: string;
  readonly root: HTMLElement;
  #items: ItemView[];
  #outcome: ScenarioReply | null = null;
  #badge: (grade: Grade) => Node;
  /** What is in the place of a scenario that is left out, or null if it has to be answered. */
  #instead: HTMLElement | null;
  /** Whether the reader left it out and has opened it after all. */
  #isWanted = false;
  /** Elements that are shown with the last answer, each with the comment that keeps its place. */
  #moved: [HTMLElement, Comment][] = [];

  constructor(
    root: HTMLElement,
    enhancers: Record<string, Enhancer>,
    badge: (grade: Grade) => Node,
    events: ScenarioEvents,
  ) {
    this.root = root;
    this.id = root.dataset.scenario ?? "";
    this.#badge = badge;
    this.#instead = root.querySelector<HTMLElement>("[data-when-left-out]");
    this.#items = all(root, "[data-step]").map(
      (step) =>
        new ItemView(step, enhancers, badge, {
          answer: (item, response) => events.answer(this.id, item, response),
          retry: (item) => this.#retry(item),
          proceed: (item) => this.#proceed(item),
        }),
    );
    this.#setCurrent(this.#items[0]?.id ?? "");
    this.#offerLeavingOut(events);
  }

  item(id: string): ItemView {
    const item = this.#items.find((view) => view.id === id);
    if (!item) throw new Error(`the page has no item ${id}`);
    return item;
  }

  /** Show the engine's reply about this scenario. The item answered last becomes the current one. */
  show(outcome: ScenarioReply): void {
    this.#outcome = outcome;
    if (outcome.left_out || outcome.path.length > 0) this.#showLeftOut(outcome.left_out && !this.#isWanted);
    const changed = this.root.querySelector<HTMLElement>("[data-scenario-changed]");
    if (changed) changed.hidden = !outcome.changed;
    for (const item of this.#items) {
      const step = outcome.path.find(({ item: id }) => id === item.id) ?? null;
      // A scenario that has changed has to be answered again, starting from the earlier responses.
      if (outcome.changed) item.prefill(step?.response ?? null);
      else item.show(step, step === outcome.path.at(-1) && !outcome.completed);
    }
    this.#setCurrent((outcome.changed ? null : outcome.path.at(-1)?.item) ?? this.#items[0]?.id ?? "");
    this.#showEnd(outcome);
  }

  /** Open an item with a response that is not marked yet. Returns false if the scenario has no such item. */
  prefill(id: string, response: string[]): boolean {
    const item = this.#items.find((view) => view.id === id);
    if (!item) return false;
    this.#setCurrent(id);
    this.#hideEnd();
    item.prefill(response);
    return true;
  }

  /** Open all items, because without marking nothing decides which step comes next. */
  showUnavailable(): void {
    this.#items.forEach((item, index) => {
      item.state = "current";
      item.number = index + 1;
      item.showUnavailable();
    });
  }

  #setCurrent(current: string): void {
    const path = this.#outcome?.path.map((step) => step.item) ?? [];
    const before = path.includes(current) ? path.slice(0, path.indexOf(current)) : path;
    this.#items.forEach((item, index) => {
      item.state = item.id === current ? "current" : before.includes(item.id) ? "past" : "ahead";
      // Steps that the path has not reached are numbered too, because they are printed.
      const place = [...before, current].indexOf(item.id);
      item.number = (place < 0 ? index : place) + 1;
    });
  }

  #retry(id: string): void {
    this.item(id).edit();
    this.#setCurrent(id);
    this.#hideEnd();
    this.item(id).focusForm();
  }

  #proceed(id: string): void {
    if (this.#outcome?.path.at(-1)?.item !== id || !this.#outcome.next) return;
    this.#setCurrent(this.#outcome.next);
    this.item(this.#outcome.next).focusHeading();
  }

  #hideEnd(): void {
    delete this.root.dataset.completed;
    for (const [element, place] of this.#moved) place.replaceWith(element);
    this.#moved = [];
    const path = this.root.querySelector<HTMLElement>("[data-end=path]");
    if (path) path.hidden = true;
  }

  /** Let readers leave out a scenario with a content note. Who to tell is shown in its place. */
  #offerLeavingOut(events: ScenarioEvents): void {
    if (!this.#instead) return;
    const heading = find(this.#instead, "h3");
    find(this.root, "[data-leave-out]").addEventListener("click", (event) => {
      event.preventDefault();
      this.#isWanted = false;
      this.#showLeftOut(true);
      heading.focus();
      events.leaveOut(this.id);
    });
    find(this.root, "[data-take-after-all]").addEventListener("click", () => {
      this.#isWanted = true;
      this.#showLeftOut(false);
      find(this.root, "h2").focus();
    });
  }

  #showLeftOut(leftOut: boolean): void {
    if (!this.#instead) return;
    this.root.toggleAttribute("data-left-out", leftOut);
    this.#instead.hidden = !leftOut;
    find(this.root, "[data-take-after-all]").hidden = !leftOut;
  }

  #showEnd(outcome: ScenarioReply): void {
    this.#hideEnd();
    if (!outcome.completed || !outcome.grade) return;
    this.root.dataset.completed = "";
    const path = this.root.querySelector<HTMLElement>("[data-end=path]");
    if (path) {
      path.hidden = false;
      find(path, "[data-path-grade]").replaceChildren(this.#badge(outcome.grade));
    }
    const last = this.item(outcome.path.at(-1)?.item ?? "");
    for (const element of all(this.root, "[data-end]")) {
      const place = document.createComment("");
      element.replaceWith(place);
      last.showEnd(element);
      this.#moved.push([element, place]);
    }
  }
}
