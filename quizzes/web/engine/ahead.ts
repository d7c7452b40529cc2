/** Fetches the engine's files ahead, on pages from which people go on to practise, once the page itself has come. */

/** `files` come to lie in the browser's cache; where it is asked to save data, or cannot prefetch, nothing happens. */
export function fetchAhead(files: URL[]): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const begin = (): void => {
    for (const file of files) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = file.href;
      document.head.append(link);
    }
  };
  const whenIdle = (): number => window.requestIdleCallback?.(begin) ?? window.setTimeout(begin, 1000);
  if (document.readyState === "complete") whenIdle();
  else window.addEventListener("load", whenIdle, { once: true });
}
