/** Shows the states of the page *Components* with the handbook's own views. The build made the engine's replies. */

import { all, find } from "../../quizzes/web/page/dom";
import { ScenarioView } from "../../quizzes/web/views/scenario";
import type { Grade, SessionReply } from "../../quizzes/web/engine/documents";
import type { RegisterReply } from "../../quizzes/web/engine/documents";
import { fillRegister } from "./register";
import { showKeeping } from "../../quizzes/components/keeping/script";
import { orderSteps } from "../../quizzes/components/order/script";
import { RecordView } from "../../quizzes/components/record/script";
import { showSummary } from "../../quizzes/components/summary/script";
import * as store from "../../quizzes/web/storage/store";

interface Done {
  reply: SessionReply;
  answered: boolean;
  then: "" | "error" | "waiting" | "unavailable" | "continue" | "set-aside" | "changed" | "made";
}

interface Registered {
  register: RegisterReply;
  staff: string;
}

const grades = find<HTMLTemplateElement>(document, "template[data-grades]").content;
const badge = (grade: Grade): Node => find(grades, `[data-grade-word="${grade}"]`).cloneNode(true);
const title = document.title;

for (const state of all(document, "[data-showcase-state]")) {
  const done = state.querySelector("[data-done]");
  if (!done) continue;
  const made = JSON.parse(done.textContent) as Done | Registered;
  if ("register" in made) fillRegister(state, made.register, made.staff);
  else show(state, made);
}
store.open();
for (const root of all(document, "[data-keeping]")) {
  showKeeping(root, { save: async () => ({ file: "", file_name: "" }), open: async () => undefined, lost: () => null });
}
// A record appears asynchronously, so wait for the next task.
setTimeout(() => {
  document.title = title;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  document.documentElement.dataset.shown = "";
});

function show(state: HTMLElement, { reply, answered, then }: Done): void {
  for (const root of all(state, "[data-scenario]")) {
    const view = new ScenarioView(root, { order: orderSteps }, badge, {
      answer: () => undefined,
      leaveOut: () => undefined,
    });
    const outcome = reply.scenarios.find(({ id }) => id === view.id);
    if (!outcome) throw new Error(`no outcome of ${view.id}`);
    if (answered) view.show(outcome);
    for (const mark of all(state, "[data-progress]")) {
      const completed = reply.scenarios.find(({ id }) => id === mark.dataset.progress)?.completed;
      mark.dataset.state = completed ? "done" : "open";
    }
    const item = view.item(find(root, "form[data-item]").dataset.item ?? "");
    if (then === "error") find(root, "button[type=submit]").click();
    if (then === "waiting") item.showStatus("waiting");
    if (then === "continue") find(root, "[data-continue]:not([hidden])").click();
    if (then === "unavailable") {
      view.showUnavailable();
      // The state "unavailable" is on <html>, so it would apply to the whole page. Without `data-running` the styles
      // look the same.
      for (const module of all(state, "[data-running]")) delete module.dataset.running;
      find<HTMLDetailsElement>(root, "[data-answers]").open = true;
    }
  }
  for (const root of all(state, "[data-summary]")) showSummary(root, reply, badge);
  for (const root of all(state, "[data-record]")) showRecord(root, reply, then === "made");
  if (then === "unavailable" || then === "set-aside") {
    for (const notice of all(state, `[data-${then}]`)) notice.hidden = false;
  }
}

function showRecord(root: HTMLElement, reply: SessionReply, made: boolean): void {
  const view = new RecordView(root, async (name, role) => ({
    ...{ file: "", file_name: "", code: "3FBD-42C6-905D", date: "2026-11-23" },
    ...{ name, role },
  }));
  view.standing = reply.standing;
  root.hidden = false;
  if (!made) return;
  find<HTMLInputElement>(root, "[data-field=name]").value = "Zoë O’Connor-Łukasiewicz";
  find<HTMLInputElement>(root, "[data-field=role]").value = "Teaching assistant";
  find<HTMLInputElement>(root, "[type=checkbox]").checked = true;
  find<HTMLFormElement>(root, "form").requestSubmit();
}
