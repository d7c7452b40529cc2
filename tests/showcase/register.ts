/** Fills the register on the page *Components* as the register's own script does, without an engine. */

import { all, find } from "../../quizzes/web/page/dom";
import type { RegisterReply } from "../../quizzes/web/engine/documents";
import { Phrases } from "../../quizzes/web/page/phrases";
import { showClauses } from "../../quizzes/components/register-clauses/script";
import { DueView } from "../../quizzes/components/register-due/script";
import { showFiles } from "../../quizzes/components/register-files/script";
import { LeaversView } from "../../quizzes/components/register-leavers/script";
import { MissingView } from "../../quizzes/components/register-missing/script";
import { OpenView } from "../../quizzes/components/register-open/script";
import { PaperView } from "../../quizzes/components/register-paper/script";
import { PeopleView } from "../../quizzes/components/register-people/script";
import { showPicture } from "../../quizzes/components/register-picture/script";
import { RequiredView } from "../../quizzes/components/register-required/script";
import { StaffView } from "../../quizzes/components/register-staff/script";
import { TableView } from "../../quizzes/components/register-table/script";
import { RegisterView } from "../../quizzes/components/register/script";

const nothing = (): void => undefined;

export function fillRegister(state: HTMLElement, register: RegisterReply, staff: string): void {
  const root = find(state, "[data-register]");
  const phrases = new Phrases(root);
  const part = (name: string): HTMLElement => find(root, `.register-${name}`);
  const view = new RegisterView(root, phrases, { addFiles: nothing, saveRegister: nothing, saveTable: nothing, clear: nothing });
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
  new DueView(part("due"), phrases, nothing).show(register.rows, register.due_list);
  new MissingView(part("missing"), phrases, async () => undefined).show(register.findings, new Map());
  showPicture(part("picture"), phrases, register);
  showClauses(part("clauses"), phrases, register);
  if (register.rows.some(({ paper }) => paper)) showGrowing(root, phrases, register);
  // Sections are normally laid out only when they are on the screen; pictures need them whole.
  for (const each of all(root, "section")) each.style.contentVisibility = "visible";
}

/** Open what the office enters and sets, and a file that is damaged. */
function showGrowing(root: HTMLElement, phrases: Phrases, { rows, people, roles }: RegisterReply): void {
  const choices = all(root, ".register-choice").map((choice) => new PeopleView(choice, phrases));
  const [signers, leavers] = choices as [PeopleView, PeopleView];
  for (const choice of choices) choice.show(people);
  const done = async (): Promise<void> => undefined;
  new PaperView(root, phrases, signers, { add: done, remove: done }).show(rows);
  find<HTMLInputElement>(root, "[data-paper-date]").value = "2026-11-23";
  new RequiredView(root, phrases, nothing).show(roles);
  new LeaversView(root, leavers, done);
  for (const panel of all(root, ".register-panel, .register-fold") as HTMLDetailsElement[]) panel.open = true;
  const where = [phrases.say("place", { place: "rows[3].date" })];
  new OpenView(root, nothing).showProblem("staff-register-2026-10-30.json", { name: "malformed", where });
}
