/** The register file: chosen or dropped here, read by the engine, and never taken from a pile of records. */

import { find, showOnly } from "../../web/page/dom";

/** Why a register file was not opened: the name of the engine's error, or "failed" for anything else. */
export interface OpenProblem {
  name: string;
  /** What says where the fault is, if the engine knows. */
  where: Node[];
}

/** Takes a register file, and says why one could not be opened. */
export class OpenView {
  #root: HTMLElement;

  constructor(register: HTMLElement, opened: (file: File) => void) {
    this.#root = find(register, ".register-open");
    const input = find<HTMLInputElement>(this.#root, "[data-register-file]");
    find(this.#root, "[data-open-register]").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      input.value = "";
      if (file) opened(file);
    });
    this.#root.addEventListener("dragover", (event) => event.preventDefault());
    this.#root.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault(); // so that it is not taken for a record
      opened(file);
    });
  }

  /** Say why a file was not opened, or with null take back what was said. */
  showProblem(file: string, problem: OpenProblem | null): void {
    find(this.#root, "[data-open-failed]").hidden = problem === null;
    find(this.#root, "[data-open-name]").textContent = file;
    find(this.#root, "[data-open-place]").replaceChildren(...(problem?.where ?? []));
    showOnly(this.#root, "data-problem", problem?.name ?? null);
  }
}
