/** The register page's script: passes the office's files to the engine, and its replies to the parts of the page. */

import { LeaversView } from "../../components/register-leavers/script";
import { OpenView } from "../../components/register-open/script";
import { PaperView } from "../../components/register-paper/script";
import { PeopleView } from "../../components/register-people/script";
import { RequiredView } from "../../components/register-required/script";
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
import type { ListedRow, RegisterReply, Row } from "../engine/documents";
import { MAX_LIST_BYTES, MAX_REGISTER_BYTES } from "../engine/office_documents";
import { RegisterClient, type Settings } from "../engine/register";
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

/** What the office has added and set on this page. It is stored nowhere else, unless the office saves it as a file. */
let rows: Row[] = [];
const matches = new Map<string, string>();
/** The texts of the register files that were opened. */
let opened: string[] = [];
let register: RegisterReply | null = null;
let latestRefresh = 0;
let queue: Promise<unknown> = Promise.resolve();

const view = new RegisterView(root, phrases, {
  addFiles: (read, skipped) => {
    queue = queue.then(() => addFiles(read, skipped));
  },
  saveRegister: () => void saveRegister(),
  saveTable: () => register && saveFile(`register-${today()}.csv`, "text/csv", "\ufeff", register.csv),
  clear: () => {
    rows = [];
    opened = [];
    matches.clear();
    for (const part of [staff, paper, required, leavers, due]) part.clear();
    open.showProblem("", null);
    register = null;
    void change();
  },
});
const open = new OpenView(root, (file) => {
  queue = queue.then(() => openRegister(file));
});
const staff = new StaffView(root, phrases, {
  read: (file) => readList(file),
  changed: () => void change(),
});
const signers = new PeopleView(find(root, ".register-paper .register-choice"), phrases);
const paper = new PaperView(root, phrases, signers, {
  add: async ({ people, module, date }) => {
    rows = [...rows, ...(await client.sign(people, module, date, today()))];
    await change();
    view.showTold(phrases.count("sheets", people.length));
  },
  remove: (row) => {
    rows = rows.filter((other) => !isSameSheet(row, other));
    return change();
  },
});
const required = new RequiredView(root, phrases, () => void change());
const leaverChoice = new PeopleView(find(root, ".register-leavers .register-choice"), phrases);
const leavers = new LeaversView(root, leaverChoice, () => change());
const table = new TableView(find(root, ".register-table"), phrases);
const due = new DueView(find(root, ".register-due"), phrases, () => void change());
const missing = new MissingView(find(root, ".register-missing"), phrases, (name, member) => {
  if (member === null) matches.delete(name);
  else matches.set(name, member);
  return change();
});
engine.start();
view.reveal();

function settings(): Settings {
  const own = { matches, months: due.months, required: required.requirements, left: leavers.names };
  return { ...own, staff: staff.text, columns: staff.columns, today: today() };
}

/** Check the files, add them to the register and show it. If that fails, none of them are added. */
async function addFiles(read: () => Promise<ChosenFile[]>, skipped: Skipped): Promise<void> {
  view.showProgress(0, 0);
  const before = rows;
  try {
    const checked = await checkFiles(client, await read(), skipped, (share, files) => view.showProgress(share, files));
    rows = [...rows, ...checked.rows];
    await refresh();
    view.showUnsaved(true);
    view.showDone(register, checked.files, skipped);
  } catch {
    rows = before;
    view.showFailed();
  }
}

/** Let the engine decode a staff list. It refuses one that is too large, so one byte more than it may have is read. */
async function readList(file: File): Promise<{ text: string } | { problem: string }> {
  try {
    return { text: await client.readList((await base64(file, 0, MAX_LIST_BYTES + 1)) ?? "") };
  } catch (error) {
    return { problem: error instanceof RefusedError ? error.name : "not-text" };
  }
}

/** Open a register file: its rows are added to those on the page. What the office has set on the page stays as it is. */
async function openRegister(file: File): Promise<void> {
  open.showProblem("", null);
  try {
    const text = await file.slice(0, MAX_REGISTER_BYTES + 1).text();
    const { opened: kept, problem, place, line } = await client.open(text);
    if (!kept) {
      const where = line ? [phrases.say("line", { line })] : place ? [phrases.say("place", { place })] : [];
      open.showProblem(file.name, { name: problem, where });
      return;
    }
    const isFirst = rows.length === 0;
    rows = [...rows, ...kept.rows];
    opened = [...opened, text];
    for (const [name, member] of Object.entries(kept.same)) if (!matches.has(name)) matches.set(name, member);
    if (!staff.text.trim()) staff.text = kept.staff;
    if (required.requirements.length === 0) required.load(kept.required);
    due.load(kept.months);
    await refresh();
    view.showUnsaved(!isFirst);
    const told = [phrases.count("opened", kept.rows.length, { day: phrases.day(kept.saved) })];
    if (kept.retired.length) told.push(phrases.say("retired", { modules: kept.retired.join(", ") }));
    view.showTold(...told);
  } catch {
    open.showProblem(file.name, { name: "failed", where: [] });
  }
}

/** Save the register as a file. The page keeps nothing of it. */
async function saveRegister(): Promise<void> {
  try {
    const { file, file_name: name } = await client.save(rows, settings(), opened);
    saveFile(name, "application/json", file);
    view.showUnsaved(false);
    view.showTold(phrases.say("saved", { file: name }));
  } catch {
    view.showSavingFailed();
  }
}

/** Show the register after the office has changed something. Without the engine, the page says so in its own place. */
async function change(): Promise<void> {
  view.showUnsaved(true);
  try {
    await refresh();
  } catch (error) {
    if (engine.state !== "unavailable") throw error;
  }
}

function isSameSheet(row: ListedRow, other: Row): boolean {
  const name = row.given_name || row.name;
  return other.paper && other.name === name && other.module === row.module && other.date === row.date;
}

/** Make the register again and show it. If several refreshes overlap, only the last is shown. */
async function refresh(): Promise<void> {
  const current = ++latestRefresh;
  const reply = await client.register(rows, settings()).catch((error: unknown) => {
    if (!(error instanceof RefusedError && error.name === "no-such-column")) throw error;
    staff.columns = ""; // the office has deleted the column that it chose
    return client.register(rows, settings());
  });
  const { rows: listed, people, findings } = reply;
  const part = (name: string): HTMLElement => find(root, `.register-${name}`);
  // Hundreds of rows take time to show, so the browser gets a turn after each part.
  for (const show of [
    () => staff.show(findings.staff),
    () => (listed.length ? view.showTotals((register = reply)) : view.showNothing()),
    () => table.show(listed),
    () => showFiles(part("files"), phrases, listed),
    () => due.show(listed, reply.due_list),
    () => missing.show(findings, matches),
    () => showPicture(part("picture"), phrases, reply),
    () => showClauses(part("clauses"), phrases, reply),
    () => signers.show(people),
    () => leaverChoice.show(people),
    () => paper.show(listed),
    () => required.show(reply.roles),
  ]) {
    if (current !== latestRefresh) return;
    show();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
