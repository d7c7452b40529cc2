/** Prefetches the engine's files once a reader shows that they will practise, so that the module starts sooner. */

import * as store from "../storage/store";

/** Milliseconds to wait after loading, in browsers without `requestIdleCallback`. */
const IDLE_DELAY_MS = 1_000;

/** A finger causes a pointerover too, before anything else. */
const SIGNS = ["pointerover", "focusin"];

/**
 * Prefetch `files` once the pointer, a finger or the focus is on a link into a module, or when the page is idle if the
 * reader has not finished a module that they began. Those who asked the browser to save data wait for the module.
 *
 * `modules` has each module's id and its number of scenarios: "first-day=6 for-leaders=4".
 */
export function prefetch(files: URL[], modules: string): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const known = modules.split(" ").map((module) => module.split("="));
  const onSign = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>("a[href]");
    if (link && known.some(([id]) => link.pathname.endsWith(`/practise/${id}.html`))) prefetchAll();
  };
  const prefetchAll = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, onSign);
    for (const file of files) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.href = file.href;
      document.head.append(link);
    }
  };
  if (!known.some(([id = "", scenarios]) => isUnfinished(id, Number(scenarios)))) {
    for (const sign of SIGNS) addEventListener(sign, onSign, { passive: true });
    return;
  }
  const whenIdle = (): number =>
    window.requestIdleCallback?.(prefetchAll) ?? window.setTimeout(prefetchAll, IDLE_DELAY_MS);
  if (document.readyState === "complete") whenIdle();
  else window.addEventListener("load", whenIdle, { once: true });
}

/** Whether the reader has begun a module and has some of it to answer. */
function isUnfinished(module: string, scenarios: number): boolean {
  const { completed, standing, answered } = store.getCount(module);
  const begun = answered || store.waiting(module).length > 0;
  return begun && (completed < scenarios || standing === "retake");
}
