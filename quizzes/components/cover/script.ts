/** Hides a page's answers until whoever is there says that they are theirs. */

import { find } from "../../web/page/dom";

/** What covers the page; null where the page shows nobody's answers. */
export function coverOf(carryOn: () => void, finish: () => void): (() => void) | null {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-cover]");
  if (!dialog) return null;
  const page = document.documentElement;
  // Escape is no answer.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // Some browsers close it all the same when it is pressed twice.
  dialog.addEventListener("close", () => {
    if ("covered" in page.dataset) dialog.showModal();
  });
  find(dialog, "[data-carry-on]").addEventListener("click", () => {
    delete page.dataset.covered;
    dialog.close();
    carryOn();
  });
  find(dialog, "[data-cover-finish]").addEventListener("click", finish);
  return () => {
    page.dataset.covered = "";
    dialog.showModal();
  };
}
