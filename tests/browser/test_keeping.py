"""Progress is kept for the tab, on this computer if the reader asks for it, or in a file, until it is cleared."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.resuming import open_answered, paths_of
from tests.browser.taking import (
    LIST,
    OURS,
    PAGE,
    STORED_NAMES,
    answer,
    assert_answered,
    best_path,
    finish_and_clear,
    item_in,
    open_scenario,
    respond,
    save_file,
    take_path,
)


def test_progress_is_kept_for_the_tab_unless_asked(page: Page, url: str) -> None:
    """A new tab finds the answers only while the reader has ticked *Keep my progress on this computer*."""
    other, page = page, page.context.new_page()
    answer(page, url)
    open_scenario(other, url, "tired-post")
    assert other.locator("form[data-grade]").count() == 0
    page.get_by_label("Keep my progress on this computer").check()
    expect(page.get_by_text("kept on this computer and aren’t sent anywhere")).to_be_visible()
    page.close()
    assert_answered(other, url)
    expect(other.get_by_label("Keep my progress on this computer")).to_be_checked()
    other.goto(f"{url}{LIST}")
    expect(other.locator(".module-card").first).to_contain_text("1 of 6 done")
    other.get_by_label("Keep my progress on this computer").uncheck()
    assert other.evaluate(f"Object.keys(localStorage).filter({OURS})") == []
    third = other.context.new_page()
    open_scenario(third, url, "tired-post")
    assert third.locator("form[data-grade]").count() == 0
    assert_answered(other, url)


def test_finish_and_clear_leaves_nothing(page: Page, url: str) -> None:
    """*Finish and clear* asks first, then clears everything in this tab and in others, kept on the computer or not."""
    new, page, other = page, page.context.new_page(), page.context.new_page()
    for kept in (False, True):
        answer(page, url)
        answer(other, url, "number-for-coursework")
        if kept:
            page.get_by_label("Keep my progress on this computer").check()
        page.get_by_role("button", name="Finish and clear").click()
        page.get_by_role("button", name="Go back").click()
        expect(page.locator("form[data-grade]").first).to_be_attached()
        finish_and_clear(page)
        for each in (page, other):
            expect(each.locator("form[data-grade]")).to_have_count(0)
            expect(each.get_by_role("button", name="Finish and clear")).to_be_hidden()
            assert each.evaluate(STORED_NAMES) == []
    open_scenario(new, url, "tired-post")
    assert new.locator("form[data-grade]").count() == 0
    assert new.evaluate(STORED_NAMES) == []


def test_two_tabs_do_not_overwrite_each_other(page: Page, url: str) -> None:
    """If two tabs of a module are answered in turn, each shows the other's answers, and both are kept."""
    new, page, other = page, page.context.new_page(), page.context.new_page()
    open_scenario(page, url, "tired-post")
    page.get_by_label("Keep my progress on this computer").check()
    open_scenario(other, url, "tired-post")
    one, two = "tired-post", "number-for-coursework"
    answer(other, url, two)
    answer(page, url, one)
    for each in (page, other):
        for scenario in (one, two):
            expect(each.locator(f'[data-scenario="{scenario}"] form[data-grade]')).to_have_count(1)
    page.close()
    other.close()
    for scenario in (one, two):
        assert_answered(new, url, scenario)


def test_a_tab_follows_another_tabs_path(page: Page, url: str, catalogue: Catalogue) -> None:
    """If another tab answers the first step again, this tab drops the later steps too."""
    scenario = next(each for each in catalogue.modules["first-day"].scenarios if len(each.items) > 2)
    path = best_path(scenario)
    other = page.context.new_page()
    here = open_scenario(page, url, scenario.id)
    page.get_by_label("Keep my progress on this computer").check()
    take_path(path[:2], here)
    open_scenario(other, url, scenario.id)
    first = item_in(other.locator(f'[data-scenario="{scenario.id}"]'), path[0][0].id)
    first.locator("[data-retry]").click()
    respond(first, path[0][1])
    expect(first.locator("form[data-grade]")).to_have_count(1)
    # The first tab is notified, and shows only the first step as answered.
    expect(here.locator("form[data-grade]")).to_have_count(1)


