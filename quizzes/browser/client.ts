/** The page's script: where there is a module, starts the engine and hands the module its parts. */

import { orderSteps } from "../components/order/script";
import { showProgress } from "../components/modules/script";
import { showPrintButtons } from "../components/print-button/script";
import { fillForm } from "../components/school-form/script";
import { showSchool } from "../components/school/script";
import type { Arranger } from "./item";
import { ModuleView } from "./module";
import { fetchAhead } from "./ahead";
import { carried, served } from "./connection";
import { find } from "./dom";
import { Engine } from "./engine";
import { loadSchool } from "./school";
import { mendTheme } from "./theme";
import { completed } from "./store";
import { Session } from "./wire";

/** Names of files beside this script's own, given by bundle.py. */
declare const WORKER_FILE: string;
declare const RUNTIME_FILE: string;
/** What the worker fetches, itself among it. */
declare const WORKER_FILES: string[];
declare const SEARCH_FILE: string;

/** The interactions that need more than their native inputs. */
const ARRANGERS: Record<string, Arranger> = { order: orderSteps };

const here = (document.currentScript as HTMLScriptElement).src;
const page = document.documentElement;
page.dataset.engine = "idle";
mendTheme();
showPrintButtons();
showProgress(completed);
// The back button may bring the list as it was left.
window.addEventListener("pageshow", () => showProgress(completed));
const fromFolder = location.protocol === "file:";
// Written, so that it runs before the theme's script.
if (fromFolder) document.write(`<script src="${new URL(SEARCH_FILE, here)}"></script>`);

void loadSchool(new URL("../../school.js", here)).then((school) => {
  if (!school) return;
  showSchool(school);
  fillForm(school);
  page.dataset.schoolRead = "";
});

const root = document.querySelector<HTMLElement>("[data-module]");
if (root) {
  let view: ModuleView | undefined;
  const whole = carried(new URL(RUNTIME_FILE, here));
  const ways = fromFolder ? [whole] : [served(new URL(WORKER_FILE, here)), whole];
  const engine = new Engine(ways, (state) => {
    page.dataset.engine = state;
    if (view) view.engine = state;
  });
  const definition = find(root, "[data-definition]").textContent;
  const session = new Session(engine, root.dataset.module ?? "", definition);
  view = new ModuleView(root, session, ARRANGERS);
  engine.start();
  void view.resume();
}
if (!fromFolder && document.querySelector('meta[name="fetch-ahead"]')) {
  fetchAhead(WORKER_FILES.map((file) => new URL(file, here)));
}
