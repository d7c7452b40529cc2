/** How far the reader is in each module, as this tab keeps it. */

import { all, find, showOnly } from "../../browser/dom";

/** `completed` gives how many of a module's scenarios are completed. */
export function showProgress(completed: (module: string) => number): void {
  for (const card of all(document, ".module-card")) {
    const progress = find(card, "[data-progress-of]");
    const total = Number(progress.dataset.total);
    const done = Math.max(0, Math.min(completed(progress.dataset.progressOf ?? ""), total));
    const how = done === 0 ? "none" : done < total ? "some" : "all";
    showOnly(card, "data-progress", how);
    showOnly(card, "data-label", how);
    find(progress, "[data-count]").textContent = String(done);
    find<HTMLProgressElement>(progress, "progress").value = done;
    progress.hidden = false;
  }
}
