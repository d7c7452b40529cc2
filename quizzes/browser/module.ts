/** One module: shows one scenario at a time, by the page's address, and passes responses to the session. */

import { showSummary } from "../components/summary/script";
import { all, find, showOnly } from "./dom";
import type { State } from "./engine";
import type { Arranger } from "./item";
import { ScenarioView } from "./scenario";
import type { Grade, Reply, Session } from "./wire";

export class ModuleView {
  #root: HTMLElement;
  #session: Session;
  #scenarios: ScenarioView[];
  #summary: HTMLElement;
  #engine: State = "idle";
  #pending = new Set<string>();

  constructor(root: HTMLElement, session: Session, arrangers: Record<string, Arranger>) {
    this.#root = root;
    this.#session = session;
    this.#summary = find(root, "[data-summary]");
    const events = {
      answer: (scenario: string, item: string, response: string[]) => void this.#answer(scenario, item, response),
    };
    this.#scenarios = all(root, "[data-scenario]").map(
      (each) => new ScenarioView(each, arrangers, (grade) => this.#badge(grade), events),
    );
    find(root, "[data-clear]").addEventListener("click", () => {
      this.#session.clear();
      location.reload();
    });
    window.addEventListener("hashchange", () => this.#route(true));
    root.dataset.running = "";
    find(this.#summary, "[data-summary-clauses]").hidden = true;
    showOnly(this.#summary, "data-when", "incomplete");
    this.#route(false);
  }

  /** Take up what an earlier visit in this tab left; say so where it cannot be read. */
  async resume(): Promise<void> {
    try {
      const reply = await this.#session.resume();
      if (reply) this.#show(reply);
    } catch {
      if (this.#engine === "unavailable") return;
      this.#session.clear();
      find(this.#root, "[data-set-aside]").hidden = false;
    }
  }

  set engine(state: State) {
    this.#engine = state;
    this.#showPending();
    if (state !== "unavailable") return;
    find(this.#root, "[data-unavailable]").hidden = false;
    for (const scenario of this.#scenarios) scenario.showUnavailable();
  }

  async #answer(scenario: string, item: string, response: string[]): Promise<void> {
    const key = `${scenario} ${item}`;
    if (this.#pending.has(key)) return;
    this.#pending.add(key);
    this.#showStatus(key);
    const reply = await this.#session.answer(scenario, item, response).catch((error: unknown) => {
      // Unavailable has been said once, above; anything else is our mistake, and belongs in the console.
      if (this.#engine !== "unavailable") console.error(error);
    });
    this.#pending.delete(key);
    if (!reply) return this.#engine === "unavailable" ? undefined : this.#view(scenario).item(item).showStatus(null);
    this.#show(reply);
    if (!this.#view(scenario).root.hidden) this.#view(scenario).item(item).focusOutcome();
  }

  #showStatus(key: string): void {
    const [scenario = "", item = ""] = key.split(" ");
    this.#view(scenario).item(item).showStatus(this.#engine === "ready" ? "checking" : "waiting");
  }

  #show(reply: Reply): void {
    for (const outcome of reply.scenarios) {
      this.#view(outcome.id).show(outcome);
      for (const mark of all(this.#root, `[data-progress="${outcome.id}"]`)) {
        mark.dataset.state = outcome.completed ? "done" : "open";
      }
    }
    showSummary(this.#summary, reply, (grade) => this.#badge(grade));
    this.#showPending();
  }

  #showPending(): void {
    for (const key of this.#pending) this.#showStatus(key);
  }

  /** Show what the address names: a scenario or the summary; the first scenario where it names nothing. */
  #route(moved: boolean): void {
    const name = location.hash.slice(1);
    const parts = [...this.#scenarios.map(({ root }) => root), this.#summary];
    // A search result names a scenario's heading, which is inside of it.
    const named = parts.find((each) => each.id === name || (name && each.querySelector(`#${CSS.escape(name)}`)));
    // Another place of the page, such as the skip link's: the reader stays at the scenario that is shown.
    if (moved && name && !named) return;
    const shown = named ?? parts[0];
    for (const each of parts) each.hidden = each !== shown;
    if (!moved || !shown) return;
    window.scrollTo({ top: 0 });
    find(shown, "h2").focus({ preventScroll: true });
  }

  #view(id: string): ScenarioView {
    const view = this.#scenarios.find((each) => each.id === id);
    if (!view) throw new Error(`the page has no scenario ${id}`);
    return view;
  }

  #badge(grade: Grade): Node {
    const badges = find<HTMLTemplateElement>(this.#root, "template[data-grades]").content;
    return find(badges, `[data-grade-word="${grade}"]`).cloneNode(true);
  }
}
