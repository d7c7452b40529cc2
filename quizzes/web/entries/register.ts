/** The register page's script: passes the office's files to the engine, and its replies to the parts of the page. */

import { DueView } from "../../components/register-due/script";
import { showClauses } from "../../components/register-clauses/script";
import { showFiles } from "../../components/register-files/script";
import { MissingView } from "../../components/register-missing/script";
import { showPicture } from "../../components/register-picture/script";
import { StaffView } from "../../components/register-staff/script";
import { TableView } from "../../components/register-table/script";
import { RegisterView } from "../../components/register/script";
import { find } from "../page/dom";
import { Engine, RefusedError } from "../engine/engine";
import { saveFile, today } from "../page/files";
import { base64, checkFiles, type ChosenFile, type Skipped } from "../page/gather";
import type { RegisterReply, Row } from "../engine/documents";
import { RegisterClient } from "../engine/register";
import { Phrases } from "../page/phrases";
import { connectorsFor } from "../engine/connectors";

/** Longer than the default, because thousands of rows take the engine a while on a slow computer. */
const TIMEOUTS = { reply: 60_000, receipt: 10_000 };

const scriptAddress = (document.currentScript as HTMLScriptElement).src;
const root = find(document, "[data-register]");
const phrases = new Phrases(root);
const engine: Engine = new Engine(
  connectorsFor(scriptAddress),
  (state) => {
    document.documentElement.dataset.engine = state;
    if (state === "unavailable") view.showUnavailable(engine.stopped);
  },
  TIMEOUTS,
);
const client = new RegisterClient(engine, find(root, "[data-definitions]").textContent, phrases.words);

/** One byte more than the engine reads of a staff list, so that it reports one that is too large. */
const MAX_LIST_BYTES = 5_000_001;

/** What the office has added and set on this page. It is stored nowhere else. */
let rows: Row[] = [];
const matches = new Map<string, string>();
let register: RegisterReply | null = null;
let latestRefresh = 0;
let queue: Promise<unknown> = Promise.resolve();

const view = new RegisterView(root, phrases, {
  addFiles: (read, skipped) => {
    queue = queue.then(() => addFiles(read, skipped));
  },
  save: () => register && saveFile(`register-${today()}.csv`, "text/csv", "\ufeff", register.csv),
  clear: () => {
    rows = [];
    matches.clear();
    staff.clear();
    register = null;
    latestRefresh++;
  },
});
const staff = new StaffView(root, phrases, {
  read: (file) => readList(file),
  changed: () => void (engine.state === "unavailable" || refresh()),
});
const table = new TableView(find(root, ".register-table"), phrases);
const due = new DueView(find(root, ".register-due"), phrases, () => void refresh());
const missing = new MissingView(find(root, ".register-missing"), phrases, (name, member) => {
  if (member === null) matches.delete(name);
  else matches.set(name, member);
  return refresh();
});
engine.start();
view.reveal();

/** Check the files, add them to the register and show it. If that fails, none of them are added. */
async function addFiles(read: () => Promise<ChosenFile[]>, skipped: Skipped): Promise<void> {
  view.showProgress(0, 0);
  const before = rows;
  try {
    const checked = await checkFiles(client, await read(), skipped, (share, files) => view.showProgress(share, files));
    rows = [...rows, ...checked.rows];
    await refresh();
    view.showDone(register, checked.files, skipped);
  } catch {
    rows = before;
    view.showFailed();
  }
}

/** Let the engine decode a staff list. */
async function readList(file: File): Promise<{ text: string } | { problem: string }> {
  try {
    return { text: await client.readList((await base64(file, 0, MAX_LIST_BYTES)) ?? "") };
  } catch (error) {
    return { problem: error instanceof RefusedError ? error.name : "not-text" };
  }
}

/** Make the register again and show it. If several refreshes overlap, only the last is shown. */
async function refresh(): Promise<void> {
  const current = ++latestRefresh;
  const settings = { matches, months: due.months, today: today(), staff: staff.text };
  const reply = await client.register(rows, { ...settings, columns: staff.columns }).catch((error: unknown) => {
    if (!(error instanceof RefusedError && error.name === "no-such-column")) throw error;
    staff.columns = ""; // the office has deleted the column that it chose
    return client.register(rows, { ...settings, columns: "" });
  });
  if (current !== latestRefresh) return;
  staff.show(reply.findings.staff);
  if (!rows.length) return;
  const { rows: listed } = reply;
  const part = (name: string): HTMLElement => find(root, `.register-${name}`);
  // Hundreds of rows take time to show, so the browser gets a turn after each part.
  for (const show of [
    () => view.showTotals((register = reply)),
    () => table.show(listed),
    () => showFiles(part("files"), phrases, listed),
    () => due.show(listed),
    () => missing.show(reply.findings, matches),
    () => showPicture(part("picture"), phrases, reply),
    () => showClauses(part("clauses"), phrases, reply.findings.clauses),
  ]) {
    if (current !== latestRefresh) return;
    show();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
