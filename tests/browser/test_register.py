"""The register in the browser: what an office drops is checked on this computer, shown, and forgotten."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.digest import digest_of
from quizzes.engine.model import Module
from tests.browser.dropping import REGISTER, checked, choose, drop, open_register, rows, written
from tests.browser.fitting import fits
from tests.browser.rules import axe
from tests.browser.test_record import NASTY
from tests.recording import aged, altered, record, sometimes_wrong


@pytest.fixture
def module(catalogue: Catalogue) -> Module:
    return catalogue.modules["first-day"]


@pytest.fixture
def register(page: Page, url: str) -> Page:
    open_register(page, url)
    return page


def figures(page: Page) -> list[str]:
    return page.locator(".register-figures li").all_inner_texts()


def test_what_is_dropped_is_checked_and_shown_with_reasons(
    register: Page, tmp_path: Path, module: Module, catalogue: Catalogue
) -> None:
    """Of files that are dropped: what holds, what needs retaking for which clause, what is altered, what is none."""
    text = record(module, "Priya Nair")
    files = written(
        tmp_path,
        {
            "record-a.json": text,
            "record-b.json": aged(record(module, "Aled Rees"), "SG-3"),
            "record-c.json": altered(record(module, "Derek Thornber")),
            "record-d.json": text[:1000],
            "record-e.json": '{"format": "something else"}',
            "copy of a.json": text,
            "scan.pdf": "%PDF",
        },
    )
    drop(register, *files)
    resting = [each for each in module.scenarios if "SG-3" in each.clauses]
    retake = ["Clauses that have changed: SG-3", "To be taken again: " + ", ".join(each.title for each in resting)]
    changed = "The checksum does not fit what is in the file"
    assert rows(register) == [
        ["Aled Rees", "First day", "\n\n".join(["Needs retaking", *retake])],
        ["Derek Thornber", "First day", f"Altered\n\n{changed}\n\nThe total does not follow from the marks"],
        ["Priya Nair", "First day", "Holds"],
    ]
    assert figures(register) == ["1 holds", "1 needs retaking", "1 altered", "2 unreadable"]
    expect(register.get_by_role("heading", level=2, name="3 records from 3 people")).to_be_visible()
    expect(register.get_by_text("1 duplicate is not shown.")).to_be_visible()
    expect(
        register.get_by_text("1 file was passed over, because its name does not end in .json: scan.pdf")
    ).to_be_visible()
    bad = register.locator(".register-file-list li").all_inner_texts()
    assert [re.sub(r"\s+", " ", each) for each in bad] == [
        "Unreadable record-d.json The file is damaged, or not a record as the handbook makes it",
        "Unreadable record-e.json The file is not a record",
        f"Altered record-c.json – Derek Thornber, First day {changed} The total does not follow from the marks",
    ]
    clause = register.get_by_role("link", name="Clause SG-3").first
    assert clause.get_attribute("href") == "../guidance/specific-guidance.html#SG-3"
    scenario = register.get_by_role("link", name=resting[0].title).first
    assert scenario.get_attribute("href") == f"../practise/first-day.html#{resting[0].id}"
    expect(register.locator("[data-told]")).to_have_text(
        "6 files were checked. In the list now: 1 holds, 1 needs retaking, 1 altered, 2 unreadable."
    )


def test_a_folder_is_walked(register: Page, tmp_path: Path, module: Module) -> None:
    """A folder that is dropped, or chosen, gives every record in it and below it."""
    files = {
        "handed in/Year 1/record-a.json": record(module, "Ann Ash"),
        "handed in/record-b.json": record(module, "Bea Birch"),
        "handed in/.DS_Store": "",
        "handed in/._record-b.json": "litter",
    }
    written(tmp_path, files)
    drop(register, tmp_path / "handed in")
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Bea Birch"]
    assert figures(register)[3] == "0 unreadable"
    register.get_by_role("button", name="Clear the list").click()
    expect(register.get_by_role("button", name="Choose files")).to_be_focused()
    expect(register.get_by_text("No records yet.")).to_be_visible()
    register.set_input_files("[data-input=folder]", str(tmp_path / "handed in"))
    checked(register)
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Bea Birch"]


def test_names_harm_nothing(register: Page, tmp_path: Path, module: Module) -> None:
    """Names and roles are shown as they were typed, each for itself; files of such names too."""
    files = {f"record-{number}.json": record(module, name, name) for number, name in enumerate(NASTY.values())}
    files['<img src=x onerror="alert(1)">.json'] = "{"
    choose(register, written(tmp_path, files))
    assert sorted(name for name, _, _ in rows(register)) == sorted(NASTY.values())
    expect(register.locator("main img")).to_have_count(0)
    expect(register.locator("main b")).to_have_count(0)
    assert register.locator(".register-table tbody th").evaluate_all(
        "all => all.every(each => each.children.length === 1 && each.firstElementChild.matches('bdi'))"
    )
    expect(register.locator(".register-file bdi").first).to_have_text('<img src=x onerror="alert(1)">.json')


def test_the_table_is_sorted_and_filtered(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """By keyboard a head sorts one way, then the other, and says so; filters leave what fits, and tell how many."""
    first, second = list(catalogue.modules.values())[:2]
    files = {
        "1.json": record(first, "Ælfric Young", "Governor", "2026-11-02"),
        "2.json": record(second, "Zoë Adams", "Teacher", "2026-11-20"),
        "3.json": aged(record(first, "Bea Birch", "Teacher", "2026-11-10"), "SG-3"),
    }
    choose(register, written(tmp_path, files))

    def names() -> list[str]:
        return [name for name, _, _ in rows(register)]

    heads = register.locator(".register-table thead th")
    assert heads.first.get_attribute("aria-sort") == "ascending"
    button = register.get_by_role("button", name="Date")
    button.focus()
    register.keyboard.press("Enter")
    assert names() == ["Ælfric Young", "Bea Birch", "Zoë Adams"]
    expect(register.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "ascending")
    register.keyboard.press("Space")
    assert names() == ["Zoë Adams", "Bea Birch", "Ælfric Young"]
    expect(button).to_be_focused()
    assert [each.get_attribute("aria-sort") for each in heads.all() if each.get_attribute("aria-sort")] == [
        "descending"
    ]
    count = register.locator("[data-count]")
    register.get_by_label("Name or role").fill("zoe teach")
    assert names() == ["Zoë Adams"]
    expect(count).to_have_text("1 of 3 shown")
    register.get_by_label("Name or role").fill("")
    register.get_by_label("Module", exact=True).select_option("First day")
    assert names() == ["Bea Birch", "Ælfric Young"]
    register.get_by_label("Status", exact=True).select_option("Needs retaking")
    assert names() == ["Bea Birch"]
    register.keyboard.press("Enter")
    expect(count).to_have_text("1 of 3 shown")


STAFF = "Name,Role,Payroll\nJohn Smith,Teacher,E7\nJosé Núñez,Cook,E8\nNobody Yet,Governor,E9\nTwo Times\nTwo Times\n"


def test_the_staff_list_says_who_has_handed_in_nothing(register: Page, tmp_path: Path, module: Module) -> None:
    """Names match whatever their case and accents; a near one is offered, taken on a press, and given up on another."""
    files = {
        "1.json": record(module, "Jon Smith"),
        "2.json": record(module, "JOSE  NUNEZ"),
        "3.json": record(module, "Stranger Danger"),
    }
    choose(register, written(tmp_path, files))
    register.get_by_text("Staff list", exact=True).click()
    register.get_by_label("Names, or name, role and reference").fill(STAFF)
    part = register.locator(".register-missing")
    expect(part.get_by_text("Is Jon Smith the John Smith on your list?")).to_be_visible()
    nothing = part.locator("[data-list=nothing] li")
    everybody = ["John Smith · Teacher · E7", "Nobody Yet · Governor · E9", "Two Times", "Two Times"]
    assert [each.strip() for each in nothing.all_inner_texts()] == everybody
    assert part.locator("[data-list=strangers] li").all_inner_texts() == ["Stranger Danger"]
    assert part.locator("[data-list=doubles] li").all_inner_texts() == ["Two Times"]
    assert [name for name, _, _ in rows(register)] == ["Jon Smith", "José Núñez", "Stranger Danger"]
    expect(register.locator(".register-table tbody [data-column=reference]").nth(1)).to_have_text("E8")
    part.get_by_role("button", name="Yes, the same person").press("Enter")
    expect(part.get_by_text("Jon Smith is taken to be John Smith.")).to_be_visible()
    expect(part.get_by_role("button", name="Undo")).to_be_focused()
    assert [name for name, _, _ in rows(register)] == ["John Smith", "José Núñez", "Stranger Danger"]
    expect(nothing).to_have_count(3)
    part.get_by_role("button", name="Undo").press("Enter")
    expect(part.get_by_role("button", name="Yes, the same person")).to_be_focused()
    assert [name for name, _, _ in rows(register)] == ["Jon Smith", "José Núñez", "Stranger Danger"]
    expect(nothing).to_have_count(4)


def test_a_staff_list_comes_out_of_a_file(register: Page, tmp_path: Path, module: Module) -> None:
    """A CSV of a spreadsheet on Windows is read with its letters; one that cannot be a list is said to be none."""
    choose(register, written(tmp_path, {"1.json": record(module, "Zoë Adams")}))
    register.get_by_text("Staff list", exact=True).click()
    (file,) = written(tmp_path, {"staff.csv": "Zoë Adams;Teacher\r\nSiân Lloyd;Cook\r\n".encode("windows-1252")})
    register.set_input_files("[data-staff-file]", str(file))
    nothing = register.locator("[data-list=nothing] li")
    expect(nothing).to_have_text(["Siân Lloyd · Cook"])
    register.get_by_label("Names, or name, role and reference").fill("")
    expect(register.locator(".register-missing")).to_be_hidden()


def test_two_people_of_one_name_are_warned_of(register: Page, tmp_path: Path, module: Module) -> None:
    """Records of one name with different roles may be of two people; the older one is counted, and a warning given."""
    files = {
        "1.json": record(module, "Jo Smith", "Teacher", "2026-11-01"),
        "2.json": record(module, "JO SMITH", "Governor", "2026-11-02"),
    }
    choose(register, written(tmp_path, files))
    expect(register.locator("[data-namesakes] li")).to_have_text("Jo Smith: Teacher, Governor")
    expect(register.get_by_text("1 older record is not shown")).to_be_visible()
    expect(register.get_by_role("heading", level=2, name="1 record from 1 person")).to_be_visible()


def test_who_is_due(context: BrowserContext, url: str, tmp_path: Path, catalogue: Catalogue) -> None:
    """What is due, or falls due within a month, by the interval that the office sets; with 0 only what has changed."""
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-23T10:00:00")
    open_register(page, url)
    first = catalogue.modules["first-day"]
    files = {
        "1.json": record(first, "Ann Ash", day="2025-11-23"),
        "2.json": record(first, "Bea Birch", day="2025-12-23"),
        "3.json": record(first, "Cy Cedar", day="2025-12-24"),
        "4.json": aged(record(first, "Di Dogwood", day="2026-11-01"), "SG-3"),
    }
    choose(page, written(tmp_path, files))
    due = page.locator(".register-due tbody tr")
    now = ["Ann Ash", "Di Dogwood"]
    expect(due.locator("th")).to_have_text([*now, "Bea Birch"])
    expect(due.locator("[data-of=due]")).to_have_text(["Now", "Now", "By 23 Dec 2026"])
    states = page.locator(".register-picture [data-module-cell=first-day]")
    expect(states).to_have_text(["Due again", "Passed", "Passed", "Retake"])
    months = page.get_by_label("To be renewed after")
    months.fill("0")
    months.press("Tab")
    expect(due.locator("th")).to_have_text(["Di Dogwood"])
    months.fill("-3")
    months.press("Tab")
    expect(months).to_have_value("12")
    expect(due.locator("th")).to_have_text([*now, "Bea Birch"])


def test_totals_by_clause_name_nobody(register: Page, tmp_path: Path, module: Module) -> None:
    """The clauses behind answers that could have been better, as the engine counts them, with a link and no name."""
    files = {f"{n}.json": record(module, f"Person {n}", answering=sometimes_wrong(n, 0.3)) for n in range(5)}
    choose(register, written(tmp_path, files))
    totals = register.locator(".register-clauses")
    first = totals.locator("li").first
    assert re.fullmatch(r"[A-Z]+-\S+\s+\d of \d answers could have been better", first.inner_text().strip())
    shares = totals.locator("[data-of=bar]").evaluate_all(
        "all => all.map(each => +each.style.getPropertyValue('--share'))"
    )
    assert shares == sorted(shares, reverse=True)
    assert "Person" not in totals.inner_text()


def test_the_spreadsheet(register: Page, tmp_path: Path, module: Module) -> None:
    """The CSV opens as UTF-8, has every row with its reasons in words, and no cell that would be run."""
    files = {
        "1.json": record(module, NASTY["formula"], "+1"),
        "2.json": aged(record(module, NASTY["emoji"], day="2026-10-30"), "SG-3"),
        "3.json": "{",
    }
    choose(register, written(tmp_path, files))
    with register.expect_download() as download:
        register.get_by_role("button", name="Export CSV").click()
    assert re.fullmatch(r"register-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    text = download.value.path().read_bytes().decode()
    assert text.startswith("\ufeffName,Role,Reference,Module,Date,Status,Why,Passed,Due,Record code,File")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row.values())
    by_name = {row["Name"]: row for row in table}
    assert by_name["'" + NASTY["formula"]]["Role"] == "'+1"
    changed = by_name[NASTY["emoji"]]
    assert (changed["Module"], changed["Date"], changed["Status"]) == ("First day", "2026-10-30", "Needs retaking")
    assert "Clauses that have changed: SG-3; To be taken again: " in changed["Why"]
    assert by_name[""]["Status"] == "Unreadable"


def test_nothing_is_kept_and_nothing_is_sent(context: BrowserContext, url: str, tmp_path: Path, module: Module) -> None:
    """Checking, the staff list and the export ask for nothing and leave nothing; a reload has forgotten it all."""
    page = context.new_page()
    open_register(page, url)
    page.wait_for_load_state("networkidle")
    kept = "Promise.all([{...localStorage}, {...sessionStorage}, indexedDB.databases(), caches.keys()])"
    before = page.evaluate(kept)
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))
    choose(page, written(tmp_path, {"1.json": record(module, "Jon Smith"), "2.json": "{"}))
    page.get_by_text("Staff list", exact=True).click()
    page.get_by_label("Names, or name, role and reference").fill(STAFF)
    page.get_by_role("button", name="Yes, the same person").click()
    with page.expect_download():
        page.get_by_role("button", name="Export CSV").click()
    assert [request.url for request in asked if not request.url.startswith("blob:")] == []
    after = page.evaluate(kept)
    assert "Smith" not in str(after)
    assert after[2:] == before[2:] == [[], []]
    ours = [{name: value for name, value in each.items() if "/touched" not in name} for each in after[:2]]
    assert ours == [{name: value for name, value in each.items() if "/touched" not in name} for each in before[:2]]
    assert context.cookies() == []
    page.reload()
    expect(page.get_by_text("No records yet.")).to_be_visible()
    expect(page.locator("[data-staff]")).to_have_value("")
    assert "Smith" not in page.locator("main").inner_text()


def test_from_a_folder(context: BrowserContext, site: Path, tmp_path: Path, module: Module) -> None:
    """Opened from a folder, without a server, files that are dropped and a folder that is chosen are checked too."""
    page = context.new_page()
    page.goto(site.as_uri() + REGISTER)
    expect(page.locator("html[data-engine=ready]")).to_be_attached()
    drop(page, *written(tmp_path, {"a.json": record(module, "Ann Ash")}))
    assert rows(page) == [["Ann Ash", "First day", "Holds"]]
    written(tmp_path, {"more/b.json": record(module, "Bea Birch"), "more/c.json": record(module, "Cy Cedar")})
    page.set_input_files("[data-input=folder]", str(tmp_path / "more"))
    expect(page.locator(".register-table tbody tr")).to_have_count(3)


def test_a_folder_that_cannot_be_walked_is_said(
    context: BrowserContext, site: Path, tmp_path: Path, module: Module
) -> None:
    """Where a page from a folder may not walk a folder that is dropped, it says so, and how to choose it."""
    page = context.new_page()
    page.goto(site.as_uri() + REGISTER)
    expect(page.locator("html[data-engine=ready]")).to_be_attached()
    written(tmp_path, {"more/b.json": record(module, "Bea Birch")})
    drop(page, tmp_path / "more")
    walked = (
        rows(page) == [["Bea Birch", "First day", "Holds"]] if page.locator("[data-results]").is_visible() else False
    )
    assert walked or page.get_by_text("Use “Choose a folder”").is_visible()


def test_only_this_page_loads_its_script(context: BrowserContext, url: str) -> None:
    """Readers' pages ask for neither the register's script nor, in their own, the library that unzips."""
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    for name in ("/index.html", "/practise/first-day.html", "/for-schools/coverage.html"):
        page.goto(url + name)
    assert not any("/register-" in each for each in asked)
    page.goto(url + REGISTER)
    assert any("/register-" in each for each in asked)


def test_without_the_engine_it_says_so(page: Page, url: str, tmp_path: Path) -> None:
    """Where marking is unavailable the page says so, in the words that readers get, and takes no file."""
    page.route(re.compile("/(worker|runtime)-"), lambda route: route.fulfill(status=404))
    page.goto(url + REGISTER)
    expect(page.get_by_text("Marking is not available in this browser")).to_be_visible()
    expect(page.get_by_role("button", name="Choose files")).to_be_hidden()
    axe(page, "unavailable")


def test_without_javascript_it_says_so(unscripted: Page, url: str) -> None:
    """Without JavaScript the page says what it would need; nothing that does nothing is shown."""
    unscripted.goto(url + REGISTER)
    expect(unscripted.get_by_text("The register needs JavaScript")).to_be_visible()
    expect(unscripted.get_by_role("button", name="Choose files")).to_be_hidden()
    expect(unscripted.get_by_role("heading", name="What it cannot tell")).to_be_visible()


def full(page: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """A register with something of everything in it."""
    files = {"unreadable.json": "{", "notes.docx": "x"}
    for number, name in enumerate([*NASTY.values(), "Jon Smith", "Bartholomew Featherstonehaugh-Cholmondeley"]):
        for module in list(catalogue.modules.values())[: 1 + number % 3]:
            text = record(module, name, "Teaching assistant", "2025-12-01", sometimes_wrong(number, 0.2))
            text = aged(text, next(iter(module.clauses))) if number == 2 else altered(text) if number == 3 else text
            files[f"record-{module.id}-{number}.json"] = text
    files["twice.json"] = record(catalogue.modules["first-day"], "Jon Smith", "Governor", "2025-11-01")
    choose(page, written(tmp_path, files))
    page.get_by_text("Staff list", exact=True).click()
    page.get_by_label("Names, or name, role and reference").fill(STAFF)
    expect(page.locator(".register-missing")).to_be_visible()


def test_it_is_sound_at_every_width(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Empty and full, no rule of axe is broken in light and dark, and at 320, 390 and 1280 px nothing is cut."""
    axe(register, "empty")
    fits(register, "empty")
    full(register, tmp_path, catalogue)
    axe(register, "full")
    fits(register, "full")
    register.set_viewport_size({"width": 320, "height": 800})
    axe(register, "full at 320 px")


