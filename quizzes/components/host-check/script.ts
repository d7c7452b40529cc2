/** Shows the results of the checks, and puts them into a text that can be sent to a technician. */

import type { Result } from "../../web/page/checks";
import { all, find, showOnly } from "../../web/page/dom";
import { copyText, today } from "../../web/page/files";

export class HostCheckView {
  #root: HTMLElement;
  #report: HTMLTextAreaElement;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#report = find(root, "textarea");
    find(root, "[data-no-script]").hidden = true;
    find(root, "[data-scripted]").hidden = false;
    find(root, "[data-again]").addEventListener("click", () => location.reload());
    find(root, "[data-copy]").addEventListener("click", async () => {
      showOnly(root, "data-copied", (await copyText(this.#report)) ? "yes" : "no");
    });
  }

  /** Show the result of one check. */
  show(check: string, { name, text }: Result): void {
    const row = find(this.#root, `[data-check=${check}]`);
    const result = find(row, `[data-result=${name}]`);
    for (const place of all(result, "[data-of]")) place.textContent = text ?? "";
    result.hidden = false;
    row.dataset.shown = result.dataset.then ?? "";
    showOnly(row, "data-level", row.dataset.shown);
  }

  /** Say what has come of all checks, and write the text to send. */
  finish(): void {
    const rows = all(this.#root, "[data-check]");
    const worst = ["wrong", "unchecked"].find((level) => rows.some((row) => row.dataset.shown === level));
    showOnly(this.#root, "data-sum", worst ?? "works");
    const release = document.querySelector("[data-release]")?.textContent ?? "";
    const lines = [document.title, release, location.href, navigator.userAgent, today(), ""];
    for (const row of rows) lines.push(`${textOf(find(row, "h2"))}: ${textOf(find(row, "p"))}`);
    const notice = find(this.#root, "[data-school-known]");
    if (!notice.hidden) for (const part of all(notice, "p, li")) if (!part.hidden) lines.push(`- ${textOf(part)}`);
    this.#report.value = lines.join("\n");
    find<HTMLButtonElement>(this.#root, "[data-copy]").disabled = false;
    document.documentElement.dataset.checked = "";
  }
}

/** Return the text of an element that a reader can see. */
function textOf(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const part of all(copy, "[hidden], template")) part.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
