/** Fills the register on the page *Components* as the register's own script does, without an engine. */

import { all, find } from "../../quizzes/web/page/dom";
import type { RegisterReply } from "../../quizzes/web/engine/documents";
import { Phrases } from "../../quizzes/web/page/phrases";
import { showClauses } from "../../quizzes/components/register-clauses/script";
import { DueView } from "../../quizzes/components/register-due/script";
import { showFiles } from "../../quizzes/components/register-files/script";
import { MissingView } from "../../quizzes/components/register-missing/script";
import { showPicture } from "../../quizzes/components/register-picture/script";
import { StaffView } from "../../quizzes/components/register-staff/script";
import { TableView } from "../../quizzes/components/register-table/script";
import { RegisterView } from "../../quizzes/components/register/script";

const nothing = (): void => undefined;

export function fillRegister(state: HTMLElement, register: RegisterReply, staff: string): void {
  const root = find(state, "[data-register]");
  const phrases = new Phrases(root);
  const part = (name: string): HTMLElement => find(root, `.register-${name}`);
  const view = new RegisterView(root, phrases, { addFiles: nothing, save: nothing, clear: nothing });
  view.reveal();
  if (!register.rows.length) return;
  view.showTotals(register);
  view.showDone(register, register.rows.length, { names: ["scan.pdf"], tooMany: false, folders: [] });
  find<HTMLTextAreaElement>(root, "[data-staff]").value = staff;
  find<HTMLDetailsElement>(root, ".register-staff").open = staff !== "";
  const read = async (): Promise<{ text: string }> => ({ text: "" });
  new StaffView(root, phrases, { read, changed: nothing }).show(register.findings.staff);
  new TableView(part("table"), phrases).show(register.rows);
  showFiles(part("files"), phrases, register.rows);
  new DueView(part("due"), phrases, nothing).show(register.rows);
  new MissingView(part("missing"), phrases, async () => undefined).show(register.findings, new Map());
  showPicture(part("picture"), phrases, register);
  showClauses(part("clauses"), phrases, register.findings.clauses);
  // Sections are normally laid out only when they are on the screen; pictures need them whole.
  for (const each of all(root, "section")) each.style.contentVisibility = "visible";
}
