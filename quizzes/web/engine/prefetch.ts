/** Prefetches the engine's files on pages that lead to a module, so that the module starts sooner. */

/** Milliseconds to wait after loading, in browsers without `requestIdleCallback`. */
const IDLE_DELAY_MS = 1_000;

/** Prefetch `files` once the page has loaded, unless the reader asked the browser to save data. */
export function prefetch(files: URL[]): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const prefetchAll = (): void => {
    for (const file of files) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = file.href;
      document.head.append(link);
    }
  };
  const whenIdle = (): number =>
    window.requestIdleCallback?.(prefetchAll) ?? window.setTimeout(prefetchAll, IDLE_DELAY_MS);
  if (document.readyState === "complete") whenIdle();
  else window.addEventListener("load", whenIdle, { once: true });
}
