/**
 * Finds out when a page in a folder may use storage, and whether the handbook's pages share localStorage.
 *
 * The page loads another file in a frame, for two reasons:
 *
 * - If a page that Chromium opened from a folder uses sessionStorage at once, it may get a storage of its own for good,
 *   which is empty and is lost with the page. Once the frame has loaded, the browser knows the page.
 * - In Chromium, localStorage is the same for all pages of a folder, but Firefox keeps one for each file. Then no page
 *   could delete what another has kept, so nothing must be kept.
 */

import type { Area } from "./areas";

const QUESTION_KEY = "staff-handbook/shared";

/** The longest wait for a frame that has loaded something else, such as an error page. */
const MAX_WAIT_MS = 500;

/**
 * Call `open` when storage may be used, and then tell `found` whether all pages share the area that `open` returned.
 *
 * `address` is that of the file to ask, which is built from entries/sharing.ts.
 */
export function askFrame(address: URL, open: () => Area | null, found: (shared: boolean) => void): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = address.href;
  const token = String(Math.random());
  let area: Area | null = null;
  let asked = false;
  const finish = (shared: boolean): void => {
    removeEventListener("message", listen);
    area?.removeItem(QUESTION_KEY);
    frame.remove();
    found(shared);
  };
  const listen = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== frame.contentWindow) return;
    if (data !== "ready") return finish(data === token);
    asked = true;
    area = open();
    // The file answers at once, so the value is there for a moment only.
    area?.setItem(QUESTION_KEY, token);
    frame.contentWindow?.postMessage(QUESTION_KEY, "*");
  };
  addEventListener("message", listen);
  const giveUp = (): void => {
    if (asked) return;
    open();
    finish(false);
  };
  frame.addEventListener("load", () => setTimeout(giveUp, MAX_WAIT_MS));
  document.body.append(frame);
}
