/** *order*: a step that is ticked joins the reader's list at its end; two buttons move it there. */

import { all, find } from "../../web/page/dom";

export function orderSteps(form: HTMLFormElement): (response: string[]) => void {
  const own = find(form, "[data-own]");
  const chosen = find(own, "ol");
  const rest = find(form, "ul");
  const status = find(form, "[role=status]");
  own.hidden = false;

  form.addEventListener("change", ({ target }) => {
    const step = target instanceof HTMLInputElement && target.closest<HTMLElement>("li");
    if (!step) return;
    place(step, target.checked);
    target.focus({ preventScroll: true });
    say(step, target.checked ? "moved" : "takenOut");
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
    say(step, "moved");
  });

  /** Into the reader's list, or back to where it stood at first. */
  function place(step: HTMLElement, taken: boolean): void {
    const number = (each: Element): number => Number((each as HTMLElement).dataset.place);
    if (taken) chosen.append(step);
    else rest.insertBefore(step, [...rest.children].find((each) => number(each) > number(step)) ?? null);
    refresh();
  }

  function refresh(): void {
    find(own, "[data-none]").hidden = chosen.children.length > 0;
    for (const step of all(rest, "li")) find(step, ".order-moves").hidden = true;
    for (const step of all(chosen, "li")) {
      find(step, ".order-moves").hidden = false;
      // Not `disabled`, which would take the focus from the one who has just pressed it.
      const ends = { "-1": chosen.firstElementChild, "1": chosen.lastElementChild };
      for (const [move, end] of Object.entries(ends)) {
        find(step, `[data-move="${move}"]`).setAttribute("aria-disabled", String(step === end));
      }
    }
  }

  function say(step: HTMLElement, what: "moved" | "takenOut"): void {
    const steps = [...chosen.children];
    const words = (status.dataset[what] ?? "")
      .replace("{step}", String(steps.indexOf(step) + 1))
      .replace("{total}", String(steps.length));
    status.textContent = `${find(step, "label").textContent}: ${words}`;
  }

  return (response) => {
    for (const step of all(form, "li")) place(step, false);
    for (const value of response) {
      const step = find(form, `[value="${value}"]`).closest<HTMLElement>("li");
      if (step) place(step, true);
    }
  };
}
