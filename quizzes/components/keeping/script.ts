/** Where progress is kept: in this tab, on this computer if the reader chooses, or in a progress file. */

import type { FileReply } from "../../web/engine/documents";
import { RefusedError } from "../../web/engine/engine";
import { all, find, showOnly } from "../../web/page/dom";
import { saveFile, today } from "../../web/page/files";
import * as store from "../../web/storage/store";

/** One byte over the engine's limit, so that the engine refuses a larger file and the page never reads it whole. */
const MAX_READ_BYTES = 1_000_001;

/** Saves and opens progress files. */
export interface ProgressFiles {
  save(date: string): Promise<FileReply>;
  open(file: string): Promise<void>;
  /** Whether the engine, which reads and writes the file, is not available or has stopped; null if it runs. */
  lost(): "unavailable" | "stopped" | null;
}

/** Set up the controls for keeping, saving, opening and clearing progress. */
export function showKeeping(root: HTMLElement, files: ProgressFiles): void {
  const checkbox = find<HTMLInputElement>(root, "[data-keep]");
  const input = find<HTMLInputElement>(root, "[data-file]");
  const dialog = find<HTMLDialogElement>(root, "[data-finish-dialog]");
  const say = (status: string | null): void => showOnly(root, "data-status", status);
  const show = (): void => {
    checkbox.checked = store.isKept();
    showOnly(root, "data-kept", store.place());
    for (const part of all(root, "[data-keeps]")) part.hidden = (part.dataset.keeps === "yes") !== store.canKeep();
    find(root, "[data-finish]").hidden = !store.hasAnswers();
    find(root, "[data-save]").hidden = Object.keys(store.allEntries()).length === 0;
  };
  /** `action` resolves to the status to show; null if the reader is told elsewhere. */
  const run = (action: () => Promise<string | null>): void => {
    say("busy");
    action().then(
      say,
      (error: unknown) => {
        const future = error instanceof RefusedError && error.name === "future";
        say(files.lost() ?? (future ? "future" : "refused"));
      },
    );
  };
  checkbox.addEventListener("change", () => store.setKept(checkbox.checked));
  find(root, "[data-save]").addEventListener("click", () =>
    run(async () => {
      const { file, file_name } = await files.save(today());
      return saveFile(file_name, "application/json", file) ? "saved" : null;
    }),
  );
  input.addEventListener("change", () => {
    const [chosen] = input.files ?? [];
    if (chosen) {
      run(async () => {
        await files.open(await chosen.slice(0, MAX_READ_BYTES).text());
        return "opened";
      });
    }
    input.value = "";
  });
  find(root, "[data-finish]").addEventListener("click", () => dialog.showModal());
  find(dialog, "[data-finish-no]").addEventListener("click", () => dialog.close());
  find(dialog, "[data-finish-yes]").addEventListener("click", clearProgress);
  store.onChange(show);
  show();
  find(root, "[data-scripted]").hidden = false;
}

/** Delete all progress, here and in other tabs, and reload the page. */
export function clearProgress(): void {
  store.clear();
  location.reload();
}
