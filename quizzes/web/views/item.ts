/** One item: takes a response, waits for its outcome, and reveals the feedback that is in the page already. */

import { all, find, showOnly } from "../page/dom";
import type { Grade, StepReply } from "../engine/documents";

/**
 * What an interaction needs beside its native inputs. Called once a form; what it returns is called whenever a
 * response has been put into the inputs.
 */
export type Arranger = (form: HTMLFormElement) => (response: string[]) => void;

export interface ItemEvents {
  answer(item: string, response: string[]): void;
  retry(item: string): void;
  proceed(item: string): void;
}

export class ItemView {
  readonly id: string;
  #root: HTMLElement;
  #form: HTMLFormElement;
  #arrange: ((response: string[]) => void) | undefined;
  #badge: (grade: Grade) => Node;
  /** What was moved to be shown, each with the place that it was taken from, in the order of taking. */
  #moved: [Element, Element][] = [];
  #title = document.title;

  constructor(
    root: HTMLElement,
    arrangers: Record<string, Arranger>,
    badge: (grade: Grade) => Node,
    events: ItemEvents,
  ) {
    this.#root = root;
    this.#form = find<HTMLFormElement>(root, "form[data-item]");
    this.id = this.#form.dataset.item ?? "";
    this.#badge = badge;
    this.#arrange = arrangers[this.#form.dataset.interaction ?? ""]?.(this.#form);
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
  show(step: StepReply | null, more: boolean): void {
    this.showStatus(null);
    this.#putBack();
    if (!step) return this.edit();
    this.#write(step.response);
    this.#form.dataset.grade = step.grade;
    for (const [part, verdict] of step.feedback) this.#showFeedback(part, verdict);
    this.#move(`[data-citations="${this.id}"]`, "[data-citations-shown]");
    this.#move("[data-together]", "[data-together-shown]");
    this.#showOutcome(step);
    const first = this.#root.querySelector<HTMLDetailsElement>("[data-citations-shown] details");
    if (first) first.open = true;
    find(this.#root, "[data-answered]").hidden = false;
    const best = this.#root.querySelector<HTMLElement>("[data-best]");
    if (best) best.hidden = step.grade === "best";
    find(this.#root, "[data-after]").hidden = false;
    find(this.#root, "[data-continue]").hidden = !more;
    showOnly(find(this.#root, "[data-answers] > summary"), "data-label", "others");
  }

  /** Open the form with a response in it that was given before. */
  suggest(response: string[] | null): void {
    this.showStatus(null);
    this.#putBack();
    if (response) this.#write(response);
    this.edit();
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
    (this.#inputs(":checked")[0] ?? this.#inputs("")[0])?.focus();
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
    const response = this.#inputs(":checked").map((input) => input.value);
    const gap = this.#inputs(":invalid")[0] ?? (response.length === 0 ? this.#inputs("")[0] : undefined);
    this.#showError(gap !== undefined);
    if (gap) gap.focus();
    else events.answer(this.id, response);
  }

  #showError(shown: boolean): void {
    const error = find(this.#form, "[data-error]");
    error.hidden = !shown;
    document.title = shown ? `${error.dataset.error} ${this.#title}` : this.#title;
  }

  #inputs(which: string): HTMLInputElement[] {
    return [...this.#form.querySelectorAll<HTMLInputElement>(`input${which}`)];
  }

  /** Put a response back into the fields, as after a reload. */
  #write(response: string[]): void {
    for (const input of this.#inputs("")) input.checked = response.includes(input.value);
    this.#arrange?.(response);
    for (const input of this.#inputs(":checked")) {
      const said = this.#root.querySelector<HTMLElement>(`[data-said-of="${input.name}"]`);
      if (!said) continue;
      said.hidden = false;
      find(said, "[data-said]").textContent = input.labels?.[0]?.textContent ?? "";
    }
  }

  /** Show the words for one part of the response, and what they rest on where that is its own. */
  #showFeedback(part: string, verdict: string): void {
    const key = `${this.id}-${part}`;
    const feedback = this.#move(`[data-feedback="${key}"]`, "[data-feedback-shown]");
    this.#move(`[data-citations="${key}"]`, "[data-citations-shown]");
    const shown = feedback?.querySelector("[data-verdict-shown]");
    if (!shown) return;
    const verdicts = find<HTMLTemplateElement>(this.#root, "template[data-verdicts]").content;
    shown.replaceChildren(find(verdicts, `[data-verdict-word="${verdict}"]`).cloneNode(true));
  }

  /** Of a response with many parts: its grade, and how many parts got which verdict. */
  #showOutcome(step: StepReply): void {
    const outcome = this.#root.querySelector<HTMLElement>("[data-outcome]");
    if (!outcome) return;
    outcome.dataset.gradeWord = step.grade;
    find(outcome, "[data-outcome-grade]").replaceChildren(this.#badge(step.grade));
    for (const part of all(outcome, "[data-tally]")) {
      const counted = part.dataset.tally?.split(" ") ?? [];
      const count = step.feedback.filter(([, verdict]) => counted.includes(verdict)).length;
      part.hidden = count === 0 && part !== part.parentElement?.firstElementChild;
      find(part, "[data-count]").textContent = String(count);
    }
  }

  #move(selector: string, to: string): Element | null {
    const element = this.#root.querySelector(selector);
    const home = element?.parentElement;
    if (!element || !home) return null;
    this.#moved.push([element, home]);
    find(this.#root, to).append(element);
    return element;
  }

  #putBack(): void {
    for (const [element, home] of this.#moved) home.append(element);
    this.#moved = [];
    for (const each of all(this.#root, "[data-verdict-shown]")) each.replaceChildren();
    for (const each of all(this.#root, "[data-said-of]")) each.hidden = true;
    for (const citation of this.#root.querySelectorAll<HTMLDetailsElement>(".citation")) citation.open = false;
  }
}
