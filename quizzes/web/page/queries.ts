/**
 * Makes the theme's search take whatever is typed as words.
 *
 * The theme hands its worker the text of the box, and the worker reads signs such as `:`, `~` and `+` as commands. So
 * each query becomes its words on its way to the worker.
 */

/** The settings that shipping/search_index.py adds to the index. */
interface Settings {
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

/** Replace `Worker`. Call it before the theme's script, which starts the search worker. */
export function searchForWords(): void {
  let clauses = new Map<string, string>();
  window.Worker = class extends Worker {
    override postMessage(message: unknown): void {
      const search = message as SearchMessage;
      if (search.type === 2) super.postMessage({ type: 2, data: wordsOf(search.data, clauses) });
      else {
        if (search.type === 0) clauses = new Map(Object.entries(search.data.config.handbook_clauses ?? {}));
        super.postMessage(message);
      }
    }
  };
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
