/**
 * Stores a reader's answers as entries, which are texts that only Python reads.
 *
 * Each entry has a key of its own, which Python makes (engine/progress.py) and which is never reused. So two tabs
 * cannot overwrite each other's answers; locks are not available on plain http.
 *
 * Entries last as long as the tab, or stay on this computer if the reader asks. If the browser refuses storage, they
 * stay in memory until the reader leaves the page. Nothing is written before the reader answers or chooses something.
 */

import { MemoryArea, openArea, type Area } from "./areas";
import { askFrame } from "./sharing";

/** Entries by key, by module id. */
export type Progress = Record<string, Record<string, string>>;

/**
 * What a module has come to when it was last marked, and of which edition. `standing` is empty if it has not been
 * marked since its answers were read from a file, and a number if an earlier version stored it.
 */
export interface Count {
  completed: number;
  standing: string;
  edition: string;
  /** Whether any answers are stored. */
  answered: boolean;
}

/** A response that is not marked yet, because the reader left before the engine was ready. */
export interface WaitingResponse {
  scenario: string;
  item: string;
  response: string[];
}

/** The prefix of every key, because other pages of an intranet may share this host's storage. */
const PREFIX = "staff-handbook/";
const ANSWER_PREFIX = `${PREFIX}answer/`;
/** Of a response that the reader has submitted and that is not marked yet: module, scenario, item. */
const WAITING_PREFIX = `${PREFIX}waiting/`;
const COUNT_PREFIX = `${PREFIX}count/`;
const KEEP_KEY = `${PREFIX}keep`;
/** Set and removed again, so that other tabs get a `storage` event. */
const CLEARED_KEY = `${PREFIX}cleared`;

const memory = new MemoryArea();
let tab: Area | null = null;
let computer: Area | null = null;
let areas: Area[] = [memory];

/** Whether progress may be kept on this computer. */
let keeps = false;

/** Open the browser's storage. Until then, answers are in memory: in a package for a learning platform, always. */
export function open(): void {
  openAreas();
  keeps = computer !== null;
}

/**
 * Open the browser's storage on a page in a folder, as soon as it may be used, and then call `opened`.
 *
 * `address` is that of the file that tells: see sharing.ts.
 */
export function openInFolder(address: URL, opened: () => void): void {
  askFrame(address, () => (openAreas(), computer), (shared) => {
    keeps = shared;
    // The first edition kept answers where other pages could not delete them. They go to the tab, with any in memory.
    setKept(computer?.getItem(KEEP_KEY) != null && shared);
    opened();
  });
}

function openAreas(): void {
  tab = openArea(() => window.sessionStorage);
  computer = openArea(() => window.localStorage);
  areas = [memory, tab, computer].filter((area) => area !== null);
}

const listeners: (() => void)[] = [];

