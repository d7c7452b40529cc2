/** The staff list. It is pasted, typed or read from a file, and is stored only in its text field. */

import { all, find } from "../../web/page/dom";
import type { ListLine, ListReading } from "../../web/engine/documents";
import { isolated, type Phrases } from "../../web/page/phrases";

/** Milliseconds after the last change before the list is used. */
const INPUT_DELAY_MS = 400;

/** What the view calls. */
export interface StaffActions {
  /** Return the text of a file, or the name of the reason why the engine cannot read it. */
  read(file: File): Promise<{ text: string } | { problem: string }>;
  /** The list has changed, or the office has chosen other columns. */
  changed(): void;
}

/** Holds the staff list, calls back when it changes, and shows how the engine understood it. */
export class StaffView {
  /** The letters of the columns that the office chose for the name, such as "B,A"; empty until it does. */
  columns = "";
  #root: HTMLElement;
  #phrases: Phrases;
  #field: HTMLTextAreaElement;
  #selects: HTMLSelectElement[];
  #actions: StaffActions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(register: HTMLElement, phrases: Phrases, actions: StaffActions) {
    this.#root = find(register, ".register-staff");
    this.#phrases = phrases;
    this.#actions = actions;
    this.#field = find<HTMLTextAreaElement>(this.#root, "[data-staff]");
    this.#field.addEventListener("input", (event) => {
      // A pasted list may have other columns. Somebody who mends a line has the same ones.
      if (!this.text || (event as InputEvent).inputType?.startsWith("insertFrom")) this.columns = "";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(actions.changed, INPUT_DELAY_MS);
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
    this.#selects = all(this.#root, "[data-staff-name]") as HTMLSelectElement[];
    for (const select of this.#selects) {
      select.addEventListener("change", () => {
        const chosen = this.#selects.map(({ value }) => value).filter(Boolean);
        this.columns = [...new Set(chosen)].join(",");
        actions.changed();
      });
    }
  }

  get text(): string {
    return this.#field.value;
  }

  set text(text: string) {
    this.#field.value = text;
    this.columns = "";
  }

  /** Show how the list was understood; null hides this. */
  show(reading: ListReading | null): void {
    find(this.#root, "[data-staff-read]").hidden = reading === null;
    this.#showProblem(reading && !reading.people ? "nobody" : "");
    if (!reading) return;
    const phrases = this.#phrases;
    find(this.#root, "[data-staff-said]").replaceChildren(...this.#understood(reading));
    find(this.#root, "[data-staff-columns]").hidden = reading.columns.length < 2;
    this.#selects.forEach((select, index) => {
      const empty = [...select.options].filter(({ value }) => !value);
      const options = reading.columns.map(({ letter, heading, sample }) => {
        const option = document.createElement("option");
        option.value = letter;
        option.translate = false; // it has words of the list
        const values = { column: letter, heading, sample };
        option.append(phrases.say(heading ? "list_headed" : "list_column", values).textContent ?? "");
        return option;
      });
      select.replaceChildren(...empty, ...options);
      select.value = reading.name[index] ?? "";
    });
    this.#list("[data-staff-passed]", reading.passed);
    const unread = find(this.#root, "[data-staff-unread]");
    unread.hidden = reading.unread.length === 0;
    find(unread, "p").replaceChildren(phrases.count("list_unread", reading.unread.length));
    this.#list("[data-staff-unread] ul", reading.unread);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#field.value = this.columns = "";
    this.show(null);
  }

  async #read(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = await this.#actions.read(file);
    if ("problem" in read) return this.#showProblem(read.problem);
    this.#field.value = read.text;
    this.columns = "";
    this.#actions.changed();
  }

  #showProblem(problem: string): void {
    find(this.#root, "[data-staff-error]").replaceChildren(...(problem ? [this.#phrases.say(`list_${problem}`)] : []));
    this.#field.setAttribute("aria-invalid", String(problem !== ""));
  }

  #understood({ people, lines, first, last, name, role, reference, surname_first }: ListReading): (Node | string)[] {
    const phrases = this.#phrases;
    const [column = "", second] = name;
    const counts = { people: phrases.count("people", people), lines: phrases.count("list_lines", lines) };
    const sentences = [
      ...(people ? [phrases.say("list_read", { ...counts, first, last })] : []),
      second ? phrases.say("list_names", { column, second }) : phrases.say("list_name", { column }),
      ...(surname_first ? [phrases.say("list_turned")] : []),
      ...(role ? [phrases.say("list_role", { column: role })] : []),
      ...(reference ? [phrases.say("list_reference", { column: reference })] : []),
    ];
    return sentences.flatMap((sentence, index) => (index ? [" ", sentence] : [sentence]));
  }

  #list(selector: string, lines: ListLine[]): void {
    find(this.#root, selector).replaceChildren(
      ...lines.map(({ line, text, kind }) => {
        const item = document.createElement("li");
        item.append(this.#phrases.say(`list_${kind}`, { line, text: isolated(text) }));
        return item;
      }),
    );
  }
}
