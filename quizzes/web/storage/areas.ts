/**
 * The places where a browser keeps texts by keys.
 *
 * A browser's storage may be null, throw whenever it is used, be full, or accept a value and forget it. Here, all of
 * these are refusals.
 */

export interface Area {
  keys(): string[];
  getItem(key: string): string | null;
  /** Returns false if the value is not kept. */
  setItem(key: string, value: string): boolean;
  removeItem(key: string): void;
}

/** Keeps texts until the reader leaves the page. */
export class MemoryArea implements Area {
  #values = new Map<string, string>();
  keys = (): string[] => [...this.#values.keys()];
  getItem = (key: string): string | null => this.#values.get(key) ?? null;
  setItem = (key: string, value: string): boolean => this.#values.set(key, value).has(key);
  removeItem = (key: string): void => void this.#values.delete(key);
}

/** Return a storage of the browser, or null if the browser has none or refuses it outright. */
export function openArea(open: () => Storage | null): Area | null {
  const storage = attempt(open, null);
  if (!storage || attempt(() => storage.getItem(""), undefined) === undefined) return null;
  const getItem = (key: string): string | null => attempt(() => storage.getItem(key), null);
  return {
    keys: () => attempt(() => Object.keys(storage), []),
    getItem,
    setItem: (key, value) => attempt(() => (storage.setItem(key, value), true), false) && getItem(key) === value,
    removeItem: (key) => attempt(() => storage.removeItem(key), undefined),
  };
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
