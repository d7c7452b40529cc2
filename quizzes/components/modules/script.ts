/** How far the reader is in each module, as this tab keeps it. */

import { all, find, showOnly } from "../../web/page/dom";

import type { Count } from "../../web/storage/store";

/** `count` gives how far the reader is in a module. */
export function showProgress(count: (module: string) => Count): void {
  for (const card of all(document, ".module-card")) {
    const progress = find(card, "[data-progress-of]");
    const total = Number(progress.dataset.total);
    const { completed, changed, edition } = count(progress.dataset.progressOf ?? "");
    const done = Math.max(0, Math.min(completed, total));
    const other = changed > 0 || (done > 0 && edition !== progress.dataset.edition);
    const how = other ? "changed" : done === 0 ? "none" : done < total ? "some" : "all";
    showOnly(card, "data-progress", how);
    showOnly(card, "data-label", how);
    find(progress, "[data-count]").textContent = String(done);
    find<HTMLProgressElement>(progress, "progress").value = done;
    progress.hidden = false;
  }
}
