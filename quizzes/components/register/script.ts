/** The register's frame: where files are dropped or chosen, how far the checking is, and what came of it in numbers. */

import { all, find } from "../../web/page/dom";
import { chosen, dropped, type Given, type PassedOver } from "../../web/page/gather";
import type { RegisterReply, Status } from "../../web/engine/documents";
import { apart, type Phrases } from "../../web/page/phrases";

export interface Doing {
  /** Files are here; `given` walks the folders among them. */
  take(given: () => Promise<Given[]>, over: PassedOver): void;
  save(): void;
  clear(): void;
}

const STATUSES: Status[] = ["holds", "retake", "altered", "unreadable"];

/** Names that are listed before the rest is only counted. */
const LISTED = 5;

export class Frame {
  #root: HTMLElement;
  #phrases: Phrases;

  constructor(root: HTMLElement, phrases: Phrases, doing: Doing) {
    this.#root = root;
    this.#phrases = phrases;
    for (const kind of ["files", "folder"]) {
      const input = find<HTMLInputElement>(root, `[data-input=${kind}]`);
      find(root, `[data-choose=${kind}]`).addEventListener("click", () => input.click());
      input.addEventListener("change", () => {
        const files = chosen(input.files ?? []);
        input.value = "";
        if (files.length) doing.take(() => Promise.resolve(files), nothing());
      });
    }
    this.#hearDrops(doing);
    find(root, "[data-save-csv]").addEventListener("click", () => doing.save());
    find(root, "[data-clear]").addEventListener("click", () => {
      doing.clear();
      this.#showResults(false);
      this.#show("passed-over", false);
      this.#tell(phrases.say("cleared"));
      find(root, "[data-choose=files]").focus();
    });
  }

  show(): void {
    find(this.#root, "[data-no-script]").hidden = true;
    this.#show("scripted", true);
  }

  set available(available: boolean) {
    this.#show("unavailable", !available);
    this.#show("drop", available);
    if (!available) this.#show("empty", false);
  }

  /** `share`: how much of what was given is done with, from 0 to 1. */
  busy(share: number, files: number): void {
    const bar = find<HTMLProgressElement>(this.#root, "progress");
    if (share > 0) bar.value = share;
    else bar.removeAttribute("value");
    const words = files ? this.#phrases.count("busy", files) : this.#phrases.say("begin");
    find(this.#root, "[data-busy-words]").replaceChildren(words);
    if (find(this.#root, "[data-busy]").hidden) this.#tell();
    this.#show("busy", true);
    this.#show("failed", false);
  }

  /** A drop is done with; this is told once. */
  done(register: RegisterReply | null, files: number, over: PassedOver): void {
    const phrases = this.#phrases;
    this.#show("busy", false);
    this.#listPassedOver(over);
    const checked = phrases.count("checked", files);
    if (!register || !files) return this.#tell(checked);
    const each = STATUSES.map((status) => phrases.count(status, number(register, status)));
    const all = document.createDocumentFragment();
    each.forEach((part, index) => all.append(index ? ", " : "", part));
    this.#tell(phrases.say("told", { checked, all }));
  }

  failed(): void {
    this.#show("busy", false);
    this.#tell();
    this.#show("failed", find(this.#root, "[data-unavailable]").hidden === true);
  }

  fill(register: RegisterReply): void {
    const phrases = this.#phrases;
    const readable = register.rows.filter(({ status }) => status !== "unreadable");
    const records = phrases.count("records", readable.length);
    const people = phrases.count("people", new Set(readable.map(({ key }) => key)).size);
    find(this.#root, "[data-total]").replaceChildren(phrases.say("total", { records, people }));
    for (const status of STATUSES) {
      const figure = find(this.#root, `[data-figure=${status}]`);
      const count = number(register, status);
      figure.replaceChildren(phrases.count(status, count, { count: strong(count) }));
      figure.dataset.none = String(count === 0);
    }
    const { superseded, duplicates } = register;
    const older = superseded ? [phrases.count("older", superseded)] : [];
    const twice = duplicates ? [phrases.count("duplicates", duplicates)] : [];
    find(this.#root, "[data-not-shown]").replaceChildren(...older, " ", ...twice);
    const namesakes = find(this.#root, "[data-namesakes]");
    namesakes.hidden = !register.namesakes.length;
    find(namesakes, "ul").replaceChildren(
      ...register.namesakes.map(([name, roles]) => item(apart(name), ": ", ...listed(roles))),
    );
    this.#showResults(true);
  }

  #hearDrops(doing: Doing): void {
    const zone = find(this.#root, "[data-drop]");
    const files = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    // Anywhere on the page: elsewhere than on the frame the browser would leave for the file.
    for (const kind of ["dragenter", "dragover"] as const) {
      window.addEventListener(kind, (event) => {
        if (!files(event) || event.defaultPrevented) return;
        event.preventDefault();
        zone.dataset.over = "";
      });
    }
    window.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) delete zone.dataset.over;
    });
    window.addEventListener("drop", (event) => {
      delete zone.dataset.over;
      if (!files(event) || event.defaultPrevented || !event.dataTransfer) return;
      event.preventDefault();
      const over = nothing();
      const found = dropped(event.dataTransfer, over);
      if (!zone.hidden) doing.take(() => found, over);
    });
  }

  #listPassedOver({ names, beyond, folders }: PassedOver): void {
    const phrases = this.#phrases;
    const lines = [];
    if (names.length) {
      const more = names.length - LISTED;
      const some = document.createDocumentFragment();
      some.append(...listed(names.slice(0, LISTED)), ...(more > 0 ? [phrases.count("and_more", more)] : []));
      lines.push(item(phrases.count("passed_over", names.length, { names: some })));
    }
    lines.push(...folders.map((folder) => item(phrases.say("no_folder", { folder }))));
    if (beyond) lines.push(item(phrases.say("beyond")));
    find(this.#root, "[data-passed-over] ul").replaceChildren(...lines);
    this.#show("passed-over", lines.length > 0);
  }

  #showResults(any: boolean): void {
    this.#show("results", any);
    this.#show("empty", !any);
  }

  #tell(...words: Node[]): void {
    find(this.#root, "[data-told]").replaceChildren(...words);
  }

  #show(name: string, shown: boolean): void {
    for (const each of all(this.#root, `[data-${name}]`)) each.hidden = !shown;
  }
}

function nothing(): PassedOver {
  return { names: [], beyond: false, folders: [] };
}

function number({ rows }: RegisterReply, status: Status): number {
  return rows.filter((row) => row.status === status).length;
}

function item(...parts: (Node | string)[]): HTMLElement {
  const element = document.createElement("li");
  element.append(...parts);
  return element;
}

function listed(names: string[]): (Node | string)[] {
  return names.flatMap((name, index) => (index ? [", ", apart(name)] : [apart(name)]));
}

function strong(count: number): HTMLElement {
  const element = document.createElement("strong");
  element.textContent = String(count);
  return element;
}
