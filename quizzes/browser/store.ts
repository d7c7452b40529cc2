/**
 * Keeps a module's session for as long as the tab is open: an opaque string, which only Python reads.
 * Where the browser refuses storage, memory does until the page is left.
 */

const memory = new Map<string, string>();

/** Prefixed, because an intranet's other pages may share this host's storage. */
const key = (module: string): string => `staff-handbook/session/${module}`;

const progressKey = (module: string): string => `staff-handbook/progress/${module}`;

/** How many scenarios of a module are completed; 0 where nothing is kept, or what is kept is no number. */
export function completed(module: string): number {
  try {
    return Number(sessionStorage.getItem(progressKey(module))) || 0;
  } catch {
    return 0;
  }
}

export function load(module: string): string | null {
  try {
    return sessionStorage.getItem(key(module)) ?? memory.get(module) ?? null;
  } catch {
    return memory.get(module) ?? null;
  }
}

/** `completed`: how many of the module's scenarios are, for the list of modules, where no Python runs. */
export function save(module: string, session: string, completed: number): void {
  memory.set(module, session);
  try {
    sessionStorage.setItem(key(module), session);
    sessionStorage.setItem(progressKey(module), String(completed));
  } catch {
    // Refused or full: memory has it.
  }
}

export function clear(module: string): void {
  memory.delete(module);
  try {
    sessionStorage.removeItem(key(module));
    sessionStorage.removeItem(progressKey(module));
  } catch {
    // Refused: there was nothing in it.
  }
}
