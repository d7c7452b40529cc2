/** The page's script: where there is a module, starts the engine and hands the module its parts. */

import * as choice from "../components/choice/script";
import type { Fields } from "./item";
import { ModuleView } from "./module";
import { find } from "./dom";
import { Engine } from "./engine";
import { mendTheme } from "./theme";
import { Session } from "./wire";

/** The worker's file name, beside this script's own; given by bundle.py. */
declare const WORKER_FILE: string;

const INTERACTIONS: Record<string, Fields> = { choice };

const here = (document.currentScript as HTMLScriptElement).src;
const page = document.documentElement;
page.dataset.engine = "idle";
mendTheme();

const root = document.querySelector<HTMLElement>("[data-module]");
if (root) {
  let view: ModuleView | undefined;
  const engine = new Engine(new URL(WORKER_FILE, here), (state) => {
    page.dataset.engine = state;
    if (view) view.engine = state;
  });
  const definition = find(root, "[data-definition]").textContent;
  const session = new Session(engine, root.dataset.module ?? "", definition);
  view = new ModuleView(root, session, (interaction) => {
    const fields = INTERACTIONS[interaction];
    if (!fields) throw new Error(`there is no interaction ${interaction}`);
    return fields;
  });
  engine.start();
  void view.resume();
}
