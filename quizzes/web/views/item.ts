/** One item: takes a response, waits for its outcome and shows the feedback, which is already in the page. */

import { showCount } from "../page/count";
import { all, find, showOnly } from "../page/dom";
import type { Grade, StepReply } from "../engine/documents";

/**
 * Adds behaviour to an interaction's native inputs. Called once for each form; returns a function to call after
 * a script has written a response into the inputs.
 */
export type Enhancer = (form: HTMLFormElement) => (response: string[]) => void;

/** Of a response with several parts, feedback on those with these verdicts is folded, because nothing was missed. */
const RIGHT_VERDICTS = ["right", "left", "holds"];

/** Called with the item's id when the reader submits, tries again or continues. */
export interface ItemEvents {
  answer(item: string, response: string[]): void;
  retry(item: string): void;
  proceed(item: string): void;
}

/** Shows one item in one of three states, with its form or with its outcome. */
export class ItemView {
  readonly id: string;
  #root: HTMLElement;
  #form: HTMLFormElement;
  #afterWrite: ((response: string[]) => void) | undefined;
  #badge: (grade: Grade) => Node;
  /** Elements that were moved to be shown, each with its original parent, in the order in which they were moved. */
  #moved: [Element, Element][] = [];
  #title = document.title;

  constructor(
    root: HTMLElement,
    enhancers: Record<string, Enhancer>,
    badge: (grade: Grade) => Node,
    events: ItemEvents,
  ) {
    this.#root = root;
    this.#form = find<HTMLFormElement>(root, "form[data-item]");
    this.id = this.#form.dataset.item ?? "";
    this.#badge = badge;
    this.#afterWrite = enhancers[this.#form.dataset.interaction ?? ""]?.(this.#form);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(events);
    });
    this.#form.addEventListener("change", () => this.#showError(false));
    find(root, "[data-retry]").addEventListener("click", () => events.retry(this.id));
    find(root, "[data-continue]").addEventListener("click", () => events.proceed(this.id));
  }

  /** Whether the reader has passed this item, is at it, or has not reached it yet. */
  set state(state: "past" | "current" | "ahead") {
    this.#root.dataset.state = state;
    showOnly(find(this.#root, "[data-retry]"), "data-label", state === "past" ? "change" : "retry");
    if (state === "past") find(this.#root, "[data-continue]").hidden = true;
  }

  /** The item's position in the reader's path, from 1. A scenario with only one item shows no number. */
  set number(number: number) {
    const element = this.#root.querySelector("[data-step-number]");
    if (element) element.textContent = String(number);
  }

  /** Show that the response waits for the engine or is being checked. Null shows neither. */
  showStatus(status: "waiting" | "checking" | null): void {
    showOnly(this.#form, "data-status", status);
    showOnly(this.#form, "data-label", status ? "checking" : "check");
  }

  /** Show the outcome of a step, or the form if there is none. `more` says whether the path continues after it. */
  show(step: StepReply | null, more: boolean): void {
    this.showStatus(null);
    this.#restoreMoved();
    if (!step) return this.edit();
    this.#write(step.response);
    this.#form.dataset.grade = step.grade;
    this.#lock(true);
    for (const [part, verdict] of step.feedback) this.#showFeedback(part, verdict);
    const right = this.#root.querySelector<HTMLElement>("[data-right]");
    if (right) right.hidden = find(right, "[data-right-shown]").childElementCount === 0;
    this.#move(`[data-citations="${this.id}"]`, "[data-citations-shown]");
    this.#move("[data-together]", "[data-together-shown]");
    this.#showOutcome(step);
    const first = this.#root.querySelector<HTMLDetailsElement>("[data-citations-shown] details");
    if (first) first.open = true;
    find(this.#root, "[data-answered]").hidden = false;
    find(this.#root, "[data-clauses]").hidden = false;
    const best = this.#root.querySelector<HTMLElement>("[data-best]");
    if (best) best.hidden = step.grade === "best";
    find(this.#root, "[data-after]").hidden = false;
    find(this.#root, "[data-continue]").hidden = !more;
    showOnly(find(this.#root, "[data-answers] > summary"), "data-label", "others");
  }

  /** Show the form, filled in with an earlier response. */
  prefill(response: string[] | null): void {
    this.showStatus(null);
    this.#restoreMoved();
    if (response) this.#write(response);
    this.edit();
  }

  /** Show the form for a new response. The latest response counts until the reader submits another. */
  edit(): void {
    delete this.#form.dataset.grade;
    this.#lock(false);
    this.#restoreMoved();
    find(this.#root, "[data-answered]").hidden = true;
    find(this.#root, "[data-after]").hidden = true;
    find(this.#root, "[data-clauses]").hidden = true;
    for (const panel of this.#root.querySelectorAll<HTMLDetailsElement>("details.panel")) panel.open = false;
    showOnly(find(this.#root, "[data-answers] > summary"), "data-label", "each");
  }

  /** Move the focus to the outcome, so that screen readers read it out, and show as much of it as fits. */
  focusOutcome(): void {
    const heading = find(this.#root, "[data-answered] > h3");
    heading.focus({ preventScroll: true });
    // The buttons after it too, if there is room; but always its beginning.
    find(this.#root, "[data-after]").scrollIntoView({ block: "nearest" });
    heading.scrollIntoView({ block: "nearest" });
  }

  /** Show an element of the scenario with this answer. The last answer of a path has those that belong to its end. */
  showEnd(element: HTMLElement): void {
    if (element.dataset.end === "next") find(this.#root, "[data-after]").prepend(element);
    else find(this.#root, `[data-${element.dataset.end}-shown]`).append(element);
  }

  focusForm(): void {
    (this.#inputs(":checked")[0] ?? this.#inputs("")[0])?.focus();
  }

  focusHeading(): void {
    find(this.#root, ".step-heading").focus();
  }

  /** Without marking, the button opens the graded answers instead. */
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
    const unanswered = this.#inputs(":invalid")[0] ?? (response.length === 0 ? this.#inputs("")[0] : undefined);
    this.#showError(unanswered !== undefined);
    if (unanswered) unanswered.focus();
    else events.answer(this.id, response);
  }

  /** A response that has been marked stays as it is until the reader tries again. */
  #lock(locked: boolean): void {
    find<HTMLFieldSetElement>(this.#form, "fieldset").disabled = locked;
  }

  #showError(shown: boolean): void {
    const error = find(this.#form, "[data-error]");
    error.hidden = !shown;
    document.title = shown ? `${error.dataset.error} ${this.#title}` : this.#title;
  }

  #inputs(filter: string): HTMLInputElement[] {
    return [...this.#form.querySelectorAll<HTMLInputElement>(`input${filter}`)];
  }

  /** Write a response into the inputs, as after a reload. */
  #write(response: string[]): void {
    for (const input of this.#inputs("")) input.checked = response.includes(input.value);
    this.#afterWrite?.(response);
    for (const input of this.#inputs(":checked")) {
      const chosen = this.#root.querySelector<HTMLElement>(`[data-said-of="${input.name}"]`);
      if (!chosen) continue;
      chosen.hidden = false;
      find(chosen, "[data-said]").textContent = input.labels?.[0]?.textContent ?? "";
    }
  }

  /** Show the feedback on one part of the response, and the citations that belong to that part. */
  #showFeedback(part: string, verdict: string): void {
    const key = `${this.id}-${part}`;
    const isFolded = RIGHT_VERDICTS.includes(verdict) && this.#root.querySelector("[data-right]") !== null;
    const feedback = this.#move(`[data-feedback="${key}"]`, isFolded ? "[data-right-shown]" : "[data-feedback-shown]");
    this.#move(`[data-citations="${key}"]`, "[data-citations-shown]");
    const shown = feedback?.querySelector("[data-verdict-shown]");
    if (!shown) return;
    const verdicts = find<HTMLTemplateElement>(this.#root, "template[data-verdicts]").content;
    shown.replaceChildren(find(verdicts, `[data-verdict-word="${verdict}"]`).cloneNode(true));
  }

  /** Show the grade of a response with several parts, and how many parts got each verdict. */
  #showOutcome(step: StepReply): void {
    const outcome = this.#root.querySelector<HTMLElement>("[data-outcome]");
    if (!outcome) return;
    outcome.dataset.gradeWord = step.grade;
    find(outcome, "[data-outcome-grade]").replaceChildren(this.#badge(step.grade));
    for (const part of all(outcome, "[data-tally]")) {
      const verdicts = part.dataset.tally?.split(" ") ?? [];
      const count = step.feedback.filter(([, verdict]) => verdicts.includes(verdict)).length;
      part.hidden = count === 0 && part !== part.parentElement?.firstElementChild;
      showCount(part, count);
    }
  }

  #move(selector: string, to: string): Element | null {
    const element = this.#root.querySelector(selector);
    const parent = element?.parentElement;
    if (!element || !parent) return null;
    this.#moved.push([element, parent]);
    find(this.#root, to).append(element);
    return element;
  }

  #restoreMoved(): void {
    for (const [element, parent] of this.#moved) parent.append(element);
    this.#moved = [];
    for (const verdict of all(this.#root, "[data-verdict-shown]")) verdict.replaceChildren();
    for (const chosen of all(this.#root, "[data-said-of]")) chosen.hidden = true;
    for (const citation of this.#root.querySelectorAll<HTMLDetailsElement>(".citation")) citation.open = false;
  }
}
