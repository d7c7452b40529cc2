/** The script of every page. Where there is a module, it starts the engine and gives the module its parts. */

import { orderSteps } from "../../components/order/script";
import { coverOf } from "../../components/cover/script";
import { finish, showKeeping } from "../../components/keeping/script";
import { showProgress } from "../../components/modules/script";
import { showPrintButtons } from "../../components/print-button/script";
import { fillForm } from "../../components/school-form/script";
import { showSchool } from "../../components/school/script";
import type { Arranger } from "../views/item";
import { ModuleView } from "../views/module";
import { fetchAhead } from "../engine/ahead";
import { find } from "../page/dom";
import { Engine } from "../engine/engine";
import { loadSchool } from "../page/school";
import { mendTheme } from "../page/theme";
import { Presence } from "../storage/presence";
import * as store from "../storage/store";
import { openProgress, saveProgress, Session } from "../engine/session";
import { waysFrom } from "../engine/ways";

/** Names of files beside this script, given by bundle.py: those that the worker needs, itself included. */
declare const WORKER_FILES: string[];
declare const SEARCH_FILE: string;

/** The interactions that need more than their native inputs. */
const ARRANGERS: Record<string, Arranger> = { order: orderSteps };

const here = (document.currentScript as HTMLScriptElement).src;
const page = document.documentElement;
page.dataset.engine = "idle";
mendTheme();
showPrintButtons();
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
const keeping = document.querySelector<HTMLElement>("[data-keeping]");
let view: ModuleView | undefined;

function newEngine(): Engine {
  return new Engine(waysFrom(here), (state) => {
    page.dataset.engine = state;
    if (view) view.engine = state;
  });
}

if (keeping) {
  const engine = newEngine();
  if (root) {
    const definition = find(root, "[data-definition]").textContent;
    const session = new Session(engine, root.dataset.module ?? "", definition, root.dataset.edition ?? "");
    view = new ModuleView(root, session, ARRANGERS);
    engine.start();
  }
  const show = (): void => {
    showProgress(store.count);
    void view?.resume();
  };
  const open = (file: string): Promise<void> => openProgress(engine, file).then(show);
  showKeeping(keeping, { save: () => saveProgress(engine), open, available: () => engine.state !== "unavailable" });
  const presence: Presence = new Presence(
    coverOf(() => presence.carryOn(), finish),
    show,
  );
  // The back button may bring a page as it was left, with answers that were cleared since.
  const had = (): boolean => document.querySelector("form[data-grade]") !== null;
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && had() && !store.any()) location.reload();
    else if (persisted) showProgress(store.count);
  });
  store.onOtherTab((module) => {
    if (module === null) location.reload();
    else if (!root || module === root.dataset.module) show();
  });
} else new Presence(null, () => undefined);
if (!fromFolder && document.querySelector('meta[name="fetch-ahead"]')) {
  fetchAhead(WORKER_FILES.map((file) => new URL(file, here)));
}
