/** The register page's script: gives the files of an office to the engine, and its replies to the parts of the page. */

import { DueView } from "../../components/register-due/script";
import { showClauses } from "../../components/register-clauses/script";
import { showFiles } from "../../components/register-files/script";
import { MissingView } from "../../components/register-missing/script";
import { showPicture } from "../../components/register-picture/script";
import { StaffView } from "../../components/register-staff/script";
import { TableView } from "../../components/register-table/script";
import { Frame } from "../../components/register/script";
import { find } from "../page/dom";
import { Engine } from "../engine/engine";
import { saveFile, today } from "../page/files";
import { records, type Given, type PassedOver } from "../page/gather";
import type { RegisterReply, Row } from "../engine/documents";
import { Office, type RecordFile } from "../engine/register";
import { Phrases } from "../page/phrases";
import { waysFrom } from "../engine/ways";

/** Files that the engine is given at once: few enough for the progress bar to move. */
const FILES_AT_ONCE = 20;

/** The engine may take this long over one batch, or over thousands of rows on a slow computer. */
const REPLY_TIMEOUT_MS = 60_000;

const here = (document.currentScript as HTMLScriptElement).src;
const root = find(document, "[data-register]");
const phrases = new Phrases(root);
const engine = new Engine(
  waysFrom(here),
  (state) => {
    document.documentElement.dataset.engine = state;
    frame.available = state !== "unavailable";
  },
  { reply: REPLY_TIMEOUT_MS },
);
const office = new Office(engine, find(root, "[data-definitions]").textContent, phrases.words);

/** What the office has given. It is kept nowhere else. */
let rows: Row[] = [];
const same = new Map<string, string>();
let register: RegisterReply | null = null;
let asked = 0;
let last: Promise<unknown> = Promise.resolve();

const frame = new Frame(root, phrases, {
  take: (given, over) => {
    last = last.then(() => take(given, over));
  },
  save: () => register && saveFile(`register-${today()}.csv`, "text/csv", "\ufeff", register.csv),
  clear: () => {
    rows = [];
    same.clear();
    staff.clear();
    register = null;
    asked++;
  },
});
const staff = new StaffView(root, () => void refresh());
const table = new TableView(find(root, ".register-table"), phrases);
const due = new DueView(find(root, ".register-due"), phrases, () => void refresh());
const missing = new MissingView(find(root, ".register-missing"), phrases, (name, member) => {
  if (member === null) same.delete(name);
  else same.set(name, member);
  return refresh();
});
engine.start();
frame.show();

/** Check what was given, batch by batch, and show the register of it with what was there before. */
async function take(given: () => Promise<Given[]>, over: PassedOver): Promise<void> {
  const before = rows.length;
  let files = 0;
  frame.busy(0, 0);
  try {
    const found = await given();
    const size = Math.max(1, found.reduce((sum, { file }) => sum + file.size, 0));
    let read = 0;
    let batch: RecordFile[] = [];
    const check = async (): Promise<void> => {
      rows.push(...(await office.check(batch)));
      files += batch.length;
      batch = [];
      frame.busy(read / size, files);
    };
    for await (const file of records(found, over, (bytes) => void (read += bytes))) {
      if (batch.push(file) >= FILES_AT_ONCE) await check();
    }
    if (batch.length) await check();
    await refresh();
    frame.done(register, files, over);
  } catch {
    rows.length = before;
    frame.failed();
  }
}

/** Ask for the register again; of several that are asked for at once the last one counts. */
async function refresh(): Promise<void> {
  if (!rows.length) return;
  const now = ++asked;
  const settings = { same, months: due.months, today: today() };
  const found = await office.register(rows, { ...settings, staff: staff.text }).then(
    (reply) => {
      staff.readable = true;
      return reply;
    },
    () => {
      staff.readable = engine.state === "unavailable";
      return office.register(rows, { ...settings, staff: "" });
    },
  );
  const { rows: shown } = found;
  const part = (name: string): HTMLElement => find(root, `.register-${name}`);
  // Hundreds of rows are some work for the browser: between two parts others have their turn.
  for (const show of [
    () => frame.fill((register = found)),
    () => table.show(shown),
    () => showFiles(part("files"), phrases, shown),
    () => due.show(shown),
    () => missing.show(found, same, staff.given),
    () => showPicture(part("picture"), phrases, found),
    () => showClauses(part("clauses"), phrases, found.clauses),
  ]) {
    if (now !== asked) return;
    show();
    await new Promise((resolve) => setTimeout(resolve));
  }
}