def test_on_paper_no_column_is_cut(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Printed on A4, it has its heads and its rows, without what is pressed or filled in, or the site around it."""
    full(register, tmp_path, catalogue)
    register.get_by_role("button", name="Yes, the same person").click()
    expect(register.get_by_role("button", name="Undo")).to_be_visible()
    pdf = PdfReader(io.BytesIO(register.pdf(format="A4")))
    text = "\n".join(each.extract_text() for each in pdf.pages)
    for words in (
        "Reference",
        "Status",
        "John Smith",
        "E7",
        "People and modules",
        "For leaders",
        "In all",
        "Who is due",
    ):
        assert words in text, words
    for chrome in ("Choose files", "Export CSV", "Staff list", "Where the records come from", "Accessibility", "Undo"):
        assert chrome not in text, chrome
    register.emulate_media(media="print")
    register.set_viewport_size({"width": 680, "height": 900})
    assert register.evaluate("document.documentElement.scrollWidth") <= 680


def test_what_happens_is_told_once(register: Page, tmp_path: Path, module: Module) -> None:
    """A drop of sixty files is told in one sentence when it is done, however often the bar has moved."""
    register.locator("[data-told]").evaluate(
        "each => { window.told = []; new MutationObserver(() => each.textContent && told.push(each.textContent))"
        ".observe(each, { childList: true, subtree: true }) }"
    )
    register.set_input_files(
        "[data-input=files]",
        [str(each) for each in written(tmp_path, {f"{n}.json": record(module, f"Person {n}") for n in range(60)})],
    )
    checked(register)
    assert register.evaluate("told") == [
        "60 files were checked. In the list now: 60 hold, 0 need retaking, 0 altered, 0 unreadable."
    ]
    expect(register.locator("[data-busy]")).to_be_hidden()


def test_a_change_of_one_response_is_found(register: Page, tmp_path: Path, module: Module) -> None:
    """A response that was changed for one that marks otherwise is found, with the checksum made anew too."""
    content = json.loads(record(module, "Ann Ash"))
    scenario = content["modules"][0]["scenarios"][0]
    (taken,) = (each for each in module.scenarios if each.id == scenario["id"])
    item = taken.items[0]
    assert item.id == scenario["path"][0]["item"]
    scenario["path"][0]["response"] = [next(each.id for each in item.options if each.grade.value == "poor")]
    del content["checksum"]
    content["checksum"] = digest_of(content)
    choose(register, written(tmp_path, {"a.json": json.dumps(content)}))
    ((_, _, status),) = rows(register)
    assert status.startswith("Altered")
