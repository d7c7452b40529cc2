/** The form that makes school.js. It puts the entries into the file's text and saves the file on this computer. */

import { all, find, showOnly } from "../../web/page/dom";
import { saveFile } from "../../web/page/files";
import { doubts } from "../../web/page/links";
import { decoded, readSchool, type School } from "../../web/page/school";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** How the page shows a file's mistakes, and its entries in the preview. */
interface Showing {
  school(school: School): void;
  entries(root: HTMLElement, values: Map<string, string>): void;
}

/** Fill in the form with the school's present entries, if this page has the form. */
export function fillForm(school: School, show: Showing): void {
  const root = document.querySelector<HTMLElement>("[data-school-form]");
  if (!root) return;
  const form = find<HTMLFormElement>(root, "form");
  const fields = all(form, "[name]") as Field[];
  const preview = find(form, "[data-preview]");
  const look = (): void => {
    show.entries(preview, new Map(fields.map(({ name, value }) => [name, value.trim()])));
  };
  fillIn(fields, school);
  look();
  for (const field of fields) showDoubts(form, field);
  form.hidden = false;
  find(root, "[data-no-form]").hidden = true;
  const chooser = find<HTMLInputElement>(form, "[data-open]");
  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    const chosen = readSchool(decoded(await file.arrayBuffer()));
    chooser.value = ""; // so that the same file can be chosen again after a change
    if (chosen.failure) return showOnly(form, "data-status", "refused");
    fillIn(fields, chosen);
    show.school(chosen);
    look();
    for (const field of fields) showDoubts(form, field);
    showOnly(form, "data-status", chosen.mistakes.length > 0 ? "opened-with-mistakes" : "opened");
  });
  form.addEventListener("input", ({ target }) => {
    if (target === chooser) return;
    showOnly(form, "data-status", null);
    look();
  });
  // Wait until a field is left, because an address that is half typed is not a link yet.
  form.addEventListener("change", ({ target }) => {
    if (target !== chooser) showDoubts(form, target as Field);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    let text = find(root, "[data-school-file]").textContent.replace(/\r\n/g, "\n");
    for (const { name, value } of fields) text = text.replace(`\n${name}:\n`, () => `\n${name}:${written(value)}\n`);
    // The file in the zip has a byte order mark and Windows line ends, so Windows editors open it correctly.
    const saved = saveFile("school.js", "text/javascript", "\ufeff", text.replace(/\n/g, "\r\n"));
    showOnly(form, "data-status", saved ? "saved" : null);
  });
}

/** Say below a field what looks like a link in it, and will be text. */
function showDoubts(form: HTMLElement, field: Field): void {
  const template = find<HTMLTemplateElement>(form, "template[data-doubts]");
  const shown = doubts(field.value).map(({ kind, text }) => {
    const line = find(template.content, `[data-doubt=${kind}]`).cloneNode(true) as HTMLElement;
    find(line, "[data-of]").textContent = text;
    return line;
  });
  field.parentElement?.querySelector("[data-doubts-here]")?.replaceChildren(...shown);
}

function fillIn(fields: Field[], { values, mistakes }: School): void {
  // What lacks only a quotation mark was surely meant.
  const meant = new Map(mistakes.filter(({ kind }) => kind === "quotes").map(({ name, text }) => [name, text]));
  for (const field of fields) {
    const value = values.get(field.name) ?? meant.get(field.name) ?? "";
    // An input of one line would join the lines without a space.
    field.value = field instanceof HTMLInputElement ? value.replace(/\s*\n\s*/g, ", ") : value;
  }
}

/** Return a value as the file has it: each line but the first is indented, and nothing in it ends the comment. */
function written(value: string): string {
  const lines = value.trim().replace(/\*\//g, "*\\/").split(/\r\n|[\r\n\u2028\u2029]/);
  return lines.map((line, index) => (index ? `\n  ${line.trim()}` : line && ` ${line}`)).join("");
}
