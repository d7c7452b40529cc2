/** The script of *Does it work here?*: makes each check and shows what has come of it. */

import { HostCheckView } from "../../components/host-check/script";
import { showMistakes } from "../../components/school/script";
import * as checks from "../page/checks";
import { find } from "../page/dom";
import { loadSchool } from "../page/school";

declare const WORKER_FILES: string[];

const scriptAddress = (document.currentScript as HTMLScriptElement).src;
const site = new URL("../../", scriptAddress);
const root = find(document, "[data-host-check]");
const view = new HostCheckView(root);

/** One file of each kind that the handbook has. */
const files = {
  html: location.href.split("#")[0],
  css: document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.href,
  js: scriptAddress,
  json: new URL("search/search_index.json", site).href,
  bin: new URL(WORKER_FILES[1] ?? "", scriptAddress).href,
  woff2: document.querySelector<HTMLLinkElement>("link[rel=preload][as=font]")?.href,
  png: document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href,
  csv: new URL(root.dataset.csv ?? "", site).href,
};

async function checkSchool(): Promise<checks.Result> {
  const school = await loadSchool(new URL("school.js", site));
  showMistakes(find(root, "[data-school-known]"), school);
  if (school.failure || school.mistakes.length > 0) return { name: "wrong" };
  return school.values.size > 0 ? { name: "works", text: String(school.values.size) } : { name: "empty" };
}

const request = find(root, "[data-request]").textContent;
const results: Record<string, checks.Result | Promise<checks.Result>> = {
  browser: checks.checkBrowser(),
  storage: checks.checkStorage(),
  files: checks.checkFiles(files),
  version: checks.checkVersion(site),
  school: checkSchool(),
  marking: checks.checkMarking(scriptAddress, request, root.dataset.locale ?? ""),
  folder: checks.checkFolder(site),
};
const shown = Object.entries(results).map(async ([name, result]) => view.show(name, await result));
void Promise.all(shown).then(() => view.finish());
