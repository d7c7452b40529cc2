/** Hides a page's answers until the reader confirms that they are theirs. */

import { find } from "../../web/page/dom";

/** Return a function that covers the page, or null if the page shows no answers. */
export function createCover(confirm: () => void, clearProgress: () => void): (() => void) | null {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-cover]");
  if (!dialog) return null;
  const page = document.documentElement;
  // The reader has to choose a button, so Escape does nothing.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // Some browsers close the dialog anyway when Escape is pressed twice.
  dialog.addEventListener("close", () => {
    if ("covered" in page.dataset) dialog.showModal();
  });
  find(dialog, "[data-carry-on]").addEventListener("click", () => {
    delete page.dataset.covered;
    dialog.close();
    confirm();
  });
  find(dialog, "[data-cover-finish]").addEventListener("click", clearProgress);
  return () => {
    page.dataset.covered = "";
    dialog.showModal();
  };
}
