/** The register's main view: takes dropped or chosen files, shows the progress of the check, and shows the totals. */

import { all, find } from "../../web/page/dom";
import { chosenFiles, droppedFiles, type ChosenFile, type Skipped } from "../../web/page/gather";
import type { RegisterReply, Standing } from "../../web/engine/documents";
import { showUnavailable } from "../../web/page/unavailable";
import { isolated, type Phrases } from "../../web/page/phrases";

/** What the view calls when the office uses it. */
export interface RegisterActions {
  /** Add dropped or chosen files. `read` returns them, with those in folders; `skipped` lists what was left out. */
  addFiles(read: () => Promise<ChosenFile[]>, skipped: Skipped): void;
  /** Save the register as a file that can be opened again. */
  saveRegister(): void;
  /** Save the table for a spreadsheet. */
  saveTable(): void;
  clear(): void;
}

/** Skipped files that are listed by name. The others are only counted. */
const MAX_LISTED = 5;

/** Shows the drop zone, the progress and the totals. */
export class RegisterView {
  #root: HTMLElement;
  #phrases: Phrases;

  constructor(root: HTMLElement, phrases: Phrases, actions: RegisterActions) {
    this.#root = root;
    this.#phrases = phrases;
    for (const kind of ["files", "folder"]) {
      const input = find<HTMLInputElement>(root, `[data-input=${kind}]`);
      input.webkitdirectory = kind === "folder"; // every browser has it, but HTML has no such attribute
      find(root, `[data-choose=${kind}]`).addEventListener("click", () => input.click());
      input.addEventListener("change", () => {
        const files = chosenFiles(input.files ?? []);
        input.value = "";
        if (files.length) actions.addFiles(() => Promise.resolve(files), noneSkipped());
      });
    }
    this.#listenForDrops(actions);
    find(root, "[data-save-register]").addEventListener("click", () => actions.saveRegister());
    find(root, "[data-save-csv]").addEventListener("click", () => actions.saveTable());
    const dialog = find<HTMLDialogElement>(root, "[data-clear-dialog]");
    const clear = (): void => {
      dialog.close();
      actions.clear();
      this.showNothing();
      this.#show("passed-over", false);
      this.#announce(phrases.say("cleared"));
      find(root, "[data-choose=files]").focus();
    };
    find(root, "[data-clear]").addEventListener("click", () => {
      if (find(root, "[data-unsaved]").hidden) clear();
      else dialog.showModal();
    });
    find(dialog, "[data-clear-yes]").addEventListener("click", clear);
    find(dialog, "[data-clear-no]").addEventListener("click", () => dialog.close());
  }

