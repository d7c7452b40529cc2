/** The form that makes school.js. It puts the entries into the file's text and saves the file on this computer. */

import { all, find, showOnly } from "../../web/page/dom";
import { saveFile } from "../../web/page/files";
import type { School } from "../../web/page/school";

/** Fill in the form with the school's present entries, if this page has the form. */
export function fillForm(school: School): void {
  const root = document.querySelector<HTMLElement>("[data-school-form]");
  if (!root) return;
  const form = find<HTMLFormElement>(root, "form");
  const fields = all(form, "input, textarea") as (HTMLInputElement | HTMLTextAreaElement)[];
  for (const field of fields) {
    const value = school.values.get(field.name) ?? "";
    // An input of one line would join the lines without a space.
    field.value = field instanceof HTMLInputElement ? value.replace(/\s*\n\s*/g, ", ") : value;
  }
  form.hidden = false;
  find(root, "[data-no-form]").hidden = true;
  form.addEventListener("input", () => showOnly(form, "data-status", null));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    let text = find(root, "[data-school-file]").textContent;
    for (const { name, value } of fields) {
      text = text.replace(`school.${name} = "";`, () => `school.${name} = ${stringLiteral(value.trim())};`);
    }
    // The file in the zip has a byte order mark and Windows line ends, so Windows editors open it correctly.
    const saved = saveFile("school.js", "text/javascript", "\ufeff", text.replace(/\r?\n/g, "\r\n"));
    showOnly(form, "data-status", saved ? "saved" : null);
  });
}

/** Return the text as a JavaScript string literal on one line. */
function stringLiteral(value: string): string {
  const escaped = value.replace(/[\\"]/g, "\\$&").replace(/\r?\n/g, "\\n");
  return `"${escaped.replace(/[\u2028\u2029]/g, " ")}"`;
}
