/** Where progress is kept, and for how long: the reader's wish, a file to carry on from elsewhere, and the end of it. */

import { find, showOnly } from "../../web/page/dom";
import { saveFile, today } from "../../web/page/files";
import * as store from "../../web/storage/store";

/** A progress file of ours is smaller by far; what is larger is not read whole. */
const LARGEST = 1_000_001;

export interface Keeping {
  save(): Promise<string>;
  open(file: string): Promise<void>;
  /** Whether marking, which reads and writes the file, is to be had. */
  available(): boolean;
}

export function showKeeping(root: HTMLElement, keeping: Keeping): void {
  const wish = find<HTMLInputElement>(root, "[data-keep]");
  const file = find<HTMLInputElement>(root, "[data-file]");
  const dialog = find<HTMLDialogElement>(root, "[data-finish-dialog]");
  const say = (status: string | null): void => showOnly(root, "data-status", status);
  const show = (): void => {
    wish.checked = store.kept();
    showOnly(root, "data-kept", store.kept() ? "computer" : "tab");
    for (const name of ["finish", "save"]) find(root, `[data-${name}]`).hidden = !store.any();
  };
  const attempt = (work: () => Promise<unknown>, done: string): void => {
    say("busy");
    work().then(
      () => say(done),
      () => say(keeping.available() ? "refused" : "unavailable"),
    );
  };
  wish.addEventListener("change", () => store.keep(wish.checked));
  find(root, "[data-save]").addEventListener("click", () =>
    attempt(async () => saveFile(`progress-${today()}.json`, "application/json", await keeping.save()), "saved"),
  );
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) attempt(async () => keeping.open(await chosen.slice(0, LARGEST).text()), "opened");
    file.value = "";
  });
  find(root, "[data-finish]").addEventListener("click", () => dialog.showModal());
  find(dialog, "[data-finish-no]").addEventListener("click", () => dialog.close());
  find(dialog, "[data-finish-yes]").addEventListener("click", finish);
  store.onChange(show);
  show();
  find(root, "[data-scripted]").hidden = false;
}

/** Take away everything of the reader, here and in other tabs. */
export function finish(): void {
  store.clear();
  location.reload();
}
