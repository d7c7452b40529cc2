/** The summary of a module: whether it is passed, each scenario's grade, and the clauses to read again. */

import { showCount } from "../../web/page/count";
import { all, find, showOnly } from "../../web/page/dom";
import type { Grade, ScenarioReply, SessionReply } from "../../web/engine/documents";

/** Fill in the summary; `badge` makes the badge for a grade. */
export function showSummary(root: HTMLElement, reply: SessionReply, badge: (grade: Grade) => Node): void {
  showOnly(root, "data-when", reply.standing);
  showOnly(root, "data-why", reply.scenarios.some(({ harmful }) => harmful) ? "harmful" : "score");
  showCounts(root, reply);
  const record = find(root, "[data-summary-record]");
  record.hidden = !reply.completed;
  // The record is the main button only if the module is passed. Otherwise, practising again is.
  record.classList.toggle("button-secondary", !reply.passed);
  for (const row of all(root, "[data-summary-scenario]")) {
    const scenario = reply.scenarios.find(({ id }) => id === row.dataset.summaryScenario);
    if (!scenario) continue;
    showOnly(row, "data-result", resultOf(scenario));
    showCount(row, scenario.path.length);
    find(row, "[data-result=grade]").replaceChildren(...(scenario.grade ? [badge(scenario.grade)] : []));
  }
  showTellSummary(find(root, "[data-tell-summary]"), reply);
  const clauses = new Set(reply.scenarios.flatMap((scenario) => scenario.clauses));
  for (const row of all(root, "[data-summary-clause]")) row.hidden = !clauses.has(row.dataset.summaryClause ?? "");
  find(root, "[data-summary-clauses]").hidden = clauses.size === 0;
}

/** Show who to tell about the scenarios that the reader has completed. The others would give away their answers. */
function showTellSummary(root: HTMLElement, { scenarios }: SessionReply): void {
  const completed = new Set(scenarios.filter((scenario) => scenario.completed).map(({ id }) => id));
  for (const line of all(root, "[data-tell-about]")) line.hidden = !completed.has(line.dataset.tellAbout ?? "");
  for (const group of all(root, "[data-tell-group]")) group.hidden = all(group, "[data-tell-about]").every((line) => line.hidden);
  root.hidden = completed.size === 0;
}

/** Which of a row's results to show: a scenario may be changed, left out, completed, begun or not begun. */
function resultOf({ changed, grade, left_out, path }: ScenarioReply): string {
  if (changed) return "changed";
  if (left_out) return "left-out";
  return grade ? "grade" : path.length ? "steps" : "none";
}

/** Show the sentences about what there is some of, each with its number, and a link to the first result to improve. */
function showCounts(root: HTMLElement, reply: SessionReply): void {
  const { scenarios } = reply;
  const graded = (...grades: Grade[]): ScenarioReply[] =>
    scenarios.filter(({ grade }) => grade !== null && grades.includes(grade));
  const missed = graded("poor", "harmful");
  const marked = scenarios.filter(({ grade }) => grade !== null).length;
  const changed = scenarios.filter((scenario) => scenario.changed).length;
  const counts = {
    changed,
    unfinished: scenarios.filter((scenario) => !scenario.completed).length - changed,
    poor: graded("poor").length,
    harmful: graded("harmful").length,
  };
  const others = { harmless: counts.harmful === 0, else: reply.passed_before };
  const shown = { ...counts, ...others };
  for (const element of all(root, "[data-some]")) element.hidden = !shown[element.dataset.some as keyof typeof shown];
  for (const [name, count] of Object.entries(counts)) showCount(root, count, `summary_${name}`);
  showCount(root, counts.harmful, "summary_not_passed_harmful");
  showCount(root, marked - graded("best").length, "summary_not_passed_score");
  showCount(root, marked, "summary_sound");
  showCount(root, missed.length, "summary_again");
  for (const sound of all(root, "[data-sound]")) sound.textContent = String(graded("best", "acceptable").length);
  const link = find<HTMLAnchorElement>(root, "[data-summary-again]");
  link.hidden = missed.length === 0;
  link.hash = missed[0]?.id ?? "";
}
