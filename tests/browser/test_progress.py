"""The list of modules and the summary show the reader's progress."""

import re

from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.resuming import open_answered, paths_of
from tests.browser.taking import LIST, PAGE, best_path, finish_and_clear, open_scenario, take_path

COUNT = "staff-handbook/count/"


def test_the_list_shows_the_readers_progress(page: Page, url: str, catalogue: Catalogue) -> None:
    """The list shows a module as not started, then partly done, and as not started again after clearing."""
    page.goto(f"{url}{LIST}")
    card = page.locator(".module-card").first
    expect(card).to_contain_text("Not started")
    expect(card.get_by_role("link", name=re.compile("^Start.*First day"))).to_be_visible()
    first, *_ = catalogue.modules["first-day"].scenarios
    take_path(best_path(first), open_scenario(page, url, first.id))
    page.goto(f"{url}{LIST}")
    expect(card).to_contain_text("1 of 6 done")
    expect(page.locator(".module-card").nth(1)).to_contain_text("Not started")
    card.get_by_role("link", name=re.compile("^Continue.*First day")).click()
    finish_and_clear(page)
    page.goto(f"{url}{LIST}")
    expect(card).to_contain_text("Not started")


DAMAGED = {
    "not a number": "Not started",
    "-3 0 x": "Not started",
    "{}": "Not started",
    # A count from a different edition means that the module has changed since.
    "1e9 0 x": "Needs retaking",
    "6 NaN": "Needs retaking",
}
"""What stored counts are shown as."""


def test_a_damaged_count_still_shows_a_state(unmarked: Page, url: str) -> None:
    """If the stored count is damaged, the list still shows one of its states. Each of five modules has another one."""
    unmarked.goto(f"{url}{LIST}")
    cards = unmarked.locator(".module-card").all()[: len(DAMAGED)]
    for card, kept in zip(cards, DAMAGED, strict=True):
        module = card.locator("[data-progress-of]").get_attribute("data-progress-of")
        unmarked.evaluate("([name, kept]) => sessionStorage.setItem(name, kept)", [f"{COUNT}{module}", kept])
    unmarked.reload()
    shown = [card.locator("[data-standing]:visible").all_inner_texts() for card in cards]
    assert dict(zip(DAMAGED, shown, strict=True)) == {kept: [words] for kept, words in DAMAGED.items()}


def test_a_module_with_notes_says_so(unmarked: Page, url: str, catalogue: Catalogue) -> None:
    """Exactly the modules with content notes say so in the list."""
    unmarked.goto(f"{url}{LIST}")
    noted = [any(each.content_note for each in module.scenarios) for module in catalogue.modules.values()]
    assert {True, False} == set(noted)
    cards = unmarked.locator(".module-card").all()
    assert [card.get_by_text("begin with a note").count() > 0 for card in cards] == noted


def test_the_summary_leads_back_to_a_harmful_answer(page: Page, url: str, catalogue: Catalogue) -> None:
    """The summary names a harmful answer and links to its scenario, or says that none was harmful."""
    module = catalogue.modules["first-day"]
    open_answered(page, url, module, paths_of(module, worst=["number-for-coursework"]))
    summary = page.locator("[data-summary]")
    expect(summary.get_by_role("heading", name="First day: how you did")).to_be_visible()
    assert "5 of 6 scenarios. 1 was harmful." in summary.inner_text()
    summary.get_by_role("link", name="Practise the one you missed").click()
    here = page.locator('[data-scenario="number-for-coursework"]')
    expect(here).to_be_visible()
    here.locator("[data-retry]").last.click()
    take_path(best_path(catalogue.scenarios["number-for-coursework"]), here)
    page.goto(f"{url}{PAGE}#summary")
    expect(summary.get_by_text("None was harmful.")).to_be_visible()
    assert "6 of 6 scenarios. None was harmful." in summary.inner_text()
    expect(summary.get_by_role("link", name="Practise the one")).to_be_hidden()
    summary.get_by_role("link", name="Choose another module").click()
    expect(page.locator(".module-card").first).to_contain_text("Passed")
