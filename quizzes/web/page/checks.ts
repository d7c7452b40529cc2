/** The checks of *Does it work here?*: whether this browser, this server and this folder do what the handbook needs. */

import { connectorsFor } from "../engine/connectors";
import { Engine } from "../engine/engine";
import { tryMarking } from "../engine/session";
import { openArea } from "../storage/areas";
import { newestVersion, pageVersion } from "./version";

/** What has come of a check: the name of its words in the page, and what they leave a gap for. */
export interface Result {
  name: string;
  text?: string;
}

/** Browsers use these kinds of files only with the right type. Any type will do for the others. */
const NEEDED_TYPES: Record<string, RegExp> = {
  html: /\bhtml\b/,
  css: /\btext\/css\b/,
  js: /\b(?:java|ecma)script\b/,
};

/** Servers keep these files of the folder to themselves, or need not send them. */
const NOT_SENT = ["web.config", ".htaccess", "nginx-example.conf"];
const CHECKSUM = /^[\da-f]{64} {2}(.+)$/gm;
/** Requests at a time, which is what browsers allow. */
const AT_ONCE = 6;
/** The most files that are named. If more are missing, the folder was not copied. */
const MAX_NAMED = 12;

/** The smallest module of WebAssembly: a page that may not start this one cannot start Python. */
const SMALLEST_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
/** The first two bytes of a gzip file. A server may send some page in its place. */
const GZIP = [0x1f, 0x8b];

export const fromFolder = location.protocol === "file:";

/** Whether the browser has what marking needs, and may use it here. */
export function checkBrowser(): Result {
  const names = ["WebAssembly", "Worker", "DecompressionStream", "Blob"];
  const missing = names.filter((name) => !(name in window));
  if (missing.length > 0) return { name: "lacks", text: missing.join(", ") };
  try {
    new WebAssembly.Module(SMALLEST_MODULE);
    return { name: "works" };
  } catch {
    return { name: "refused" };
  }
}

/** Whether the server sends one file of each kind. `files`: their addresses, by the ends of their names. */
export async function checkFiles(files: Record<string, string | undefined>): Promise<Result> {
  if (fromFolder) return { name: "folder" };
  const checked = Object.entries(files).map(([kind, address]) => (address ? faultOf(kind, address) : null));
  const faults = (await Promise.all(checked)).filter((fault) => fault !== null);
  return faults.length > 0 ? { name: "wrong", text: faults.join("; ") } : { name: "works" };
}

async function faultOf(kind: string, address: string): Promise<string | null> {
  try {
    const response = await fetch(address, { cache: "no-store" });
    const type = response.headers.get("content-type") ?? "";
    const reader = response.body?.getReader();
    const start = (await reader?.read())?.value ?? [];
    void reader?.cancel();
    const isRight = NEEDED_TYPES[kind]?.test(type) ?? true;
    const isWhole = kind !== "bin" || GZIP.every((byte, index) => start[index] === byte);
    return response.ok && isRight && isWhole ? null : `.${kind}: ${response.status} ${type}`.trim();
  } catch (error) {
    return `.${kind}: ${String(error)}`;
  }
}

/** Whether every file of the folder arrives, by the list that is in it. */
export async function checkFolder(site: URL): Promise<Result> {
  if (fromFolder) return { name: "folder" };
  const list = await fetch(new URL("checksums.txt", site), { cache: "no-store" }).catch(() => null);
  const names = list?.ok ? [...(await list.text()).matchAll(CHECKSUM)].map(([, name = ""]) => name) : [];
  if (names.length === 0) return { name: "unknown" };
  const waiting = names.filter((name) => !NOT_SENT.includes(name));
  const missing: string[] = [];
  const count = waiting.length;
  const checkNext = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (!(await arrives(new URL(encodeURI(name), site)))) missing.push(name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, checkNext));
  if (missing.length === 0) return { name: "works", text: String(count) };
  const more = missing.length > MAX_NAMED ? ` … (${missing.length})` : "";
  return { name: "wrong", text: missing.sort().slice(0, MAX_NAMED).join(", ") + more };
}

async function arrives(address: URL): Promise<boolean> {
  // Some servers answer no such request, which says nothing of the file.
  const answer = await fetch(address, { method: "HEAD", cache: "no-store" }).catch(() => null);
  return answer !== null && (answer.ok || answer.status === 405 || answer.status === 501);
}

/** Whether this page and the folder are of one version. */
export async function checkVersion(site: URL): Promise<Result> {
  if (fromFolder) return { name: "folder" };
  const newest = await newestVersion(site);
  if (newest === null) return { name: "unknown" };
  return { name: newest === pageVersion() ? "works" : "wrong" };
}

/** Whether the browser keeps answers. */
export function checkStorage(): Result {
  if (!keeps(() => sessionStorage)) return { name: "none" };
  return { name: keeps(() => localStorage) ? "works" : "tab" };
}

function keeps(open: () => Storage | null): boolean {
  const area = openArea(open);
  const kept = area?.setItem("handbook-check", "1") ?? false;
  area?.removeItem("handbook-check");
  return kept;
}

/** Have one answer marked. `request` is the answer, which is a best one. `script`: the address of the page's script. */
export async function checkMarking(script: string, request: string, locale: string): Promise<Result> {
  const start = performance.now();
  let used = 0;
  const connectors = connectorsFor(script).map((connector, index): typeof connector => (listener) => {
    used = index;
    return connector(listener);
  });
  const engine = new Engine(connectors, () => undefined);
  try {
    const { scenarios } = await tryMarking(engine, request);
    if (!scenarios.some(({ grade }) => grade === "best")) return { name: "wrong", text: "grade" };
    const seconds = (performance.now() - start) / 1000;
    const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds);
    return { name: used > 0 ? "embedded" : "works", text };
  } catch (error) {
    return { name: "wrong", text: engine.reason || String(error) };
  }
}
