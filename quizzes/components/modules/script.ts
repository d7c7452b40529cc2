/** The reader's progress on each module's card. */

import { all, find, showOnly } from "../../web/page/dom";

import type { Count } from "../../web/storage/store";

/** Show the progress on every card; `getCount` returns it for a module. */
export function showProgress(getCount: (module: string) => Count): void {
  for (const card of all(document, ".module-card")) {
    const progress = find(card, "[data-progress-of]");
    const total = Number(progress.dataset.total);
    const { completed, changed, edition } = getCount(progress.dataset.progressOf ?? "");
    const done = Math.max(0, Math.min(completed, total));
    const hasChanged = changed > 0 || (done > 0 && edition !== progress.dataset.edition);
    const state = hasChanged ? "changed" : done === 0 ? "none" : done < total ? "some" : "all";
    showOnly(card, "data-progress", state);
    showOnly(card, "data-label", state);
    find(progress, "[data-count]").textContent = String(done);
    find<HTMLProgressElement>(progress, "progress").value = done;
    progress.hidden = false;
  }
}
