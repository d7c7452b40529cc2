"""Readers see the entries of school.js, and a notice if it has mistakes, over http and from a folder."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizzes.authoring.school import ENTRIES, PEOPLE, RULES
from quizzes.pages.school import FILE, MISTAKES
from tests.browser.conftest import SILENT_WORKER, cleared_page
from tests.browser.schools import UNSET, entry, notice, open_school_page, write_school
from tests.browser.serving import serving
from tests.browser.visitors import new_visitor

HOSTILE_TEXT = 'O\'Brien, "Sam" \\ back\\slash `x` <b>bold</b> </script> ${x} */ // Zoë –’'


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the handbook, in which the tests change school.js."""
    return shutil.copytree(site, tmp_path_factory.mktemp("school") / "handbook")


@pytest.fixture(scope="module", params=["http", "file"])
def base(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The URL of the copy, once from a server and once from its folder."""
    if request.param == "file":
        yield folder.as_uri()
        return
    with serving(folder, kept=True) as address:
        yield address


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor whose pages may have uncaught errors, because school.js may have mistakes. No engine starts on them."""
    context = new_visitor(chromium)
    context.set_default_timeout(20_000)
    context.add_init_script(f"{SILENT_WORKER}; delete window.SharedWorker")
    yield context
    context.close()


@pytest.fixture
def visit(visitor: BrowserContext) -> Iterator[Page]:
    """An empty page of that visitor, at the usual size."""
    yield from cleared_page(visitor)


def test_an_empty_file_leaves_every_entry_unset(visit: Page, base: str, folder: Path) -> None:
    """If nothing is filled in, every entry is shown as unset, without a notice of a mistake.

    For the notice, the page has words for each kind of mistake that the reader of the file knows.
    """
    write_school(folder)
    open_school_page(visit, base)
    assert visit.locator("[data-school]").all_inner_texts() == [UNSET] * len(ENTRIES)
    expect(notice(visit)).to_be_hidden()
    kinds = (
        notice(visit)
        .locator("[data-mistakes] template")
        .evaluate(
            "({ content }) => [...content.querySelectorAll('[data-mistake]')].map((item) => item.dataset.mistake)"
        )
    )
    declared = re.search(r"type MistakeKind = (.*?);", Path("quizzes/web/page/school-text.ts").read_text("utf-8"))
    assert declared
    assert sorted(kinds) == sorted(MISTAKES) == sorted(json.loads(f"[{declared[1].replace(' |', ',')}]"))


def test_a_missing_file_gets_a_notice(visit: Page, base: str, folder: Path) -> None:
    """If school.js is missing, a notice says so."""
    (folder / FILE).unlink(missing_ok=True)
    open_school_page(visit, base)
    expect(notice(visit)).to_contain_text("The file school.js is missing")


def test_a_scenario_shows_its_own_entries(visit: Page, base: str, folder: Path) -> None:
    """A scenario shows the people it says to tell, and the rules that it names. The rules are on a slip."""
    write_school(folder, dsl="Ms A. Patel", communication_policy="On the intranet")
    visit.goto(f"{base}/practise/people-you-already-know.html#nephew-is-a-pupil")
    scenario = visit.locator('[data-scenario="nephew-is-a-pupil"]')
    expect(entry(scenario.locator(".tell"), "dsl")).to_have_text("Ms A. Patel")
    expect(entry(scenario.locator(".tell"), "deputies")).to_be_hidden()
    slip = scenario.locator(".slip", has_text="Our school adds")
    expect(slip).to_contain_text("not the county’s text")
    expect(entry(slip, "communication_policy")).to_have_text("On the intranet")
    names = scenario.locator("[data-school]").evaluate_all("all => all.map((each) => each.dataset.school)")
    assert sorted(names) == ["communication_policy", "deputies", "dsl", "headteacher", "out_of_hours"]
    assert set(names) <= {*PEOPLE, *RULES}


def test_a_school_without_entries_is_told_so_in_one_line(visit: Page, base: str, folder: Path) -> None:
    """After a scenario, one quiet line is in place of the names and one of the rules, not "Not yet filled in"."""
    write_school(folder)
    visit.goto(f"{base}/practise/people-you-already-know.html#nephew-is-a-pupil")
    expect(visit.locator("html")).to_have_attribute("data-school-read", "")
    scenario = visit.locator('[data-scenario="nephew-is-a-pupil"]')
    scenario.locator("[data-afterwards], .tell").evaluate_all(
        "all => all.forEach((each) => { each.open = true; each.style.display = 'block' })"
    )
    expect(scenario.locator(".tell [data-school-none]")).to_have_text("Your school has not added names here yet.")
    expect(scenario.locator(".tell .tell-names > span:visible")).to_have_count(0)
    assert scenario.locator("[data-afterwards] .school").evaluate_all(
        "all => all.map((each) => each.innerText.trim())"
    ) == ["Your school has not added its own rules here yet."]
    expect(scenario.locator(".slip-tag", has_text="Our school adds")).to_be_hidden()


def test_the_chapter_never_loads_school_js(page: Page, url: str) -> None:
    """No page of the chapter loads school.js, so the school cannot change the chapter."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index", "specific-guidance", "complete"):
        page.goto(f"{url}/guidance/{name}.html", wait_until="networkidle")
    assert [address for address in asked if FILE in address] == []


def test_the_form_makes_the_file(visit: Page, base: str, folder: Path) -> None:
    """The pages show exactly what was typed into the form, once the saved file is in place."""
    write_school(folder, chair="Dr E. Hussain")
    visit.goto(f"{base}/for-schools/set-up.html")
    form = visit.locator("[data-school-form] form")
    expect(form.get_by_label("Chair of governors")).to_have_value("Dr E. Hussain")
    form.get_by_label("Headteacher").fill(HOSTILE_TEXT)
    form.get_by_label("Channels that staff may use").fill("One\n\nTwo $& $1\nname: Three")
    with visit.expect_download() as saved:
        form.get_by_role("button", name="Save school.js").press("Enter")
    expect(form.locator(".actions").get_by_role("status")).to_contain_text("Saved")
    assert saved.value.suggested_filename == FILE
    shutil.copy(saved.value.path(), folder / FILE)
    assert (folder / FILE).read_bytes().startswith(b"\xef\xbb\xbffunction school() {")
    assert b"\n" not in (folder / FILE).read_bytes().replace(b"\r\n", b"")
    open_school_page(visit, base)
    expect(entry(visit, "headteacher")).to_have_text(HOSTILE_TEXT)
    assert entry(visit, "channels").inner_text() == "One\n\nTwo $& $1\nname: Three"
    expect(entry(visit, "chair")).to_have_text("Dr E. Hussain")
    expect(entry(visit, "dsl")).to_have_text(UNSET)
    expect(notice(visit)).to_be_hidden()
    visit.goto(f"{base}/for-schools/set-up.html")
    expect(form.get_by_label("Headteacher")).to_have_value(HOSTILE_TEXT)
    expect(form.get_by_label("Channels that staff may use")).to_have_value("One\n\nTwo $& $1\nname: Three")


def test_without_javascript_the_page_says_what_to_do(unscripted: Page, url: str) -> None:
    """Without JavaScript there is no form, and the page says how to edit school.js by hand."""
    unscripted.goto(f"{url}/for-schools/set-up.html")
    expect(unscripted.locator("[data-school-form] form")).to_be_hidden()
    expect(unscripted.get_by_text("You can change school.js in Notepad instead")).to_be_visible()
