/**
 * Stores a reader's answers as entries, which are texts that only Python reads.
 *
 * Each entry has a key of its own, which Python makes (engine/progress.py) and which is never reused. So two tabs
 * cannot overwrite each other's answers; locks are not available on plain http.
 *
 * Entries last as long as the tab, or stay on this computer if the reader asks. If the browser refuses storage, they
 * stay in memory until the reader leaves the page.
 */

/** Entries by key, by module id. */
export type Progress = Record<string, Record<string, string>>;

/** A reader's progress in one module: scenarios completed, scenarios changed since, and the edition they are from. */
export interface Count {
  completed: number;
  changed: number;
  edition: string;
}

/** The prefix of every key, because other pages of an intranet may share this host's storage. */
const PREFIX = "staff-handbook/";
const ANSWER_PREFIX = `${PREFIX}answer/`;
const COUNT_PREFIX = `${PREFIX}count/`;
const KEEP_KEY = `${PREFIX}keep`;
/** Set and removed again, so that other tabs get a `storage` event. */
const CLEARED_KEY = `${PREFIX}cleared`;

/** Replaces a storage that the browser refuses. */
class MemoryStore {
  #values = new Map<string, string>();
  keys = (): string[] => [...this.#values.keys()];
  getItem = (key: string): string | null => this.#values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#values.set(key, value);
  removeItem = (key: string): void => void this.#values.delete(key);
}

type Store = Pick<MemoryStore, "getItem" | "setItem" | "removeItem" | "keys">;

const memoryStore = new MemoryStore();

function openStore(open: () => Storage): Store {
  try {
    const storage = open();
    return {
      keys: () => Object.keys(storage),
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => storage.setItem(key, value),
      removeItem: (key) => storage.removeItem(key),
    };
  } catch {
    return memoryStore;
  }
}

const tabStore = openStore(() => window.sessionStorage);
const computerStore = openStore(() => window.localStorage);
const stores = [...new Set([memoryStore, tabStore, computerStore])];

const listeners: (() => void)[] = [];

/** Call `listener` when progress is added or removed, or the place where it is kept changes. */
export function onChange(listener: () => void): void {
  listeners.push(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** Whether the reader asked to keep progress on this computer. */
export function isKept(): boolean {
  return computerStore.getItem(KEEP_KEY) !== null;
}

/** Keep progress on this computer, or only in this tab. Entries that do not fit stay where they are. */
export function setKept(wanted: boolean): void {
  const [from, to] = wanted ? [tabStore, computerStore] : [computerStore, tabStore];
  if (wanted) tryWrite(computerStore, KEEP_KEY, "yes");
  else computerStore.removeItem(KEEP_KEY);
  for (const key of from.keys().filter((name) => name.startsWith(ANSWER_PREFIX) || name.startsWith(COUNT_PREFIX))) {
    const value = from.getItem(key);
    if (value !== null && tryWrite(to, key, value)) from.removeItem(key);
  }
  notify();
}

/** Whether any answers are stored. */
export function hasAnswers(): boolean {
  return stores.some((store) => store.keys().some((key) => key.startsWith(ANSWER_PREFIX)));
}

/** Whether this tab has answers that are not kept on the computer. */
export function hasTabAnswers(): boolean {
  return [memoryStore, tabStore].some((store) => store.keys().some((key) => key.startsWith(ANSWER_PREFIX)));
}

/** Return a module's entries by key. Python puts them in order. */
export function entries(module: string): Record<string, string> {
  return allEntries()[module] ?? {};
}

/** Return all entries, for a progress file. */
export function allEntries(): Progress {
  const progress: Progress = {};
  for (const store of stores) {
    for (const name of store.keys().filter((key) => key.startsWith(ANSWER_PREFIX))) {
      const [module = "", key = ""] = name.slice(ANSWER_PREFIX.length).split("/");
      (progress[module] ??= {})[key] = store.getItem(name) ?? "";
    }
  }
  return progress;
}

/** Store an entry of a module under the key that Python gave it. */
export function add(module: string, key: string, entry: string): void {
  write(`${ANSWER_PREFIX}${module}/${key}`, entry);
  notify();
}

/** Add the entries of a progress file to those that are stored. */
export function restore(progress: Progress): void {
  for (const [module, entries] of Object.entries(progress)) {
    for (const [key, entry] of Object.entries(entries)) write(`${ANSWER_PREFIX}${module}/${key}`, entry);
    for (const store of stores) store.removeItem(COUNT_PREFIX + module);
  }
  notify();
}

/** Delete all progress and the choice to keep it, here and in other tabs. */
export function clear(): void {
  removeAll();
  if (tryWrite(computerStore, CLEARED_KEY, String(Date.now()))) computerStore.removeItem(CLEARED_KEY);
}

/** Call `listener` with the module that another tab answered in, or with null if it deleted all progress. */
export function onOtherTabChange(listener: (module: string | null) => void): void {
  addEventListener("storage", ({ key, newValue }) => {
    if (key === CLEARED_KEY && newValue !== null) {
      removeAll();
      listener(null);
    } else if (key === KEEP_KEY) {
      notify();
    } else if (key?.startsWith(ANSWER_PREFIX) && newValue !== null) {
      listener(key.slice(ANSWER_PREFIX.length).split("/")[0] ?? "");
    }
  });
}

function removeAll(): void {
  for (const store of stores) {
    for (const key of store.keys().filter((name) => name.startsWith(PREFIX))) store.removeItem(key);
  }
  notify();
}

/** Return the stored progress in a module, for the list of modules, where Python does not run. */
export function getCount(module: string): Count {
  const text = tabStore.getItem(COUNT_PREFIX + module) ?? computerStore.getItem(COUNT_PREFIX + module) ?? "";
  const [completed = "", changed = "", edition = ""] = text.split(" ");
  return { completed: Number(completed) || 0, changed: Number(changed) || 0, edition };
}

/** Store the progress in a module. */
export function setCount(module: string, { completed, changed, edition }: Count): void {
  write(COUNT_PREFIX + module, `${completed} ${changed} ${edition}`);
}

/** Write a value to the most lasting storage that the reader chose and the browser accepts. */
function write(key: string, value: string): void {
  if (isKept() && tryWrite(computerStore, key, value)) return;
  if (!tryWrite(tabStore, key, value)) memoryStore.setItem(key, value);
}

/** Write a value; returns false if the storage is full or refuses it. */
function tryWrite(store: Store, key: string, value: string): boolean {
  try {
    store.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
