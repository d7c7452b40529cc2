/** What each module has come to, on its card. */

import { showCount } from "../../web/page/count";
import { all, find, showOnly } from "../../web/page/dom";

import type { Count } from "../../web/storage/store";

/** Show what every module has come to; `getCount` returns what is stored of one. */
export function showProgress(getCount: (module: string) => Count): void {
  for (const card of all(document, ".module-card")) {
    const progress = find(card, "[data-progress-of]");
    const count = getCount(progress.dataset.progressOf ?? "");
    const done = Math.max(0, Math.min(count.completed, Number(progress.dataset.total)));
    const standing = standingOf(count, done, progress);
    showOnly(card, "data-progress", standing);
    showOnly(card, "data-label", standing);
    showCount(progress, done);
    find<HTMLProgressElement>(progress, "progress").value = done;
    progress.hidden = false;
  }
}

/** Return the stored standing, unless the module has changed since or answers have not been marked in this version. */
function standingOf({ standing, edition, answered }: Count, done: number, progress: HTMLElement): string {
  if (done > 0 && edition !== progress.dataset.edition) return "retake";
  const known = all(progress, "[data-progress]").some((element) => element.dataset.progress === standing);
  return known ? standing : answered || done > 0 ? "unmarked" : "not-started";
}