  /** Show the register, which is hidden until scripts run. */
  reveal(): void {
    find(this.#root, "[data-no-script]").hidden = true;
    this.#show("scripted", true);
  }

  /** Show that the engine is unavailable, and take no more files. `stopped` says that it had been running. */
  showUnavailable(stopped: boolean): void {
    showUnavailable(find(this.#root, "[data-unavailable]"), stopped);
    this.#show("drop", false);
    this.#show("panels", false);
    this.#show("empty", false);
  }

  /** Show the progress of a check: the share of bytes read, from 0 to 1, and the number of files checked. */
  showProgress(share: number, files: number): void {
    const bar = find<HTMLProgressElement>(this.#root, "progress");
    if (share > 0) bar.value = share;
    else bar.removeAttribute("value");
    const words = files ? this.#phrases.count("busy", files) : this.#phrases.say("begin");
    find(this.#root, "[data-busy-words]").replaceChildren(words);
    if (find(this.#root, "[data-busy]").hidden) this.#announce();
    this.#show("busy", true);
    this.#show("failed", false);
  }

  /** Announce the result of a check, and list the skipped files. */
  showDone(register: RegisterReply | null, files: number, skipped: Skipped): void {
    const phrases = this.#phrases;
    this.#show("busy", false);
    this.#listSkipped(skipped);
    const checked = phrases.count("checked", files);
    if (!register || !files) return this.#announce(checked);
    const { standings } = register.findings;
    const counts = this.#figures().map(([standing]) => [standing, standings[standing] ?? 0] as const);
    const list = document.createDocumentFragment();
    counts
      .filter(([, count]) => count > 0)
      .forEach(([standing, count], index) => list.append(index ? ", " : "", phrases.count(standing, count)));
    this.#announce(phrases.say("told", { checked, all: list }));
  }

  /** Announce that a register file was opened or saved, and whatever else there is to say of it. */
  showTold(...words: Node[]): void {
    this.#announce(...words.flatMap((sentence, index) => (index ? [document.createTextNode(" "), sentence] : [sentence])));
  }

  /** Show whether the register has changed since it was saved. */
  showUnsaved(isUnsaved: boolean): void {
    this.#show("unsaved", isUnsaved);
    this.#show("save-failed", false);
  }

  showSavingFailed(): void {
    this.#show("save-failed", true);
  }

  /** Show that nothing is in the register. */
  showNothing(): void {
    this.#showResults(false);
  }

  /** Show that the check failed, unless the page already shows that the engine is unavailable. */
  showFailed(): void {
    this.#show("busy", false);
    this.#announce();
    this.#show("failed", find(this.#root, "[data-unavailable]").hidden === true);
  }

  /** Show the totals. */
  showTotals(register: RegisterReply): void {
    const phrases = this.#phrases;
    const { people, statuses, standings, superseded, duplicates, namesakes } = register.findings;
    const records = phrases.count("records", register.rows.length - (statuses.unreadable ?? 0) - (statuses.missing ?? 0));
    const total = { records, people: phrases.count("people", people) };
    find(this.#root, "[data-total]").replaceChildren(phrases.say("total", total));
    for (const [standing, figure] of this.#figures()) {
      const count = standings[standing] ?? 0;
      figure.replaceChildren(phrases.count(standing, count, { count: strong(count) }));
      figure.dataset.none = String(count === 0);
      figure.hidden = count === 0 && "ifAny" in figure.dataset;
    }
    const older = superseded ? [phrases.count("older", superseded)] : [];
    const twice = duplicates ? [phrases.count("duplicates", duplicates)] : [];
    find(this.#root, "[data-not-shown]").replaceChildren(...older, " ", ...twice);
    const warning = find(this.#root, "[data-namesakes]");
    warning.hidden = !namesakes.length;
    find(warning, "ul").replaceChildren(
      ...namesakes.map(({ name, roles }) => item(isolated(name), ": ", ...joined(roles))),
    );
    this.#show("import", register.rows.some(({ reference }) => reference));
    this.#showResults(true);
  }

  /** Every standing that is counted, with its place on the page. */
  #figures(): [Standing, HTMLElement][] {
    return all(this.#root, "[data-figure]").map((figure) => [figure.dataset.figure as Standing, figure]);
  }

  #listenForDrops(actions: RegisterActions): void {
    const zone = find(this.#root, "[data-drop]");
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    // Files may be dropped anywhere on the page. Otherwise the browser would leave the page and open the file.
    for (const kind of ["dragenter", "dragover"] as const) {
      window.addEventListener(kind, (event) => {
        if (!hasFiles(event) || event.defaultPrevented) return;
        event.preventDefault();
        zone.dataset.over = "";
      });
    }
    window.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) delete zone.dataset.over;
    });
    window.addEventListener("drop", (event) => {
      delete zone.dataset.over;
      if (!hasFiles(event) || event.defaultPrevented || !event.dataTransfer) return;
      event.preventDefault();
      const skipped = noneSkipped();
      const files = droppedFiles(event.dataTransfer, skipped);
      if (!zone.hidden) actions.addFiles(() => files, skipped);
    });
  }

  #listSkipped({ names, tooMany, folders }: Skipped): void {
    const phrases = this.#phrases;
    const lines = [];
    if (names.length) {
      const more = names.length - MAX_LISTED;
      const shown = document.createDocumentFragment();
      shown.append(...joined(names.sort().slice(0, MAX_LISTED)), ...(more > 0 ? [phrases.count("and_more", more)] : []));
      lines.push(item(phrases.count("passed_over", names.length, { names: shown })));
    }
    lines.push(...folders.map((folder) => item(phrases.say("no_folder", { folder }))));
    if (tooMany) lines.push(item(phrases.say("beyond")));
    find(this.#root, "[data-passed-over] ul").replaceChildren(...lines);
    this.#show("passed-over", lines.length > 0);
  }

  #showResults(hasResults: boolean): void {
    this.#show("results", hasResults);
    this.#show("empty", !hasResults);
  }

  #announce(...words: Node[]): void {
    find(this.#root, "[data-told]").replaceChildren(...words);
  }

  #show(name: string, shown: boolean): void {
    for (const element of all(this.#root, `[data-${name}]`)) element.hidden = !shown;
  }
}

function noneSkipped(): Skipped {
  return { names: [], tooMany: false, folders: [] };
}

function item(...parts: (Node | string)[]): HTMLElement {
  const element = document.createElement("li");
  element.append(...parts);
  return element;
}

function joined(names: string[]): (Node | string)[] {
  return names.flatMap((name, index) => (index ? [", ", isolated(name)] : [isolated(name)]));
}

function strong(count: number): HTMLElement {
  const element = document.createElement("strong");
  element.textContent = String(count);
  return element;
}
