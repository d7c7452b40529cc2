/**
 * Finds out whether the handbook's pages share localStorage.
 *
 * On a server they do. Opened from a folder, they do in Chromium, but Firefox keeps it apart for each file. Then no page
 * could delete what another has kept, so nothing must be kept. The page asks another file, in a frame.
 */

import type { Area } from "./areas";

const QUESTION_KEY = "staff-handbook/shared";

/** Tell `found` whether the file at `address`, which is built from entries/sharing.ts, reads what this page writes. */
export function findShared(area: Area, address: URL, found: (shared: boolean) => void): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = address.href;
  const token = String(Math.random());
  addEventListener("message", function listen({ source, data }: MessageEvent<unknown>) {
    if (source !== frame.contentWindow) return;
    if (data === "ready") {
      // The file answers at once, so the value is there for a moment only.
      area.setItem(QUESTION_KEY, token);
      frame.contentWindow?.postMessage(QUESTION_KEY, "*");
      return;
    }
    area.removeItem(QUESTION_KEY);
    removeEventListener("message", listen);
    frame.remove();
    found(data === token);
  });
  document.body.append(frame);
}
