/** Tells the platform how a reader is doing: after each answer, when the page is left, and at the end. */

import type { ReportReply, ResponseReply } from "../../web/engine/documents";
import type { Result } from "../../web/engine/session";
import type { News, Platform, Taken } from "./platform";

export interface ReportingOptions {
  /** Ask the engine what the platform is told. */
  ask: () => Promise<ReportReply>;
  /** Whether the host wants to see each response. */
  withResponses: boolean;
  /** The answers that the platform has from an earlier visit, packed; empty if there are none. */
  answers: string;
  /** Called each time that something was sent. */
  onSent: (taken: Taken) => void;
}

/** Sends what is new, in order, from its construction until `finish`. */
export class Reporting {
  #platform: Platform;
  #options: ReportingOptions;
  #previous: Promise<void> = Promise.resolve();
  #latest: News;
  #told = false;
  #taken: Taken = { result: true, answers: true };
  /** The responses that were sent, in letters, by scenario and item. Null until those of an earlier visit are known. */
  #sent: Map<string, string> | null;
  #ended = false;

  constructor(platform: Platform, options: ReportingOptions) {
    this.#platform = platform;
    this.#options = options;
    const result = { module: "", completed: false, passed: false, score: null };
    this.#latest = { result, answers: options.answers, responses: [] };
    this.#sent = options.answers ? null : new Map<string, string>();
    document.addEventListener("handbook:result", ({ detail }) => {
      this.#previous = this.#previous.then(() => this.#tell(detail));
    });
    // A page that may come back is not at its end. No browser lets a page send anything when it unloads.
    addEventListener("pagehide", ({ persisted }) => {
      if (this.#ended) return;
      if (persisted) return this.#platform.pause();
      this.#ended = true;
      this.#platform.end();
    });
  }

  /** Take no answer for one from an earlier visit, because those could not be read. */
  startAfresh(): void {
    this.#sent ??= new Map();
  }

  /** Send the latest news again, because the platform did not take it. */
  again(): void {
    if (!this.#ended) this.#send({ ...this.#latest, responses: [] });
  }

  /** End the visit. Resolves to null if the platform has not taken the result, or else to whether it confirms the end. */
  async finish(): Promise<boolean | null> {
    await this.#previous;
    if (!this.#taken.result) this.again();
    if (!this.#taken.result) return null;
    this.#ended = true;
    return this.#platform.end();
  }

  async #tell(result: Result): Promise<void> {
    if (this.#ended) return;
    const report = await this.#options.ask().catch(() => null);
    const responses = this.#newResponses(report?.responses ?? []);
    const news: News = { result, answers: report && report.packed, responses };
    // Leaving a scenario out changes nothing that is told, so nothing is sent. Before the first answer nothing is either.
    if ((this.#told || !news.answers) && this.#taken.result && isSame(news, this.#latest)) return;
    this.#told = true;
    this.#send(news);
  }

  #send(news: News): void {
    this.#latest = news;
    this.#taken = this.#platform.send(news);
    this.#options.onSent(this.#taken);
  }

  #newResponses(responses: ResponseReply[]): ResponseReply[] {
    const texts = responses.map(({ scenario, item, response }) => [`${scenario} ${item}`, response.join(",")] as const);
    const before = this.#sent;
    this.#sent = new Map([...(before ?? []), ...texts]);
    if (!before || !this.#options.withResponses) return [];
    return responses.filter(({ scenario, item, response }) => before.get(`${scenario} ${item}`) !== response.join(","));
  }
}

function isSame(news: News, before: News): boolean {
  return (
    news.responses.length === 0 &&
    news.answers === before.answers &&
    news.result.completed === before.result.completed &&
    news.result.passed === before.result.passed &&
    news.result.score === before.result.score
  );
}
