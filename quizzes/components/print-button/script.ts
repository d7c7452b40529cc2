/** A button that prints the page. It is hidden until this script runs. */

import { all } from "../../web/page/dom";

export function showPrintButtons(): void {
  for (const button of all(document, "[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
