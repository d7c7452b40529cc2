/** The summary of a module: whether it is passed, each scenario's grade, and the clauses to read again. */

import { all, find, showOnly } from "../../web/page/dom";
import type { Grade, SessionReply } from "../../web/engine/documents";

/** Fill in the summary; `badge` makes the badge for a grade. */
export function showSummary(root: HTMLElement, reply: SessionReply, badge: (grade: Grade) => Node): void {
  showOnly(root, "data-when", verdict(reply));
  const good = reply.scenarios.filter(({ grade }) => grade === "best" || grade === "acceptable");
  find(root, "[data-sound]").textContent = String(good.length);
  showCounts(root, reply);
  const changed = new Set(reply.scenarios.filter((scenario) => scenario.changed).map(({ id }) => id));
  const record = find(root, "[data-summary-record]");
  record.hidden = !reply.completed;
  // The record is the main button only if the module is passed. Otherwise, practising again is.
  record.classList.toggle("button-secondary", !reply.passed);
  for (const row of all(root, "[data-summary-scenario]")) {
    const grade = reply.scenarios.find(({ id }) => id === row.dataset.summaryScenario)?.grade;
    if (grade) find(row, "[data-summary-grade]").replaceChildren(badge(grade));
    find(row, "[data-summary-changed]").hidden = !changed.has(row.dataset.summaryScenario ?? "");
    find(row, "[data-summary-grade]").hidden = changed.has(row.dataset.summaryScenario ?? "");
  }
  const clauses = new Set(reply.scenarios.flatMap((scenario) => scenario.clauses));
  for (const row of all(root, "[data-summary-clause]")) row.hidden = !clauses.has(row.dataset.summaryClause ?? "");
  find(root, "[data-summary-clauses]").hidden = clauses.size === 0;
}

/** Show how many results were poor or harmful, with a link to the first of them. */
function showCounts(root: HTMLElement, reply: SessionReply): void {
  const missed = reply.scenarios.filter(({ grade }) => grade === "poor" || grade === "harmful");
  const harmful = missed.filter(({ grade }) => grade === "harmful").length;
  const counts: [string, number][] = [
    ["poor", missed.length - harmful],
    ["harmful", harmful],
    ["again", missed.length],
  ];
  for (const [name, count] of counts) {
    showOnly(root, `data-${name}`, count === 0 ? "none" : count === 1 ? "one" : "many");
    for (const element of all(root, `[data-${name}-count]`)) element.textContent = String(count);
  }
  const link = find<HTMLAnchorElement>(root, "[data-summary-again]");
  link.hidden = missed.length === 0;
  link.hash = missed[0]?.id ?? "";
}

function verdict(reply: SessionReply): string {
  if (reply.scenarios.some(({ changed }) => changed)) return "changed";
  if (!reply.completed) return "incomplete";
  if (reply.passed) return "passed";
  return reply.scenarios.some(({ harmful }) => harmful) ? "harmful" : "score";
}
