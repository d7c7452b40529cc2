/** Starts the engine ahead once a reader shows that they will practise, so that the module finds it running. */

import * as store from "../storage/store";

/** Milliseconds to wait after loading, in browsers without `requestIdleCallback`. */
const IDLE_DELAY_MS = 1_000;

/** A finger causes a pointerover too, before anything else. */
const SIGNS = ["pointerover", "focusin"];

/**
 * Start the worker once the pointer, a finger or the focus is on a link into a module, or when the page is idle if the
 * reader has not finished a module that they began. Those who asked the browser to save data wait for the module.
 *
 * `files` are the worker and what it fetches. `modules` has each module's id and its number of scenarios:
 * "first-day=6 for-leaders=4".
 */
export function startAhead(files: URL[], modules: string): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const known = modules.split(" ").map((module) => module.split("="));
  const onSign = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>("a[href]");
    if (link && known.some(([id]) => link.pathname.endsWith(`/practise/${id}.html`))) start();
  };
  const start = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, onSign);
    if (!startShared(files[0])) prefetch(files);
  };
  if (!known.some(([id = "", scenarios]) => isUnfinished(id, Number(scenarios)))) {
    for (const sign of SIGNS) addEventListener(sign, onSign, { passive: true });
    return;
  }
  const whenIdle = (): number =>
    window.requestIdleCallback?.(start) ?? window.setTimeout(start, IDLE_DELAY_MS);
  if (document.readyState === "complete") whenIdle();
  else window.addEventListener("load", whenIdle, { once: true });
}

/**
 * Start the shared worker, and return whether the browser has any.
 *
 * The next page finds it if the browser keeps this page for the back button. If it doesn't, the worker has fetched the
 * files into the browser's cache.
 */
function startShared(worker: URL | undefined): boolean {
  if (!worker || typeof SharedWorker !== "function") return false;
  try {
    Object.assign(window, { handbookWorker: new SharedWorker(worker) }); // as overrides/main.html does
    return true;
  } catch {
    return false; // a content security policy may forbid workers
  }
}

/** Fetch files into the browser's cache. */
function prefetch(files: URL[]): void {
  for (const file of files) {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = file.href;
    document.head.append(link);
  }
}

/** Whether the reader has begun a module and has some of it to answer. */
function isUnfinished(module: string, scenarios: number): boolean {
  const { completed, standing, answered } = store.getCount(module);
  const begun = answered || store.waiting(module).length > 0;
  return begun && (completed < scenarios || standing === "retake");
}
