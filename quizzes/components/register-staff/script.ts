/** The staff list: pasted, typed or out of a file, and kept in its field alone. */

import { find } from "../../web/page/dom";

/** Milliseconds after the last key, before the list is taken. */
const PAUSE = 400;

/** Bytes of a staff list, at most. */
const LARGEST = 1_000_000;

export class StaffView {
  #root: HTMLElement;
  #field: HTMLTextAreaElement;
  #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(register: HTMLElement, changed: () => void) {
    this.#root = find(register, ".register-staff");
    this.#field = find<HTMLTextAreaElement>(this.#root, "[data-staff]");
    this.#changed = changed;
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(changed, PAUSE);
    });
    const input = find<HTMLInputElement>(this.#root, "[data-staff-file]");
    find(this.#root, "[data-choose-staff]").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      void this.#read(input.files?.[0]);
      input.value = "";
    });
    this.#root.addEventListener("dragover", (event) => event.preventDefault());
    this.#root.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return; // words are the field's own business
      event.preventDefault();
      void this.#read(file);
    });
  }

  get text(): string {
    return this.#field.value;
  }

  get given(): boolean {
    return this.text.trim() !== "";
  }

  set readable(readable: boolean) {
    find(this.#root, "[data-staff-error]").hidden = readable;
    this.#field.setAttribute("aria-invalid", String(!readable));
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#field.value = "";
    this.readable = true;
  }

  async #read(file: File | undefined): Promise<void> {
    if (!file) return;
    const bytes = await file.slice(0, LARGEST).arrayBuffer();
    this.#field.value = decoded(bytes);
    this.#changed();
  }
}

/** UTF-8 where it is that; else what spreadsheets on Windows write, in which every byte is something. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
