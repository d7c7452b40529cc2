/** How the reader did: completed, passed or why not, each scenario's grade, the clauses to read again. */

import { all, find, showOnly } from "../../browser/dom";
import type { Grade, Reply } from "../../browser/wire";

export function showSummary(root: HTMLElement, reply: Reply, badge: (grade: Grade) => Node): void {
  showOnly(root, "data-when", verdict(reply));
  const sound = reply.scenarios.filter(({ grade }) => grade === "best" || grade === "acceptable");
  find(root, "[data-sound]").textContent = String(sound.length);
  for (const row of all(root, "[data-summary-scenario]")) {
    const grade = reply.scenarios.find(({ id }) => id === row.dataset.summaryScenario)?.grade;
    if (grade) find(row, "[data-summary-grade]").replaceChildren(badge(grade));
  }
  const clauses = new Set(reply.scenarios.flatMap((scenario) => scenario.clauses));
  for (const row of all(root, "[data-summary-clause]")) row.hidden = !clauses.has(row.dataset.summaryClause ?? "");
  find(root, "[data-summary-clauses]").hidden = clauses.size === 0;
}

function verdict(reply: Reply): string {
  if (!reply.completed) return "incomplete";
  if (reply.passed) return "passed";
  return reply.scenarios.some(({ harmful }) => harmful) ? "harmful" : "score";
}
