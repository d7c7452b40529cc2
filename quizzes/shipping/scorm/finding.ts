/** Finds the object through which a learning platform takes calls, in the windows around the page. */

/** The most windows around one another. Platforms have three or four, and a page could make a ring of openers. */
const MAX_WINDOWS = 20;

/**
 * Return the nearest `window[name]` that has a function `method`, or null: in this window and those around it, then in
 * the windows that opened them, and those around these.
 *
 * Reading anything from the window of another site throws, but what is around such a window can still be asked.
 */
export function findApi<T>(name: string, method: string): T | null {
  const around = outwards(window);
  const openers = around.map((page) => attempt(() => page.opener as Window | null)).filter((page) => page !== null);
  for (const page of [...around, ...openers.flatMap(outwards)]) {
    const api = attempt(() => {
      const found = (page as unknown as Record<string, Record<string, unknown> | undefined>)[name];
      return typeof found?.[method] === "function" ? (found as T) : null;
    });
    if (api) return api;
  }
  return null;
}

/** Return a window and all windows around it, from the inside out. */
function outwards(start: Window): Window[] {
  const windows = [start];
  while (windows.length < MAX_WINDOWS) {
    const last = windows.at(-1) ?? start;
    const next = attempt(() => last.parent);
    if (!next || next === last) break;
    windows.push(next);
  }
  return windows;
}

function attempt<T>(read: () => T | null): T | null {
  try {
    return read() ?? null;
  } catch {
    return null;
  }
}