def test_a_progress_file_moves_progress_to_another_computer(page: Page, url: str, tmp_path: Path) -> None:
    """A saved file can be opened in another tab, and its answers join those that are already there."""
    answer(page, url)
    name, text = save_file(page, "Save my progress to a file")
    assert name.startswith("progress-")
    assert json.loads(text)["format"] == "staff-handbook-progress"
    there = page.context.new_page()
    answer(there, url, "number-for-coursework")
    there.goto(f"{url}{LIST}")
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    for _ in range(2):  # opening it twice changes nothing
        there.locator("[data-file]").set_input_files(file)
        expect(there.get_by_text("You can carry on where you left off.")).to_be_visible()
    for scenario in ("tired-post", "number-for-coursework"):
        assert_answered(there, url, scenario)


FUTURE = '{"format": "staff-handbook-progress", "version": 99, "modules": {}}'
REFUSED = "That file is damaged, or it isn’t a progress file from this handbook."
NEWER = "A newer version of this handbook saved that file. Nothing has changed here. Reload this page"


DAMAGED = {"empty": "", "cut": "{", "list": "[]", "2 MB": "x" * 2_000_000}


def test_an_invalid_progress_file_changes_nothing(page: Page, url: str, tmp_path: Path) -> None:
    """The notice tells a file of a newer version from a damaged or foreign one. The stored answers do not change.

    Between two damaged files comes one of a newer version, so that each of them has to change the notice.
    """
    answer(page, url)
    before = page.evaluate(STORED_NAMES)
    file = tmp_path / "progress.json"
    notices = page.locator("[data-keeping] [data-status]:visible")
    for name, damaged in DAMAGED.items():
        for text, notice in ((damaged, REFUSED), (FUTURE, NEWER)):
            file.write_text(text, encoding="utf-8")
            page.locator("[data-file]").set_input_files(file)
            expect(notices, name).to_have_text([re.compile(re.escape(notice))])
            assert page.evaluate(STORED_NAMES) == before, name


UNREADABLE = ["of another time", "", "[" * 50_000, '{"version": 99, "module": "first-day"}']

STORE = """
([entries, key, unreadable]) => {
  sessionStorage.clear();
  Object.assign(sessionStorage, entries, { [key]: unreadable });
}
"""


def test_an_unreadable_entry_is_set_aside_with_a_notice(page: Page, url: str) -> None:
    """A damaged entry gets a notice and is left in storage, and the other answers still count."""
    answer(page, url)
    answered = page.evaluate("({...sessionStorage})")
    key = "staff-handbook/answer/first-day/000001700000000-x"
    for unreadable in UNREADABLE:
        page.evaluate(STORE, [answered, key, unreadable])
        page.reload()
        assert_answered(page, url)
        expect(page.get_by_text("Some of your earlier answers couldn’t be read"), unreadable[:40]).to_be_visible()
        answer(page, url, "number-for-coursework")
        assert page.evaluate("key => sessionStorage.getItem(key)", key) == unreadable


def test_only_changed_scenarios_are_retaken(page: Page, url: str, catalogue: Catalogue) -> None:
    """If two scenarios of a passed module were edited, only these are retaken, with the old answers filled in."""
    module = catalogue.modules["first-day"]
    changed = [module.scenarios[1], module.scenarios[2]]
    open_answered(page, url, module, paths_of(module))
    definition = json.loads(page.locator("[data-definition]").inner_text())
    body = page.evaluate("fetch(location.pathname).then((response) => response.text())")
    for scenario in changed:
        was = next(each["digest"] for each in definition["scenarios"] if each["id"] == scenario.id)
        assert body.count(was) == 1
        body = body.replace(was, "0" * 16)
    page.route(f"**{PAGE}", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{url}/index.html")
    open_scenario(page, url, module.scenarios[0].id)
    notice = page.locator("[data-changed-since]")
    expect(notice).to_be_visible()
    assert notice.inner_text().startswith("2 scenarios have changed since you passed.")
    notice.get_by_role("link").click()
    for scenario in changed:
        here = page.locator(f'[data-scenario="{scenario.id}"]')
        expect(here.get_by_text("has changed since you answered")).to_be_visible()
        assert [each.get_attribute("value") for each in here.locator("input:checked").all()] == list(
            best_path(scenario)[0][1]
        )
        here.get_by_role("button", name="Check my answer").click()
        expect(here.locator("form[data-grade]")).to_have_count(1)
        expect(here.get_by_text("has changed since you answered")).to_be_hidden()
        here.locator("[data-next]").click()
    expect(notice).to_be_hidden()
    page.goto(f"{url}{PAGE}#summary")
    expect(page.locator("[data-summary]")).to_contain_text("completed and passed this module", use_inner_text=True)
