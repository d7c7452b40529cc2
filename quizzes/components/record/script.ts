/** A completed module's record: made on this device, printed or saved here, and kept nowhere. */

import { find, showOnly } from "../../web/page/dom";
import { saveFile, today } from "../../web/page/files";
import type { RecordReply } from "../../web/engine/documents";

/** Asks the engine; `limits` says in the file too what a record is no proof of. */
type Make = (name: string, role: string, date: string, limits: string) => Promise<RecordReply>;

export class RecordView {
  readonly root: HTMLElement;
  #form: HTMLFormElement;
  #made: RecordReply | null = null;

  constructor(root: HTMLElement, make: Make) {
    this.root = root;
    this.#form = find<HTMLFormElement>(root, "form");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(make);
    });
    // What was made says no longer what the form does.
    this.#form.addEventListener("input", () => this.#show(null));
    find(root, "[data-print-record]").addEventListener("click", () => window.print());
    find(root, "[data-save-record]").addEventListener("click", () => {
      if (!this.#made) return;
      saveFile(this.#made.file_name, "application/json", this.#made.file);
      showOnly(root, "data-status", "saved");
    });
  }

  /** Answers have changed, so a record that was made before is out of date. */
  set passed(passed: boolean) {
    this.#show(null);
    showOnly(this.root, "data-passed", passed ? "yes" : "no");
  }

  async #submit(make: Make): Promise<void> {
    const [name, role] = ["name", "role"].map((each) => find<HTMLInputElement>(this.#form, `[data-field=${each}]`));
    const read = find<HTMLInputElement>(this.#form, "[type=checkbox]");
    const gap = !name?.value.trim() ? name : !read.checked ? read : undefined;
    showOnly(this.#form, "data-gap", gap ? (gap === read ? "read" : "name") : null);
    for (const each of [name, read]) each?.setAttribute("aria-invalid", String(each === gap));
    if (gap || !name || !role) return gap?.focus();
    try {
      this.#show(await make(name.value, role.value, today(), find(this.root, "[data-limits]").textContent));
      find(this.root, ".receipt > h3").focus();
    } catch {
      showOnly(this.#form, "data-gap", "made");
    }
  }

  #show(made: RecordReply | null): void {
    this.#made = made;
    showOnly(this.root, "data-status", null);
    find(this.root, "[data-made]").hidden = made === null;
    if (!made) return;
    const date = find<HTMLTimeElement>(this.root, "[data-of=date]");
    date.dateTime = made.date;
    const day = new Date(`${made.date}T12:00`).toLocaleDateString(date.dataset.locale, { dateStyle: "long" });
    for (const [of, said] of Object.entries({ name: made.name, role: made.role, date: day, code: made.code })) {
      find(this.root, `[data-of=${of}]`).textContent = said || "–";
    }
  }
}
