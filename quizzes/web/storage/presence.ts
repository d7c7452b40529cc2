/**
 * Protects one reader's answers from the next person at the same computer.
 *
 * After 30 minutes without a touch, or if a tab was closed and restored, the page asks who is there. After four hours
 * it deletes the answers. Neither happens if the reader asked to keep them.
 */

import * as store from "./store";

const MINUTE_MS = 60_000;
const IDLE_MS = 30 * MINUTE_MS;
const FORGET_MS = 4 * 60 * MINUTE_MS;

/** The longest pause between two pages of one visit. A longer pause means that the tab was closed and restored. */
const MAX_NAVIGATION_MS = 1_000;

const LAST_TOUCH_KEY = "staff-handbook/touched";
const LEFT_KEY = "staff-handbook/left";
const UNCERTAIN_KEY = "staff-handbook/uncertain";

export class Presence {
  #cover: (() => void) | null;
  #onConfirmed: () => void;
  #covered = false;

  /** `cover` hides a page that shows answers. `onConfirmed` runs once the page may show them, usually at once. */
  constructor(cover: (() => void) | null, onConfirmed: () => void) {
    this.#cover = cover;
    this.#onConfirmed = onConfirmed;
    const leftAt = read(LEFT_KEY);
    write(LEFT_KEY, null);
    // Without a time of leaving, the browser crashed or this tab is a copy of another.
    this.#check(leftAt === null ? read(LAST_TOUCH_KEY) !== null : performance.timeOrigin > leftAt + MAX_NAVIGATION_MS);
    if (!this.#covered) onConfirmed();
    setInterval(() => this.#check(false), MINUTE_MS / 2);
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.#recordTouch(), { passive: true });
    addEventListener("pagehide", () => write(LEFT_KEY, store.hasTabAnswers() ? Date.now() : null));
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      const leftAt = read(LEFT_KEY);
      write(LEFT_KEY, null);
      this.#check(leftAt !== null && Date.now() > leftAt + MAX_NAVIGATION_MS);
    });
    store.onChange(() => this.#recordTouch());
  }

  /** Call when the reader confirms that the answers are theirs. */
  confirm(): void {
    this.#covered = false;
    write(UNCERTAIN_KEY, null);
    write(LAST_TOUCH_KEY, Date.now());
    this.#onConfirmed();
  }

  #check(wasAway: boolean): void {
    if (!store.hasTabAnswers() || store.isKept()) return;
    const age = Date.now() - (read(LAST_TOUCH_KEY) ?? Date.now());
    if (age > FORGET_MS) {
      store.clear();
      location.reload();
      return;
    }
    // The flag is stored because a page without answers shows no cover and must not count as a confirmation.
    if (wasAway || age > IDLE_MS) write(UNCERTAIN_KEY, 1);
    if (read(UNCERTAIN_KEY) === null || this.#covered || !this.#cover) return;
    this.#covered = true;
    this.#cover();
  }

  #recordTouch(): void {
    this.#check(false);
    if (read(UNCERTAIN_KEY) === null) write(LAST_TOUCH_KEY, store.hasTabAnswers() ? Date.now() : null);
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
    // If the browser refuses storage, no answers outlive the page, so there is nothing to protect.
  }
}
