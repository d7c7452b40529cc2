/**
 * Whether whoever is at the page gave the answers in it. After half an hour without a touch, and where a tab was closed
 * and brought back, it is not certain; after four hours the answers go. Not where the reader asked to keep them.
 */

import * as store from "./store";

const MINUTE = 60_000;
const IDLE = 30 * MINUTE;
const FORGET = 4 * 60 * MINUTE;

/** Milliseconds between two pages of one visit, at most. A navigation begins before the page that it leaves ends. */
const AWAY = 1_000;

const TOUCHED = "staff-handbook/touched";
const LEFT = "staff-handbook/left";
const UNCERTAIN = "staff-handbook/uncertain";

export class Presence {
  #cover: (() => void) | null;
  #onCertain: () => void;
  #covered = false;

  /** `cover` hides a page that shows answers. `onCertain` is called when it is certain who is there: mostly at once. */
  constructor(cover: (() => void) | null, onCertain: () => void) {
    this.#cover = cover;
    this.#onCertain = onCertain;
    const left = read(LEFT);
    write(LEFT, null);
    // No word of leaving: the browser came down, or the tab is a copy of another.
    this.#judge(left === null ? read(TOUCHED) !== null : performance.timeOrigin > left + AWAY);
    if (!this.#covered) onCertain();
    setInterval(() => this.#judge(false), MINUTE / 2);
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.#touch(), { passive: true });
    addEventListener("pagehide", () => write(LEFT, store.anyInTab() ? Date.now() : null));
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      const hidden = read(LEFT);
      write(LEFT, null);
      this.#judge(hidden !== null && Date.now() > hidden + AWAY);
    });
    store.onChange(() => this.#touch());
  }

  /** The reader says that it is still them. */
  carryOn(): void {
    this.#covered = false;
    write(UNCERTAIN, null);
    write(TOUCHED, Date.now());
    this.#onCertain();
  }

  #judge(away: boolean): void {
    if (!store.anyInTab() || store.kept()) return;
    const age = Date.now() - (read(TOUCHED) ?? Date.now());
    if (age > FORGET) {
      store.clear();
      location.reload();
      return;
    }
    // Kept, so that a page without answers, which needs no cover, does not make it certain.
    if (away || age > IDLE) write(UNCERTAIN, 1);
    if (read(UNCERTAIN) === null || this.#covered || !this.#cover) return;
    this.#covered = true;
    this.#cover();
  }

  #touch(): void {
    this.#judge(false);
    if (read(UNCERTAIN) === null) write(TOUCHED, store.anyInTab() ? Date.now() : null);
  }
}

function read(key: string): number | null {
  try {
    return Number(sessionStorage.getItem(key)) || null;
  } catch {
    return null;
  }
}

function write(key: string, value: number | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, String(value));
  } catch {
    // Refused: then nothing is kept that could be shown to anybody else.
  }
}
