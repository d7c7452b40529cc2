"""What a module has come to is told in the same words, icons and colours, and what is not passed never looks passed."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Grade, Module
from quizzes.engine.progress_file import encode_file
from quizzes.engine.standing import OF_SESSIONS, Standing
from tests.browser.dropping import choose, open_register, rows, write_files
from tests.browser.resuming import entries_of, open_answered, paths_of
from tests.browser.taking import (
    LIST,
    PAGE,
    assert_marked,
    best_path,
    item_in,
    make_record,
    outcome_of,
    respond,
    save_file,
    wait_until_ready,
)
from tests.recording import harmfully, record_of

LOOKS = """
all => all.map((each) => [
  each.dataset.standing,
  each.textContent.trim(),
  each.querySelector("path").getAttribute("d"),
  getComputedStyle(each).color,
])
"""


@pytest.fixture
def module(catalogue: Catalogue) -> Module:
    return catalogue.modules["first-day"]


def standing_in(place: Locator) -> list[str]:
    """The standings that can be seen there, by the words on them."""
    return [each.strip() for each in place.locator("[data-standing]:visible").all_inner_texts()]


def card_of(page: Page, url: str) -> Locator:
    """The card of *First day* in the list of modules, with a standing on it."""
    page.goto(f"{url}{LIST}")
    card = page.locator(".module-card").first
    expect(card.locator("[data-standing]:visible")).to_have_count(1)
    return card


def test_every_standing_has_its_own_word_and_icon(unmarked: Page, url: str) -> None:
    """No two standings share a word or an icon, and only "passed" has its colour."""
    card = card_of(unmarked, url)
    looks = card.locator("[data-standing]").evaluate_all(LOOKS)
    assert [name for name, *_ in looks] == [*OF_SESSIONS, Standing.UNMARKED]
    assert len({word for _, word, _, _ in looks}) == len({icon for _, _, icon, _ in looks}) == len(looks)
    colours = {name: colour for name, _, _, colour in looks}
    assert [name for name, colour in colours.items() if colour == colours["passed"]] == ["passed"]


def test_a_failed_module_never_looks_passed(page: Page, url: str, module: Module) -> None:
    """It is not passed yet in the summary, in its record and in the list, one after the other.

    The summary says why, and offers what is harmful or poor again. Its card has no tick and no full bar.
    """
    open_answered(page, url, module, paths_of(module, worst=[scenario.id for scenario in module.scenarios]))
    summary = page.locator("[data-summary]")
    grades = [outcome_of(item, harmfully(item)).grade for item in (each.items[0] for each in module.scenarios)]
    harmful = grades.count(Grade.HARMFUL)
    expect(summary).to_contain_text(
        f"{harmful} answers are harmful. To pass, answer those scenarios again.", use_inner_text=True
    )
    assert standing_in(summary) == ["Not passed yet"]
    expect(summary).to_contain_text("0 of 6 scenarios.", use_inner_text=True)
    expect(summary).to_contain_text(f"{harmful} were harmful.", use_inner_text=True)
    expect(summary.get_by_role("link", name="Practise the 6 you missed")).to_be_visible()

    page.get_by_role("link", name="Make my record").click()
    make_record(page, "Ann Smith")
    assert standing_in(page.locator(".receipt")) == ["Not passed yet"]

    card = card_of(page, url)
    assert standing_in(card) == ["Not passed yet"]
    expect(card.locator("progress")).to_be_hidden()
    expect(card.get_by_role("link", name=re.compile("^Practise again.*First day"))).to_be_visible()


def test_a_failed_module_in_the_register(page: Page, url: str, tmp_path: Path, module: Module) -> None:
    """In the table, the picture, the counts, the filter and the spreadsheet a sound record of it is not passed yet."""
    files = {"a.json": record_of(module, "Ann Ash"), "b.json": record_of(module, "Bea Birch", answering=harmfully)}
    open_register(page, url)
    choose(page, write_files(tmp_path, files))
    assert rows(page) == [["Ann Ash", "First day", "Passed"], ["Bea Birch", "First day", "Not passed yet"]]
    cells = page.locator(".register-picture [data-module-cell=first-day]")
    expect(cells).to_have_text(["Passed", "Not passed yet"])
    figures = page.locator(".register-figures li").all_inner_texts()
    assert figures == [
        *("1 passed", "0 completed but not marked", "0 signed on paper", "1 not passed yet"),
        *("0 due again", "0 need retaking", "0 dated in the future", "0 altered", "0 unreadable"),
        "0 required but not handed in",
    ]
    expect(page.locator("[data-told]")).to_have_text(
        "2 files were checked. Now in the list: 1 passed, 1 not passed yet."
    )
    _, text = save_file(page, "Export CSV")
    assert [(row["Status"], row["Passed"]) for row in csv.DictReader(text.lstrip("\ufeff").splitlines())] == [
        ("Passed", "Yes"),
        ("Not passed yet", "No"),
    ]
    page.get_by_label("Status", exact=True).select_option("Passed")
    assert [name for name, _, _ in rows(page)] == ["Ann Ash"]


def test_a_scenario_that_is_begun(page: Page, url: str, catalogue: Catalogue) -> None:
    """Two of three steps: the summary says how many are answered and that one is missing; the module is under way."""
    scenario = catalogue.scenarios["personal-phone-on-trip"]
    module = catalogue.place(scenario)
    assert module
    open_answered(page, url, module, {scenario.id: best_path(scenario)[:2]})
    row = page.locator(f'[data-summary-scenario="{scenario.id}"]')
    expect(row).to_contain_text("2 steps answered, more to do", use_inner_text=True)
    expect(row.get_by_text("Not answered yet")).to_be_hidden()
    assert standing_in(page.locator("[data-summary]")) == ["Under way"]
    page.goto(f"{url}{LIST}")
    card = page.locator(".module-card").filter(has_text=module.title)
    expect(card).to_contain_text(f"0 of {len(module.scenarios)} done")
    assert standing_in(card) == ["Under way"]


def test_a_grade_is_gone_when_its_path_is_left(page: Page, url: str, catalogue: Catalogue) -> None:
    """A scenario that was completed, and then begun anew, has no grade in the summary until it is at its end again."""
    scenario = catalogue.scenarios["pupil-follow-request"]
    module = catalogue.place(scenario)
    assert module
    path = best_path(scenario)
    open_answered(page, url, module, {scenario.id: path}, at=scenario.id)
    first = item_in(page.locator(f'[data-scenario="{scenario.id}"]'), path[0][0].id)
    first.locator("[data-retry]").click()
    respond(first, path[0][1])
    assert_marked(first, "best")
    page.evaluate("location.hash = 'summary'")
    row = page.locator(f'[data-summary-scenario="{scenario.id}"]')
    expect(row).to_contain_text("1 step answered, more to do", use_inner_text=True)
    expect(row.locator("[data-grade-word]:visible")).to_have_count(0)


def test_what_has_changed_is_not_all_that_is_missing(page: Page, url: str, site: Path, module: Module) -> None:
    """With one scenario changed and others unanswered, the summary counts both, and says nothing of "nothing else"."""
    first, second, *others = module.scenarios
    digest = json.loads(encode_module(module))["scenarios"][0]["digest"]
    html = (site / PAGE.removeprefix("/")).read_text(encoding="utf-8")
    assert html.count(digest) == 1
    page.route(f"**{PAGE}", lambda route: route.fulfill(body=html.replace(digest, "0" * 16), content_type="text/html"))
    open_answered(page, url, module, {each.id: best_path(each) for each in (first, second)})
    lead = page.locator("[data-summary] .lead:visible")
    expect(lead).to_have_text(
        "1 scenario has changed since you answered it. Answer it again. "
        f"You have {len(others)} scenarios left to answer, whenever you’re ready.",
        use_inner_text=True,
    )
    expect(page.get_by_text("You don’t need to answer anything else again")).to_be_hidden()
    assert standing_in(page.locator("[data-summary]")) == ["Needs retaking"]


def test_nothing_is_answered_yet(unmarked: Page, url: str) -> None:
    """The summary says so before any marking."""
    unmarked.goto(f"{url}{PAGE}#summary")
    assert standing_in(unmarked.locator("[data-summary]")) == ["Not started"]
    expect(unmarked.get_by_text("You haven’t answered any scenarios yet.")).to_be_visible()


def test_a_count_of_another_version_is_not_taken_for_a_pass(unmarked: Page, url: str) -> None:
    """An earlier version counted what was answered, whether it was passed or not: it is said once it is opened.

    Each of three modules has such a count.
    """
    unmarked.goto(f"{url}{LIST}")
    cards = unmarked.locator(".module-card").all()[:3]
    for card, kept in zip(cards, ("6 0", "2 0", "6 of-another-version"), strict=True):
        edition = card.locator("[data-edition]")
        name = f"staff-handbook/count/{edition.get_attribute('data-progress-of')}"
        count = f"{kept} {edition.get_attribute('data-edition')}"
        unmarked.evaluate("([name, count]) => sessionStorage.setItem(name, count)", [name, count])
    unmarked.reload()
    assert [standing_in(card) for card in cards] == [["Not marked yet"]] * 3


def test_answers_from_a_file_are_not_marked_yet(page: Page, url: str, module: Module, tmp_path: Path) -> None:
    """After a progress file is opened in the list of modules, its module is not called "not started"."""
    entries = entries_of(module, {module.scenarios[0].id: best_path(module.scenarios[0])})
    (file,) = write_files(tmp_path, {"progress.json": encode_file({module.id: entries})})
    card = card_of(page, url)
    assert standing_in(card) == ["Not started"]
    page.locator("[data-file]").set_input_files(file)
    expect(page.get_by_text("You can carry on where you left off.")).to_be_visible()
    assert standing_in(card) == ["Not marked yet"]
    card.get_by_role("link", name="Continue").click()
    wait_until_ready(page)
    page.locator("form[data-grade]").first.wait_for(state="attached")
    assert standing_in(card_of(page, url)) == ["Under way"]
