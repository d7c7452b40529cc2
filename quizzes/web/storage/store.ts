/**
 * Keeps what a reader has answered, as texts that only Python reads: one entry an answer, under a key of its own that
 * tells its turn and is never written again. So two tabs cannot overwrite each other's answers; there are no locks on
 * plain http. It is kept for the tab; on this computer if the reader asked for that; where the browser refuses
 * storage, in memory until the page is left.
 */

/** By module, a text under every key. */
export type Progress = Record<string, Record<string, string>>;

/** How far a reader is in a module: how many scenarios are completed, how many have changed, and of which edition. */
export interface Count {
  completed: number;
  changed: number;
  edition: string;
}

/** Prefixed, because an intranet's other pages may share this host's storage. */
const OURS = "staff-handbook/";
const ANSWER = `${OURS}answer/`;
const COUNT = `${OURS}count/`;
const KEEP = `${OURS}keep`;
/** Set and taken away again, so that other tabs hear of it. */
const CLEARED = `${OURS}cleared`;

/** Where the browser refuses a storage, this stands in for it. */
class Memory {
  #values = new Map<string, string>();
  keys = (): string[] => [...this.#values.keys()];
  getItem = (key: string): string | null => this.#values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#values.set(key, value);
  removeItem = (key: string): void => void this.#values.delete(key);
}

type Shelf = Pick<Memory, "getItem" | "setItem" | "removeItem" | "keys">;

const memory = new Memory();

function shelf(open: () => Storage): Shelf {
  try {
    const storage = open();
    return {
      keys: () => Object.keys(storage),
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => storage.setItem(key, value),
      removeItem: (key) => storage.removeItem(key),
    };
  } catch {
    return memory;
  }
}

const tab = shelf(() => window.sessionStorage);
const computer = shelf(() => window.localStorage);
const shelves = [...new Set([memory, tab, computer])];

const listeners: (() => void)[] = [];

/** Be told when there is progress, or none any more, or it is kept elsewhere. */
export function onChange(listener: () => void): void {
  listeners.push(listener);
}

function changed(): void {
  for (const listener of listeners) listener();
}

/** Whether the reader asked for progress to be kept on this computer. */
export function kept(): boolean {
  return computer.getItem(KEEP) !== null;
}

/** Keep progress on this computer from now on, or only in this tab. Where it would not fit, it stays where it was. */
export function keep(wanted: boolean): void {
  const [from, to] = wanted ? [tab, computer] : [computer, tab];
  if (wanted) put(computer, KEEP, "yes");
  else computer.removeItem(KEEP);
  for (const key of from.keys().filter((each) => each.startsWith(ANSWER) || each.startsWith(COUNT))) {
    const value = from.getItem(key);
    if (value !== null && put(to, key, value)) from.removeItem(key);
  }
  changed();
}

/** Whether there is anything of a reader. */
export function any(): boolean {
  return shelves.some((each) => each.keys().some((key) => key.startsWith(ANSWER)));
}

/** Whether this tab has anything that nobody asked to be kept. */
export function anyInTab(): boolean {
  return [memory, tab].some((each) => each.keys().some((key) => key.startsWith(ANSWER)));
}

/** A module's entries, oldest first. */
export function entries(module: string): string[] {
  return Object.entries(all()[module] ?? {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, entry]) => entry);
}

/** All entries, for a progress file. */
export function all(): Progress {
  const progress: Progress = {};
  for (const each of shelves) {
    for (const name of each.keys().filter((key) => key.startsWith(ANSWER))) {
      const [module = "", key = ""] = name.slice(ANSWER.length).split("/");
      (progress[module] ??= {})[key] = each.getItem(name) ?? "";
    }
  }
  return progress;
}

/** Keep one more entry of a module. */
export function add(module: string, entry: string): void {
  // Of one length, so that the order of the keys is that of the answers.
  const turn = String(Date.now()).padStart(15, "0");
  write(`${ANSWER}${module}/${turn}-${Math.random().toString(36).slice(2, 10)}`, entry);
  changed();
}

/** Add what a progress file has; what is here already stays as it is. */
export function restore(progress: Progress): void {
  for (const [module, entries] of Object.entries(progress)) {
    for (const [key, entry] of Object.entries(entries)) write(`${ANSWER}${module}/${key}`, entry);
    for (const each of shelves) each.removeItem(COUNT + module);
  }
  changed();
}

/** Take away everything of the reader, and the wish to keep it, here and in other tabs. */
export function clear(): void {
  empty();
  if (put(computer, CLEARED, String(Date.now()))) computer.removeItem(CLEARED);
}

/** Be told that another tab answered in a module, or, with null, that it took everything away. */
export function onOtherTab(listener: (module: string | null) => void): void {
  addEventListener("storage", ({ key, newValue }) => {
    if (key === CLEARED && newValue !== null) {
      empty();
      listener(null);
    } else if (key === KEEP) {
      changed();
    } else if (key?.startsWith(ANSWER) && newValue !== null) {
      listener(key.slice(ANSWER.length).split("/")[0] ?? "");
    }
  });
}

function empty(): void {
  for (const each of shelves) {
    for (const key of each.keys().filter((name) => name.startsWith(OURS))) each.removeItem(key);
  }
  changed();
}

/** For the list of modules, where no Python runs. */
export function count(module: string): Count {
  const text = tab.getItem(COUNT + module) ?? computer.getItem(COUNT + module) ?? "";
  const [completed = "", changed = "", edition = ""] = text.split(" ");
  return { completed: Number(completed) || 0, changed: Number(changed) || 0, edition };
}

export function setCount(module: string, { completed, changed, edition }: Count): void {
  write(COUNT + module, `${completed} ${changed} ${edition}`);
}

function write(key: string, value: string): void {
  if (!(kept() && put(computer, key, value)) && !put(tab, key, value)) memory.setItem(key, value);
}

/** Whether there was room. */
function put(where: Shelf, key: string, value: string): boolean {
  try {
    where.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
