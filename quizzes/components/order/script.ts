/** *order*: ticking a step adds it to the end of the reader's list, where two buttons move it up and down. */

import { all, find } from "../../web/page/dom";

/** Set up a form. The returned function puts a response's steps into the reader's list. */
export function orderSteps(form: HTMLFormElement): (response: string[]) => void {
  const answer = find(form, "[data-own]");
  const chosen = find(answer, "ol");
  const remaining = find(form, "ul");
  const status = find(form, "[role=status]");
  answer.hidden = false;

  form.addEventListener("change", ({ target }) => {
    const step = target instanceof HTMLInputElement && target.closest<HTMLElement>("li");
    if (!step) return;
    move(step, target.checked);
    target.focus({ preventScroll: true });
    announce(step, target.checked ? "moved" : "takenOut");
  });

  form.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest<HTMLElement>("[data-move]");
    const step = button && button.closest<HTMLElement>("li");
    if (!step) return;
    const up = button.dataset.move === "-1";
    const neighbour = up ? step.previousElementSibling : step.nextElementSibling;
    if (!neighbour) return;
    if (up) neighbour.before(step);
    else neighbour.after(step);
    refresh();
    button.focus();
    announce(step, "moved");
  });

  /** Move a step into the reader's list, or back to its original place among the others. */
  function move(step: HTMLElement, taken: boolean): void {
    const position = (element: Element): number => Number((element as HTMLElement).dataset.place);
    if (taken) chosen.append(step);
    else {
      const next = [...remaining.children].find((other) => position(other) > position(step));
      remaining.insertBefore(step, next ?? null);
    }
    refresh();
  }

  function refresh(): void {
    find(answer, "[data-none]").hidden = chosen.children.length > 0;
    for (const step of all(remaining, "li")) find(step, ".order-moves").hidden = true;
    for (const step of all(chosen, "li")) {
      find(step, ".order-moves").hidden = false;
      // A `disabled` button would lose the focus just after it was pressed.
      const ends = { "-1": chosen.firstElementChild, "1": chosen.lastElementChild };
      for (const [move, end] of Object.entries(ends)) {
        find(step, `[data-move="${move}"]`).setAttribute("aria-disabled", String(step === end));
      }
    }
  }

  function announce(step: HTMLElement, message: "moved" | "takenOut"): void {
    const steps = [...chosen.children];
    const text = (status.dataset[message] ?? "")
      .replace("{step}", String(steps.indexOf(step) + 1))
      .replace("{total}", String(steps.length));
    status.textContent = `${find(step, "label").textContent}: ${text}`;
  }

  return (response) => {
    for (const step of all(form, "li")) move(step, false);
    for (const value of response) {
      const step = find(form, `[value="${value}"]`).closest<HTMLElement>("li");
      if (step) move(step, true);
    }
  };
}
