/** What a package's page says and asks: the first screen, what the platform has taken, and the end. */

import { all, find } from "../../web/page/dom";
import type { Status } from "./platform";

/** What the page says below the module. */
export type Message = "begun" | "sent" | "unsent" | "no-room" | "looking" | "practice";

export class PlatformView {
  #start = find(document, "[data-start]");
  #module = find(document, "[data-begun]");
  #panel = find(document, "[data-platform]");
  #finished = find(document, "[data-finished]");

  /** `found`: whether there is a platform around the page. */
  constructor(found: boolean, events: { start(): void; practise(): void; again(): void; finish(): void }) {
    this.#say(this.#start, found ? "found" : "missing");
    for (const [name, event] of Object.entries(events)) {
      for (const button of all(document, `[data-press=${name}]`)) button.addEventListener("click", event);
    }
  }

  /** Say that the platform did not let the visit begin. */
  showRefused(): void {
    this.#say(this.#start, "refused");
  }

  /** Say that the answers of an earlier visit are being read. */
  showFetching(): void {
    this.#say(this.#start, "fetching");
  }

  /** Show the module in place of the first screen. */
  begin(message: Message): void {
    this.#start.hidden = true;
    this.#module.hidden = this.#panel.hidden = false;
    this.say(message);
    scrollTo({ top: 0 });
    find(this.#module, ":is([data-scenario], [data-summary]):not([hidden]) h2").focus({ preventScroll: true });
  }

  /** Say that the answers of an earlier visit could not be read. */
  showUnreadable(): void {
    find(this.#module, "[data-unreadable]").hidden = false;
  }

  say(message: Message): void {
    this.#say(this.#panel, message);
    find(this.#panel, "[data-finish]").classList.toggle("button-secondary", message === "unsent");
  }

  /** Offer to finish. */
  offerFinish(): void {
    find(this.#panel, "[data-finish]").hidden = false;
  }

  /** Show the end. `confirmed`: whether the platform has confirmed it. */
  finish(status: Status, confirmed: boolean): void {
    this.#module.hidden = this.#panel.hidden = true;
    this.#finished.hidden = false;
    this.#say(this.#finished, confirmed ? status : `${status} unconfirmed`);
    scrollTo({ top: 0 });
    find(this.#finished, "h2").focus({ preventScroll: true });
  }

  #say(root: HTMLElement, said: string): void {
    const wanted = said.split(" ");
    for (const element of all(root, "[data-said]")) {
      element.hidden = !wanted.some((word) => element.dataset.said?.split(" ").includes(word));
    }
  }
}
