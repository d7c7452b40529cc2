/** A button that prints the page. Without scripts it cannot be seen, because it would do nothing. */

import { all } from "../../web/page/dom";

/** Show every print button of the page. */
export function showPrintButtons(): void {
  for (const button of all(document, "[data-print]")) {
    delete button.dataset.waiting;
    button.addEventListener("click", () => print());
  }
}
