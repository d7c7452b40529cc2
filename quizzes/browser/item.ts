/** One item: takes a response, waits for its outcome, and reveals the feedback that is in the page already. */

import { all, find, showOnly } from "./dom";
import type { Step } from "./wire";

/** How an interaction's fields become a response and back; one a kind of interaction. */
export interface Fields {
  read(form: HTMLFormElement): string[];
  write(form: HTMLFormElement, response: string[]): void;
}

export interface ItemEvents {
  answer(item: string, response: string[]): void;
  retry(item: string): void;
  proceed(item: string): void;
}

export class ItemView {
  readonly id: string;
  #root: HTMLElement;
  #form: HTMLFormElement;
  #fields: Fields;
  #title = document.title;

  constructor(root: HTMLElement, fields: (interaction: string) => Fields, events: ItemEvents) {
    this.#root = root;
    this.#form = find<HTMLFormElement>(root, "form[data-item]");
    this.id = this.#form.dataset.item ?? "";
    this.#fields = fields(this.#form.dataset.interaction ?? "");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(events);
    });
    this.#form.addEventListener("change", () => this.#showError(false));
    find(root, "[data-retry]").addEventListener("click", () => events.retry(this.id));
    find(root, "[data-continue]").addEventListener("click", () => events.proceed(this.id));
  }

  /** Where the item stands in its scenario: answered before, at hand, or not yet come to. */
  set state(state: "past" | "current" | "ahead") {
    this.#root.dataset.state = state;
    showOnly(find(this.#root, "[data-retry]"), "data-label", state === "past" ? "change" : "retry");
    if (state === "past") find(this.#root, "[data-continue]").hidden = true;
  }

  /** Which step of the reader's own path it is, counted from 1; a scenario of one item shows no number. */
  set number(number: number) {
    const shown = this.#root.querySelector("[data-step-number]");
    if (shown) shown.textContent = String(number);
  }

  /** Say that the response waits for the engine, or is with it; null when it no longer does. */
  showStatus(status: "waiting" | "checking" | null): void {
    showOnly(this.#form, "data-status", status);
    showOnly(this.#form, "data-label", status ? "checking" : "check");
  }

  /** Show the outcome that stands, or the empty form. `more`: the path goes on after this item. */
  show(step: Step | null, more: boolean): void {
    this.showStatus(null);
    this.#putBack();
    if (!step) return this.edit();
    this.#fields.write(this.#form, step.response);
    this.#form.dataset.grade = step.grade;
    for (const option of step.feedback) {
      const key = `${this.id}-${option}`;
      find(this.#root, "[data-feedback-shown]").append(find(this.#root, `[data-feedback="${key}"]`));
      find(this.#root, "[data-citations-shown]").append(find(this.#root, `[data-citations="${key}"]`));
    }
    const first = this.#root.querySelector<HTMLDetailsElement>("[data-citations-shown] details");
    if (first) first.open = true;
    find(this.#root, "[data-answered]").hidden = false;
    find(this.#root, "[data-best]").hidden = step.grade === "best";
    find(this.#root, "[data-after]").hidden = false;
    find(this.#root, "[data-continue]").hidden = !more;
    showOnly(find(this.#root, "[data-answers] > summary"), "data-label", "others");
  }

  /** Open the form for another response; the one that stands keeps standing until then. */
  edit(): void {
    delete this.#form.dataset.grade;
    this.#putBack();
    find(this.#root, "[data-answered]").hidden = true;
    find(this.#root, "[data-after]").hidden = true;
    find<HTMLDetailsElement>(this.#root, "[data-answers]").open = false;
    showOnly(find(this.#root, "[data-answers] > summary"), "data-label", "each");
  }

  focusOutcome(): void {
    find(this.#root, "[data-answered] > h3").focus();
  }

  focusForm(): void {
    (this.#form.querySelector<HTMLElement>("input:checked") ?? find(this.#form, "input")).focus();
  }

  focusHeading(): void {
    find(this.#root, ".step-heading").focus();
  }

  /** Marking is not to be had: the button opens the graded answers instead. */
  showUnavailable(): void {
    showOnly(this.#form, "data-status", null);
    showOnly(this.#form, "data-label", "show");
  }

  #submit(events: ItemEvents): void {
    if (document.documentElement.dataset.engine === "unavailable") {
      const answers = find<HTMLDetailsElement>(this.#root, "[data-answers]");
      answers.open = true;
      find(answers, "summary").focus();
      return;
    }
    const response = this.#fields.read(this.#form);
    this.#showError(response.length === 0);
    if (response.length === 0) this.focusForm();
    else events.answer(this.id, response);
  }

  #showError(shown: boolean): void {
    const error = find(this.#form, "[data-error]");
    error.hidden = !shown;
    document.title = shown ? `${error.dataset.error} ${this.#title}` : this.#title;
  }

  #putBack(): void {
    for (const answer of all(this.#root, "[data-answer]")) {
      const key = `${this.id}-${answer.dataset.answer}`;
      const citations = find(this.#root, `[data-citations="${key}"]`);
      answer.append(find(this.#root, `[data-feedback="${key}"]`), citations);
      for (const citation of citations.querySelectorAll("details")) citation.open = false;
    }
  }
}
