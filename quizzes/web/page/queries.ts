/**
 * Makes the theme's search take whatever is typed as words, and start only when a reader turns to it.
 *
 * The theme hands its worker the text of the box, and the worker reads signs such as `:`, `~` and `+` as commands. So
 * the messages to the worker are changed on their way: a query becomes its words, and an index that an earlier version
 * of the handbook left in the browser's cache is fetched again.
 *
 * The theme starts the worker on every page. There it sorts every word of the handbook into its index, which took a
 * quarter of the processor's time on a module's page. So it starts once the search is open.
 */

import { pageVersion } from "./version";

/** The settings that shipping/search_index.py adds to the index. */
interface Settings {
  handbook_version?: string;
  /** For each clause's number, as "sg 3" and as "sg3", the query that finds it. */
  handbook_clauses?: Record<string, string>;
}

interface Index {
  config: Settings;
}

/** The theme's messages to its worker: the index, then a query at each key press. */
type SearchMessage = { type: 0; data: Index } | { type: 2; data: string };

/** An apostrophe and at most two letters at the end of a word, as in “pupil’s” and “they’re”. */
const ENDING = /(?<=\p{L})['’‘ʼ′`´]\p{L}{1,2}(?![\p{L}\p{N}])/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LETTER = /^\p{L}$/u;

/** Replace `Worker`. Call it before the theme's script, which makes the search worker. `indexAddress`: the index. */
export function searchForWords(indexAddress: URL): void {
  window.Worker = new Proxy(Worker, {
    construct: (worker, [address, options]: [string | URL, WorkerOptions?]) =>
      String(address).includes("/workers/search.")
        ? new SearchWorker(() => new worker(address, options), indexAddress)
        : new worker(address, options),
  });
}

/** Takes the place of the theme's search worker, and starts it once the search is open. */
class SearchWorker extends EventTarget {
  #started: Promise<Worker>;
  #indexAddress: URL;
  #clauses = new Map<string, string>();

  constructor(start: () => Worker, indexAddress: URL) {
    super();
    this.#indexAddress = indexAddress;
    this.#started = opened().then(() => {
      const worker = start();
      worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
      return worker;
    });
  }

  async postMessage(message: SearchMessage): Promise<void> {
    const worker = await this.#started;
    if (message.type === 2) worker.postMessage({ type: 2, data: wordsOf(message.data, this.#clauses) });
    else {
      const index = await upToDate(message.data, this.#indexAddress);
      this.#clauses = new Map(Object.entries(index.config.handbook_clauses ?? {}));
      worker.postMessage({ type: 0, data: index });
    }
  }
}

/** Resolve once the search is open. The theme checks a hidden box then, and at once if the address has a query. */
function opened(): Promise<void> {
  const toggle = document.querySelector<HTMLInputElement>("[data-md-toggle=search]");
  return new Promise((resolve) => {
    if (!toggle || toggle.checked) resolve();
    else toggle.addEventListener("change", () => resolve(), { once: true });
  });
}

/** Return the words of a query. If one clause's number is among them, only entries with that number are found. */
function wordsOf(query: string, clauses: ReadonlyMap<string, string>): string {
  const text = query.replace(ENDING, "").normalize("NFKC").toLowerCase();
  const clauseIn = (part: string): string | undefined => clauses.get(split(part).join(" "));
  const parts = [text, ...text.split(/\s+/)].filter(clauseIn);
  const [part] = parts;
  // No entry has to have the numbers of two clauses, so then neither is required.
  if (part !== undefined && new Set(parts.map(clauseIn)).size === 1) {
    return [clauseIn(part), ...split(text.replaceAll(part, " "))].join(" ");
  }
  const words = split(text);
  // A word finds all that begin with it. With a letter that is nearly every entry, so a letter only counts alone.
  const longer = words.filter((word) => !LETTER.test(word));
  return (longer.length > 0 ? longer : words).join(" ");
}

function split(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Return the index, or a new one if it belongs to another version of the handbook than the page. */
async function upToDate(index: Index, address: URL): Promise<Index> {
  if (location.protocol === "file:" || index.config.handbook_version === pageVersion()) return index;
  try {
    const response = await fetch(address, { cache: "reload" });
    return response.ok ? { ...index, ...((await response.json()) as Index) } : index;
  } catch {
    return index;
  }
}
