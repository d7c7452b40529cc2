/** The notice of a page that cannot mark. */

import { find, showOnly } from "./dom";

/** Show the notice. `stopped` says that the engine had been running, so the page offers a reload. */
export function showUnavailable(notice: HTMLElement, stopped: boolean): void {
  showOnly(notice, "data-because", stopped ? "stopped" : "not-started");
  find(notice, "[data-reload]").onclick = () => location.reload();
  notice.hidden = false;
}
