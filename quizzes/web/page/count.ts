/** Fills numbers into sentences, in the form that the language has for each number. */

import { all } from "./dom";

/** Fill in the number in `root`, and show the forms of its sentences that fit it. `key` narrows it to one string. */
export function showCount(root: HTMLElement, count: number, key = ""): void {
  const counted = `[data-counted${key && `="${key}"`}]`;
  for (const sentence of all(root, counted)) {
    const form = new Intl.PluralRules(sentence.dataset.locale).select(count);
    const forms = all(sentence, "[data-form]");
    // The last form is "other", which fits if the browser names one that the strings lack.
    const fitting = forms.find((each) => each.dataset.form === form) ?? forms.at(-1);
    for (const each of forms) each.hidden = each !== fitting;
  }
  for (const number of all(root, key ? `${counted} [data-count]` : "[data-count]")) number.textContent = String(count);
}
