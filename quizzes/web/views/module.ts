/** One module: shows the scenario that the address names, and passes responses to the session. */

import { RecordView } from "../../components/record/script";
import { showSummary } from "../../components/summary/script";
import { showCount } from "../page/count";
import { all, find, showOnly } from "../page/dom";
import { showUnavailable } from "../page/unavailable";
import type { State } from "../engine/engine";
import type { Enhancer } from "./item";
import { ScenarioView } from "./scenario";
import type { Grade, SessionReply } from "../engine/documents";
import type { Session } from "../engine/session";
import type { WaitingResponse } from "../storage/store";

/** Shows a module's scenarios, summary and record, one at a time. */
export class ModuleView {
  #root: HTMLElement;
  #session: Session;
  #scenarios: ScenarioView[];
  #summary: HTMLElement;
  /** Null in a package for a learning platform, which keeps the record. */
  #record: RecordView | null;
  #completed = false;
  #unfinished = new Set<string>();
  #engine: State = "idle";
  #pending = new Set<string>();

  constructor(root: HTMLElement, session: Session, enhancers: Record<string, Enhancer>) {
    this.#root = root;
    this.#session = session;
    this.#summary = find(root, "[data-summary]");
    const record = root.querySelector<HTMLElement>("[data-record]");
    this.#record = record && new RecordView(record, (...details) => this.#session.record(...details));
    const events = {
      answer: (scenario: string, item: string, response: string[]) => void this.#answer({ scenario, item, response }),
      leaveOut: (scenario: string) => void this.#leaveOut(scenario),
    };
    this.#scenarios = all(root, "[data-scenario]").map(
      (element) => new ScenarioView(element, enhancers, (grade) => this.#badge(grade), events),
    );
    window.addEventListener("hashchange", () => this.#route(true));
    root.dataset.running = "";
    find(this.#summary, "[data-summary-clauses]").hidden = true;
    this.#route(false);
  }

  /** Show the answers from an earlier visit or from another tab. */
  async resume(): Promise<void> {
    const reply = await this.#session.resume().catch((error: unknown) => this.#failed(error));
    if (reply) {
      this.#show(reply);
      if (location.hash === "#record") this.#route(false);
    }
    this.takeUpWaiting();
  }

  /**
   * Show the first scenario that is not completed, unless the address names something. Readers may have left out a
   * scenario that is optional, so the summary offers those that are not completed, and none of them is opened.
   */
  carryOn(): void {
    if (location.hash) return;
    const next = this.#scenarios.find(({ id, root }) => this.#unfinished.has(id) && !root.querySelector("[data-leave-out]"));
    history.replaceState(null, "", `#${next?.id ?? this.#summary.id}`);
    this.#route(false);
  }

  /** Whether a response is not marked yet. */
  get isWaiting(): boolean {
    return this.#pending.size > 0;
  }

  /** Show the engine's state. `stopped` says of an unavailable engine that it had been running. */
  showEngine(state: State, stopped: boolean): void {
    this.#engine = state;
    this.#showPending();
    if (state !== "unavailable") return;
    showUnavailable(find(this.#root, "[data-unavailable]"), stopped);
    for (const scenario of this.#scenarios) scenario.showUnavailable();
  }

  /** Show what the reader submitted on an earlier visit and left before it was marked, and have it marked. */
  takeUpWaiting(): void {
    for (const given of this.#session.waiting()) {
      if (this.#pending.has(`${given.scenario} ${given.item}`)) continue;
      const scenario = this.#scenarios.find(({ id }) => id === given.scenario);
      if (!scenario?.prefill(given.item, given.response)) this.#session.discard(given);
      else if (this.#engine === "unavailable") scenario.showUnavailable();
      else void this.#answer(given, false);
    }
  }

  async #answer(given: WaitingResponse, focus = true): Promise<void> {
    const { scenario, item } = given;
    const key = `${scenario} ${item}`;
    if (this.#pending.has(key)) return;
    this.#pending.add(key);
    this.#showStatus(key);
    const reply = await this.#session.answer(given).catch((error: unknown) => this.#failed(error));
    this.#pending.delete(key);
    if (!reply) {
      if (this.#engine === "unavailable") return;
      this.#view(scenario).item(item).showStatus(null);
      // Another tab may have taken a different path, or have had this response marked.
      return this.resume();
    }
    this.#show(reply);
    if (focus && !this.#view(scenario).root.hidden) this.#view(scenario).item(item).focusOutcome();
  }

  async #leaveOut(scenario: string): Promise<void> {
    const reply = await this.#session.leaveOut(scenario).catch((error: unknown) => this.#failed(error));
    if (reply) this.#show(reply);
  }

  /** Log an error, unless the engine is unavailable, which the page shows already. */
  #failed(error: unknown): void {
    if (this.#engine !== "unavailable") console.error(error);
  }

  #showStatus(key: string): void {
    const [scenario = "", item = ""] = key.split(" ");
    this.#view(scenario).item(item).showStatus(this.#engine === "ready" ? "checking" : "waiting");
  }

  #show(reply: SessionReply): void {
    for (const outcome of reply.scenarios) {
      this.#view(outcome.id).show(outcome);
      for (const mark of all(this.#root, `[data-progress="${outcome.id}"]`)) {
        mark.dataset.state = outcome.completed ? "done" : "open";
      }
    }
    showSummary(this.#summary, reply, (grade) => this.#badge(grade));
    this.#completed = reply.completed;
    this.#unfinished = new Set(reply.scenarios.filter(({ completed }) => !completed).map(({ id }) => id));
    if (this.#record) this.#record.standing = reply.standing;
    find(this.#root, "[data-set-aside]").hidden = reply.set_aside === 0;
    this.#showChanged(reply);
    this.#showPending();
  }

  /** Show how many scenarios have changed since the reader answered them, with a link to the first. */
  #showChanged({ scenarios, passed_before }: SessionReply): void {
    const changed = scenarios.filter((scenario) => scenario.changed);
    const notice = find(this.#root, "[data-changed-since]");
    notice.hidden = changed.length === 0;
    showOnly(notice, "data-since", passed_before ? "passed" : "answered");
    showCount(notice, changed.length);
    find<HTMLAnchorElement>(notice, "[data-changed-first]").hash = changed[0]?.id ?? "";
  }

  #showPending(): void {
    for (const key of this.#pending) this.#showStatus(key);
  }

  /** Show the part that the address names, or the first scenario if it names none. */
  #route(moved: boolean): void {
    const name = location.hash.slice(1);
    const record = this.#record?.root;
    const parts = [...this.#scenarios.map(({ root }) => root), this.#summary, ...(record ? [record] : [])];
    // A search result names the heading inside a scenario.
    const target = parts.find((part) => part.id === name || (name && part.querySelector(`#${CSS.escape(name)}`)));
    const named = target && target === record && !this.#completed ? this.#summary : target;
    // The address may name another part of the page, as the skip link does. Then the same scenario stays visible.
    if (moved && name && !named) return;
    const shown = named ?? parts[0];
    for (const part of parts) part.hidden = part !== shown;
    if (!moved || !shown) return;
    window.scrollTo({ top: 0 });
    find(shown, "h2").focus({ preventScroll: true });
  }

  #view(id: string): ScenarioView {
    const view = this.#scenarios.find((scenario) => scenario.id === id);
    if (!view) throw new Error(`the page has no scenario ${id}`);
    return view;
  }

  #badge(grade: Grade): Node {
    const badges = find<HTMLTemplateElement>(this.#root, "template[data-grades]").content;
    return find(badges, `[data-grade-word="${grade}"]`).cloneNode(true);
  }
}
