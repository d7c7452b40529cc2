/** Saves files on the reader's computer, and gives their text to copy where the browser may refuse. */

import { find, showOnly } from "./dom";

/** Milliseconds for which a saved file stays readable, because the browser may start to save it late. */
const REVOKE_DELAY_MS = 10_000;

/**
 * Save a file on the reader's computer. It is sent nowhere.
 *
 * Returns false if the browser may have refused. No page can find out, so then a dialog has the text to copy.
 */
export function saveFile(name: string, type: string, ...parts: string[]): boolean {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_DELAY_MS);
  if (!mayForbidDownloads()) return true;
  offerText(name, parts.join(""));
  return false;
}

/** Give the text of a file that a link downloads, where the browser may refuse. */
export function watchDownloadLinks(): void {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>("a[download]");
    if (!link || !mayForbidDownloads()) return;
    const name = link.pathname.split("/").at(-1) ?? "";
    // From file:// nothing can be fetched. There the link does what the browser allows.
    void fetch(link.href).then(async (file) => offerText(name, await file.text()), () => undefined);
  });
}

/**
 * Whether this page is in a sandboxed frame, or in one of which it cannot know.
 *
 * A sandbox without `allow-downloads` drops downloads in silence. Only a frame's own site can read its attributes.
 */
function mayForbidDownloads(): boolean {
  for (let page: Window = window; page !== page.parent; page = page.parent) {
    const frame = page.frameElement; // null if the page around it is of another site
    if (!frame) return true;
    const sandbox = frame.getAttribute("sandbox");
    if (sandbox !== null && !sandbox.toLowerCase().split(/\s+/).includes("allow-downloads")) return true;
  }
  return false;
}

/** Show a file's text in the page's dialog. The browser moves the focus there, and back when it is closed. */
function offerText(name: string, text: string): void {
  const dialog = find<HTMLDialogElement>(document, "[data-saving]");
  const file = find<HTMLTextAreaElement>(dialog, "textarea");
  file.value = text.replace(/^\ufeff/, "");
  find(dialog, "[data-saving-name]").textContent = name;
  showOnly(dialog, "data-copied", null);
  find(dialog, "[data-saving-close]").onclick = () => dialog.close();
  find(dialog, "[data-saving-copy]").onclick = async () => {
    showOnly(dialog, "data-copied", (await copyText(file)) ? "yes" : "no");
  };
  dialog.showModal();
}

/** Select the text and copy it. Returns false if the browser refuses, so that the reader copies what is selected. */
export async function copyText(file: HTMLTextAreaElement): Promise<boolean> {
  file.focus();
  file.select();
  try {
    // Absent on plain http, and refused in most frames.
    await navigator.clipboard.writeText(file.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

/** Return today's date by this device's clock, in ISO 8601. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