/** Call `listener` when progress is added or removed, or the place where it is kept changes. */
export function onChange(listener: () => void): void {
  listeners.push(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** Where answers are: for as long as the page, for as long as the tab, or on this computer. */
export type Place = "memory" | "tab" | "computer";

/** Return the place of the answer that goes first. */
export function place(): Place {
  if (holdsAnswers(memory)) return "memory";
  if (isKept() && !(tab && holdsAnswers(tab))) return "computer";
  return tab ? "tab" : "memory";
}

/** Whether this browser can keep progress so that every page of the handbook finds it and can delete it. */
export function canKeep(): boolean {
  return keeps;
}

/** Whether the reader asked to keep progress on this computer. */
export function isKept(): boolean {
  return keeps && computer?.getItem(KEEP_KEY) != null;
}

/** Keep progress on this computer, or only in this tab. Entries that do not fit on the computer stay where they are. */
export function setKept(wanted: boolean): void {
  if (wanted) keeps &&= computer?.setItem(KEEP_KEY, "yes") === true;
  else computer?.removeItem(KEEP_KEY);
  for (const from of [memory, wanted ? tab : computer]) {
    const keys = from?.keys().filter((name) => isAnswer(name) || name.startsWith(COUNT_PREFIX));
    for (const key of keys ?? []) write(key, from?.getItem(key) ?? "");
  }
  notify();
}

/** Whether any answers are stored. */
export function hasAnswers(): boolean {
  return areas.some(holdsAnswers);
}

/** Whether this tab has answers that are not kept on the computer. */
export function hasTabAnswers(): boolean {
  return holdsAnswers(memory) || (tab !== null && holdsAnswers(tab));
}

function holdsAnswers(area: Area): boolean {
  return area.keys().some(isAnswer);
}

/** Whether a key is that of an answer, marked or waiting. */
function isAnswer(key: string): boolean {
  return key.startsWith(ANSWER_PREFIX) || key.startsWith(WAITING_PREFIX);
}

/** Return a module's entries by key. Python puts them in order. */
export function entries(module: string): Record<string, string> {
  return allEntries()[module] ?? {};
}

/** Return all entries, for a progress file. */
export function allEntries(): Progress {
  const progress: Progress = {};
  for (const area of areas) {
    for (const name of area.keys().filter((key) => key.startsWith(ANSWER_PREFIX))) {
      const [module = "", key = ""] = name.slice(ANSWER_PREFIX.length).split("/");
      (progress[module] ??= {})[key] = area.getItem(name) ?? "";
    }
  }
  return progress;
}

/** Store an entry of a module under the key that Python gave it. */
export function add(module: string, key: string, entry: string): void {
  write(`${ANSWER_PREFIX}${module}/${key}`, entry);
  notify();
}

/** Keep a response until it is marked, so that the reader may leave the page meanwhile. */
export function addWaiting(module: string, { scenario, item, response }: WaitingResponse): void {
  write(`${WAITING_PREFIX}${module}/${scenario}/${item}`, response.join(" "));
  notify();
}

/** Return the responses of a module that are not marked yet. */
export function waiting(module: string): WaitingResponse[] {
  const prefix = `${WAITING_PREFIX}${module}/`;
  return areas.flatMap((area) =>
    area.keys().filter((key) => key.startsWith(prefix)).map((key) => {
      const [scenario = "", item = ""] = key.slice(prefix.length).split("/");
      return { scenario, item, response: (area.getItem(key) ?? "").split(" ") };
    }),
  );
}

/** Remove a response that was waiting. Returns false if it is gone already: another page has had it marked. */
export function removeWaiting(module: string, { scenario, item }: WaitingResponse): boolean {
  const key = `${WAITING_PREFIX}${module}/${scenario}/${item}`;
  const holders = areas.filter((area) => area.getItem(key) !== null);
  for (const area of holders) area.removeItem(key);
  return holders.length > 0;
}

/** Add the entries of a progress file to those that are stored. */
export function restore(progress: Progress): void {
  for (const [module, entries] of Object.entries(progress)) {
    for (const [key, entry] of Object.entries(entries)) write(`${ANSWER_PREFIX}${module}/${key}`, entry);
    for (const area of areas) area.removeItem(COUNT_PREFIX + module);
  }
  notify();
}

/** Delete all progress and the choice to keep it, here and in other tabs. */
export function clear(): void {
  removeAll();
  computer?.setItem(CLEARED_KEY, String(Date.now()));
  computer?.removeItem(CLEARED_KEY);
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
  for (const area of areas) {
    for (const key of area.keys().filter((name) => name.startsWith(PREFIX))) area.removeItem(key);
  }
  notify();
}

/** Return the stored progress in a module, for the list of modules, where Python does not run. */
export function getCount(module: string): Count {
  const text = areas.map((area) => area.getItem(COUNT_PREFIX + module)).find((value) => value !== null) ?? "";
  const [completed = "", standing = "", edition = ""] = text.split(" ");
  return { completed: Number(completed) || 0, standing, edition, answered: module in allEntries() };
}

/** Store the progress in a module. */
export function setCount(module: string, { completed, standing, edition }: Omit<Count, "answered">): void {
  write(COUNT_PREFIX + module, `${completed} ${standing} ${edition}`);
}

/** Write a value to the most lasting place that the reader chose and the browser accepts, and to no other. */
function write(key: string, value: string): void {
  const wanted = isKept() ? [computer, tab, memory] : [tab, memory];
  const written = wanted.find((area) => area?.setItem(key, value));
  for (const area of areas) if (area !== written) area.removeItem(key);
}
