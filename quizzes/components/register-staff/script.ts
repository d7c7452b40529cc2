/** The staff list. It is pasted, typed or read from a file, and is stored only in its text field. */

import { find } from "../../web/page/dom";

/** Milliseconds after the last change before the list is used. */
const INPUT_DELAY_MS = 400;

/** The most bytes that are read from a staff list. */
const MAX_BYTES = 1_000_000;

/** Holds the staff list, and calls back when it changes. */
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
      this.#timer = setTimeout(changed, INPUT_DELAY_MS);
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
      if (!file) return; // the text field handles dropped text itself
      event.preventDefault();
      void this.#read(file);
    });
  }

  get text(): string {
    return this.#field.value;
  }

  get isFilled(): boolean {
    return this.text.trim() !== "";
  }

  /** Show or hide the message that the list cannot be read. */
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
    const bytes = await file.slice(0, MAX_BYTES).arrayBuffer();
    this.#field.value = decode(bytes);
    this.#changed();
  }
}

/** Decode UTF-8, or else Windows-1252, which spreadsheets on Windows write and in which every byte is valid. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
