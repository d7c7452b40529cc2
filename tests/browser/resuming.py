"""Open a module's page with the answers of an earlier visit, for tests of the summary, the record and progress.

The page shows such answers as soon as the engine is ready, so a test need not give them first.
"""

import json
from collections.abc import Collection, Mapping

from playwright.sync_api import Page

from quizzes.engine.api import handle
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Module
from tests.browser.taking import Path, best_path, page_of
from tests.recording import harmfully
from tests.responses import best

STORE = """
([module, entries]) => {
  for (const [key, text] of Object.entries(entries)) {
    sessionStorage.setItem(`staff-handbook/answer/${module}/${key}`, text);
  }
}
"""

RESTORE = """
(stored) => {
  Object.assign(sessionStorage, stored);
  addEventListener("pagehide", () => sessionStorage.setItem("staff-handbook/left", Date.now()));
}
"""


def restore_tab(page: Page, url: str, stored: Mapping[str, str]) -> None:
    """Store what a page of the handbook stored, and leave as it does. To the next page the visit goes on."""
    page.goto(f"{url}/school.js")  # has the site's storage, and no script that would look into it
    page.evaluate(RESTORE, stored)


def paths_of(module: Module, worst: Collection[str] = ()) -> dict[str, Path]:
    """Return paths by scenario: the best, and harmful ones through the scenarios in ``worst``."""
    return {each.id: best_path(each, harmfully if each.id in worst else best) for each in module.scenarios}


def entries_of(module: Module, paths: Mapping[str, Path]) -> dict[str, str]:
    """Return the entries by key that the engine makes for a page on which a reader goes along these paths."""
    definition = encode_module(module)
    entries: dict[str, str] = {}
    for scenario, path in paths.items():
        for item, response in path:
            answer = {"scenario": scenario, "item": item.id, "response": response}
            request = {"operation": "answer", "module": definition, "session": entries, **answer}
            entry = json.loads(handle(json.dumps(request)))["entry"]
            entries[entry["key"]] = entry["text"]
    return entries


def store_answers(page: Page, url: str, module: Module, paths: Mapping[str, Path]) -> None:
    """Store answers along these paths in a tab. The next page finds them."""
    page.goto(f"{url}/school.js")  # has the site's storage, and no script that would look into it
    page.evaluate(STORE, [module.id, entries_of(module, paths)])


def open_answered(page: Page, url: str, module: Module, paths: Mapping[str, Path], at: str = "summary") -> None:
    """Open a module's page at a part of it, with answers along these paths, and wait until it shows them."""
    store_answers(page, url, module, paths)
    page.goto(f"{url}{page_of(module.id)}#{at}")
    page.locator("form[data-grade]").first.wait_for(state="attached")
