/** How the reader did: completed, passed or why not, each scenario's grade, the clauses to read again. */

import { all, find, showOnly } from "../../web/page/dom";
import type { Grade, SessionReply } from "../../web/engine/documents";

export function showSummary(root: HTMLElement, reply: SessionReply, badge: (grade: Grade) => Node): void {
  showOnly(root, "data-when", verdict(reply));
  const sound = reply.scenarios.filter(({ grade }) => grade === "best" || grade === "acceptable");
  find(root, "[data-sound]").textContent = String(sound.length);
  showCounts(root, reply);
  const changed = new Set(reply.scenarios.filter((scenario) => scenario.changed).map(({ id }) => id));
  const record = find(root, "[data-summary-record]");
  record.hidden = !reply.completed;
  // Practising again comes first where it would help.
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

/** How many results were poor or harmful, in words, and the way to the first of them. */
function showCounts(root: HTMLElement, reply: SessionReply): void {
  const missed = reply.scenarios.filter(({ grade }) => grade === "poor" || grade === "harmful");
  const harmful = missed.filter(({ grade }) => grade === "harmful").length;
  const counted: [string, number][] = [
    ["poor", missed.length - harmful],
    ["harmful", harmful],
    ["again", missed.length],
  ];
  for (const [name, count] of counted) {
    showOnly(root, `data-${name}`, count === 0 ? "none" : count === 1 ? "one" : "many");
    for (const each of all(root, `[data-${name}-count]`)) each.textContent = String(count);
  }
  const again = find<HTMLAnchorElement>(root, "[data-summary-again]");
  again.hidden = missed.length === 0;
  again.hash = missed[0]?.id ?? "";
}

function verdict(reply: SessionReply): string {
  if (reply.scenarios.some(({ changed }) => changed)) return "changed";
  if (!reply.completed) return "incomplete";
  if (reply.passed) return "passed";
  return reply.scenarios.some(({ harmful }) => harmful) ? "harmful" : "score";
}
