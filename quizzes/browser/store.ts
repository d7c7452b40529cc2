/**
 * Keeps a module's session for as long as the tab is open: an opaque string, which only Python reads.
 * Where the browser refuses storage, memory does until the page is left.
 */

const memory = new Map<string, string>();

/** Prefixed, because an intranet's other pages may share this host's storage. */
const key = (module: string): string => `staff-handbook/session/${module}`;

export function load(module: string): string | null {
  try {
    return sessionStorage.getItem(key(module)) ?? memory.get(module) ?? null;
  } catch {
    return memory.get(module) ?? null;
  }
}

export function save(module: string, session: string): void {
  memory.set(module, session);
  try {
    sessionStorage.setItem(key(module), session);
  } catch {
    // Refused or full: memory has it.
  }
}

export function clear(module: string): void {
  memory.delete(module);
  try {
    sessionStorage.removeItem(key(module));
  } catch {
    // Refused: there was nothing in it.
  }
}
