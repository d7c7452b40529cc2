/**
 * Tells the reader if the handbook on the server is newer than the page.
 *
 * A browser may show a page that it has kept for days, if the server does not send the settings that come with the
 * handbook. Some servers even say that an old page is still right, because a new file has the same date and length.
 * So the newest version is asked for past the cache, and so are the pages before they are shown again.
 */

import { find } from "./dom";

/** The content of version.js, which shipping/version.py writes. A server may send some other page in its place. */
const VERSION = /^"handbook-version ([0-9a-f]+)";/;
/** Milliseconds for fetching the pages again. After that, the page reloads without the rest. */
const FETCH_TIMEOUT_MS = 8_000;

/** The version of the handbook that this page belongs to. */
export function pageVersion(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="handbook-version"]')?.content ?? "";
}

/**
 * Look for a newer version now and whenever the page is shown again, and offer to reload. Does nothing on file://.
 * `site`: the handbook's top folder.
 */
export function offerNewVersion(site: URL): void {
  if (location.protocol === "file:") return;
  const notice = find(document, "[data-new-version]");
  const look = (): void => void showIfNewer(notice, site);
  find(notice, "button").addEventListener("click", () => void reloadFromServer(site));
  addEventListener("pageshow", ({ persisted }) => void (persisted && look()));
  document.addEventListener("visibilitychange", () => void (document.visibilityState === "visible" && look()));
  look();
}

/** Ask the server for the version of the folder. Resolves to null if there is no connection, or no such file. */
export async function newestVersion(site: URL): Promise<string | null> {
  try {
    const response = await fetch(new URL("version.js", site), { cache: "no-store", priority: "low" });
    return VERSION.exec(await response.text())?.[1] ?? null;
  } catch {
    return null;
  }
}

async function showIfNewer(notice: HTMLElement, site: URL): Promise<void> {
  const newest = await newestVersion(site);
  // Nothing hides the notice again: an older answer may come later, and a page never becomes new by itself.
  if (newest && newest !== pageVersion()) notice.hidden = false;
}

/** Fetch this page and those that it links to past the cache, so that the notice does not return on each, and reload. */
async function reloadFromServer(site: URL): Promise<void> {
  const links = [...document.links].map(({ href }) => href);
  const pages = links.map((link) => link.replace(/[?#].*/s, "")).filter((page) => page.startsWith(site.href));
  const [here = ""] = location.href.split("#");
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  const fetchAgain = async (page: string): Promise<void> => {
    const response = await fetch(page, { cache: "reload", signal });
    await response.text(); // the browser keeps only what has been read
  };
  await Promise.allSettled([...new Set([here, ...pages.filter((page) => /(\/|\.html)$/.test(page))])].map(fetchAgain));
  location.reload();
}
