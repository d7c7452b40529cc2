/** The form that makes school.js: what is typed goes into the file's own text, and the file onto this computer. */

import { all, find, showOnly } from "../../web/page/dom";
import { saveFile } from "../../web/page/files";
import type { School } from "../../web/page/school";

export function fillForm(school: School): void {
  const root = document.querySelector<HTMLElement>("[data-school-form]");
  if (!root) return;
  const form = find<HTMLFormElement>(root, "form");
  const fields = all(form, "input, textarea") as (HTMLInputElement | HTMLTextAreaElement)[];
  for (const field of fields) {
    const value = school.values.get(field.name) ?? "";
    // A field of one line would run lines together.
    field.value = field instanceof HTMLInputElement ? value.replace(/\s*\n\s*/g, ", ") : value;
  }
  form.hidden = false;
  find(root, "[data-no-form]").hidden = true;
  form.addEventListener("input", () => showOnly(form, "data-status", null));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    let text = find(root, "[data-school-file]").textContent;
    for (const { name, value } of fields) {
      text = text.replace(`school.${name} = "";`, () => `school.${name} = ${literal(value.trim())};`);
    }
    // With a byte order mark and Windows line ends, as the file that was shipped.
    saveFile("school.js", "text/javascript", "\ufeff", text.replace(/\r?\n/g, "\r\n"));
    showOnly(form, "data-status", "saved");
  });
}

/** The text as a JavaScript string, on one line. */
function literal(value: string): string {
  const escaped = value.replace(/[\\"]/g, "\\$&").replace(/\r?\n/g, "\\n");
  return `"${escaped.replace(/[\u2028\u2029]/g, " ")}"`;
}
