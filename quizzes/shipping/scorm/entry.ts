/**
 * The script of a package's page, in place of web/entries/client.ts.
 *
 * It never opens the browser's storage, because whoever opens the next package there may be somebody else. So answers
 * stay in memory.
 */

import { orderSteps } from "../../components/order/script";
import { showSchool } from "../../components/school/script";
import { servedWorker } from "../../web/engine/connection";
import { Engine } from "../../web/engine/engine";
import { reportOf, restorePacked, Session } from "../../web/engine/session";
import { find } from "../../web/page/dom";
import { loadSchool } from "../../web/page/school";
import { ModuleView } from "../../web/views/module";
import type { Platform } from "./platform";
import { Reporting } from "./reporting";
import { findScorm12 } from "./scorm12";
import { PlatformView } from "./view";

/** Name of the worker's file in this script's folder, defined by bundle.py. */
declare const WORKER_FILE: string;

const scriptAddress = (document.currentScript as HTMLScriptElement).src;
const page = document.documentElement;
page.dataset.engine = "idle";
void loadSchool(new URL("../../school.js", scriptAddress)).then((school) => {
  if (school) showSchool(school);
  page.dataset.schoolRead = "";
});

// Leaving this page would end the visit, so other pages open in a tab of their own.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>("a[href]");
  if (link && link.protocol.startsWith("http") && !link.getAttribute("href")?.startsWith("#")) link.target = "_blank";
});

const root = find(document, "[data-module]");
const id = root.dataset.module ?? "";
const definition = find(root, "[data-definition]").textContent;
const engine: Engine = new Engine([servedWorker(new URL(WORKER_FILE, scriptAddress))], (state) => {
  page.dataset.engine = state;
  module.showEngine(state, engine.stopped);
});
const module: ModuleView = new ModuleView(root, new Session(engine, id, definition, ""), { order: orderSteps });
engine.start();

/** Another standard has its adapter here, beside this one. */
const platform = findScorm12();
let reporting: Reporting | null = null;
const view: PlatformView = new PlatformView(platform !== null, {
  start: () => platform && void start(platform),
  practise: () => view.begin("practice"),
  again: () => reporting?.again(),
  finish: () => platform && void finish(platform),
});

/** Begin the visit, and show the answers that the platform kept. Nothing is sent before. */
async function start(platform: Platform): Promise<void> {
  const opening = platform.begin();
  if (!opening) return view.showRefused();
  const { answers, looking, taken } = opening;
  const begin = (): void => view.begin(looking ? "looking" : taken ? "begun" : "unsent");
  reporting = new Reporting(platform, {
    ask: () => reportOf(engine, id, definition),
    withResponses: "withResponses" in root.dataset,
    answers,
    onSent: (sent) => {
      if (looking) return;
      view.say(!sent.result ? "unsent" : sent.answers ? "sent" : "no-room");
      if (sent.result) view.offerFinish();
    },
  });
  if (!answers) return begin();
  // An answer that is given now would come before those of the earlier visit.
  view.showFetching();
  try {
    await restorePacked(engine, id, answers);
    await module.resume();
    // Whoever has passed or completed the module comes to look something up, so nothing is left to carry on with.
    if (platform.status === "incomplete") module.carryOn();
  } catch {
    // Without the engine nothing is marked or sent, and the platform keeps the answers for the next visit.
    if (engine.state !== "unavailable") view.showUnreadable();
    reporting.startAfresh();
  }
  begin();
}

async function finish(platform: Platform): Promise<void> {
  const confirmed = await reporting?.finish();
  if (typeof confirmed === "boolean") view.finish(platform.status, confirmed);
}
