/** The script of every page. On a module's page it also starts the engine and sets up the module. */

import { orderSteps } from "../../components/order/script";
import { createCover } from "../../components/cover/script";
import { clearProgress, showKeeping } from "../../components/keeping/script";
import { showProgress } from "../../components/modules/script";
import { showPrintButtons } from "../../components/print-button/script";
import { fillForm } from "../../components/school-form/script";
import { showEntries, showSchool } from "../../components/school/script";
import type { Enhancer } from "../views/item";
import { ModuleView } from "../views/module";
import { startAhead } from "../engine/ahead";
import { find } from "../page/dom";
import { Engine } from "../engine/engine";
import { watchDownloadLinks } from "../page/files";
import { searchForWords } from "../page/queries";
import { loadSchool } from "../page/school";
import { fixTheme } from "../page/theme";
import { offerNewVersion } from "../page/version";
import { Presence } from "../storage/presence";
import * as store from "../storage/store";
import { openProgress, saveProgress, Session } from "../engine/session";
import { connectorsFor } from "../engine/connectors";

/** Names of files in this script's folder, defined by bundle.py. WORKER_FILES: the worker and all that it fetches. */
declare const WORKER_FILES: string[];
declare const SHARING_FILE: string;

/** Interactions that add behaviour to their native inputs. */
const ENHANCERS: Record<string, Enhancer> = { order: orderSteps };

const scriptAddress = (document.currentScript as HTMLScriptElement).src;
const page = document.documentElement;
page.dataset.engine = "idle";
fixTheme();
showPrintButtons();
watchDownloadLinks();
const site = new URL("../../", scriptAddress);
offerNewVersion(site);
searchForWords(new URL("search/search_index.json", site));
const openedFromFile = location.protocol === "file:";

// Only a page that shows entries of the school asks for its file.
const showsSchool = document.querySelector("[data-school], [data-school-form]") !== null;
if (showsSchool) void loadSchool(new URL("school.js", site)).then((school) => {
  showSchool(school);
  fillForm(school, { school: showSchool, entries: showEntries });
  page.dataset.schoolRead = "";
});

const root = document.querySelector<HTMLElement>("[data-module]");
const keeping = document.querySelector<HTMLElement>("[data-keeping]");
let view: ModuleView | undefined;

function newEngine(): Engine {
  const engine = new Engine(connectorsFor(scriptAddress), (state) => {
    page.dataset.engine = state;
    view?.showEngine(state, engine.stopped);
  });
  return engine;
}

const engine = keeping ? newEngine() : null;
if (engine && root) {
  const definition = find(root, "[data-definition]").textContent;
  const session = new Session(engine, root.dataset.module ?? "", definition, root.dataset.edition ?? "");
  view = new ModuleView(root, session, ENHANCERS);
  engine.start();
}
if (openedFromFile) store.openInFolder(new URL(SHARING_FILE, scriptAddress), showStored);
else {
  store.open();
  showStored();
}

/** Show the progress that the browser has stored, and watch it. */
function showStored(): void {
  if (!engine || !keeping) {
    new Presence(null, () => undefined);
    return;
  }
  const refresh = (): void => {
    showProgress(store.getCount);
    void view?.resume();
  };
  const open = (file: string): Promise<void> => openProgress(engine, file).then(refresh);
  const lost = () => (engine.state !== "unavailable" ? null : engine.stopped ? "stopped" : "unavailable");
  showKeeping(keeping, { save: (date) => saveProgress(engine, date), open, lost });
  const presence: Presence = new Presence(
    createCover(() => presence.confirm(), clearProgress),
    refresh,
  );
  // The back button may restore a page with answers that have since been cleared.
  const showsAnswers = (): boolean => document.querySelector("form[data-grade]") !== null || view?.isWaiting === true;
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && showsAnswers() && !store.hasAnswers()) location.reload();
    else if (persisted) {
      showProgress(store.getCount);
      view?.takeUpWaiting();
    }
  });
  store.onOtherTabChange((module) => {
    if (module === null) location.reload();
    else if (!root || module === root.dataset.module) refresh();
  });
}

const ahead = document.querySelector<HTMLMetaElement>('meta[name="fetch-ahead"]');
if (ahead && !openedFromFile) startAhead(WORKER_FILES.map((file) => new URL(file, scriptAddress)), ahead.content);
