/** The record of a completed module. It is made, printed and saved on this device, and is not stored. */

import { find, showOnly } from "../../web/page/dom";
import { saveFile, today } from "../../web/page/files";
import type { RecordReply, Standing } from "../../web/engine/documents";

/** Asks the engine for a record. `limits` is the text in the file that says what the record does not prove. */
type MakeRecord = (name: string, role: string, date: string, limits: string) => Promise<RecordReply>;

/** Shows the form for a record, and the record itself once it is made. */
export class RecordView {
  readonly root: HTMLElement;
  #form: HTMLFormElement;
  #record: RecordReply | null = null;

  constructor(root: HTMLElement, makeRecord: MakeRecord) {
    this.root = root;
    this.#form = find<HTMLFormElement>(root, "form");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(makeRecord);
    });
    // A record no longer matches the form once the form changes.
    this.#form.addEventListener("input", () => this.#show(null));
    find(root, "[data-print-record]").addEventListener("click", () => window.print());
    find(root, "[data-save-record]").addEventListener("click", () => {
      if (!this.#record) return;
      const saved = saveFile(this.#record.file_name, "application/json", this.#record.file);
      showOnly(root, "data-status", saved ? "saved" : null);
    });
  }

  /** Show what the module has come to. Removes an earlier record, because the answers may have changed. */
  set standing(standing: Standing) {
    this.#show(null);
    showOnly(this.root, "data-standing-is", standing);
  }

  async #submit(makeRecord: MakeRecord): Promise<void> {
    const [name, role] = ["name", "role"].map((key) => find<HTMLInputElement>(this.#form, `[data-field=${key}]`));
    const read = find<HTMLInputElement>(this.#form, "[type=checkbox]");
    const missing = !name?.value.trim() ? name : !read.checked ? read : undefined;
    showOnly(this.#form, "data-gap", missing ? (missing === read ? "read" : "name") : null);
    for (const input of [name, read]) input?.setAttribute("aria-invalid", String(input === missing));
    if (missing || !name || !role) return missing?.focus();
    try {
      this.#show(await makeRecord(name.value, role.value, today(), find(this.root, "[data-limits]").textContent));
      find(this.root, ".receipt > h3").focus();
    } catch {
      showOnly(this.#form, "data-gap", "made");
    }
  }

  #show(record: RecordReply | null): void {
    this.#record = record;
    showOnly(this.root, "data-status", null);
    find(this.root, "[data-made]").hidden = record === null;
    if (!record) return;
    const date = find<HTMLTimeElement>(this.root, "[data-of=date]");
    date.dateTime = record.date;
    const day = new Date(`${record.date}T12:00`).toLocaleDateString(date.dataset.locale, { dateStyle: "long" });
    const fields = { name: record.name, role: record.role, date: day, code: record.code };
    for (const [field, value] of Object.entries(fields)) {
      find(this.root, `[data-of=${field}]`).textContent = value || "–";
    }
  }
}
