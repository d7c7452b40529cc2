"""The register's table, staff list, due list, totals by clause, spreadsheet and printout work."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module
from tests.browser.dropping import choose, fill_register, open_register, rows, write_files
from tests.browser.taking import save_file
from tests.browser.visitors import TURN_CLOCK
from tests.instant import NOW, TODAY
from tests.recording import HOSTILE_NAMES, made_before_change, record_of, sometimes_wrong


@pytest.fixture
def module(catalogue: Catalogue) -> Module:
    return catalogue.modules["first-day"]


@pytest.fixture
def register(page: Page, url: str) -> Page:
    open_register(page, url)
    return page


def test_a_record_dated_in_the_future_counts_for_nothing(register: Page, tmp_path: Path, module: Module) -> None:
    """It is flagged in the list, the table and the grid, and hides no record that is true. A day's grace is given."""
    days = {"then": TODAY, "tomorrow": TODAY + timedelta(1), "later": TODAY + timedelta(2), "far": date(2099, 1, 1)}
    people = {"then": "Ann Ash", "far": "ANN ASH", "tomorrow": "Bea Birch", "later": "Cy Cedar"}
    choose(
        register,
        write_files(
            tmp_path, {f"{key}.json": record_of(module, name, day=str(days[key])) for key, name in people.items()}
        ),
    )
    why = "Its date is later than today’s on this computer, so one of the two clocks is wrong"
    flagged = f"Dated in the future\n\n{why}"
    assert rows(register) == [
        ["ANN ASH", "First day", flagged],
        ["Ann Ash", "First day", "Passed"],
        ["Bea Birch", "First day", "Passed"],
        ["Cy Cedar", "First day", flagged],
    ]
    expect(register.locator("[data-not-shown]")).to_have_text("")
    cells = register.locator(".register-picture [data-module-cell=first-day]")
    expect(cells).to_have_text(["Passed", "Passed", "Dated in the future"])
    files = [" ".join(each.split()) for each in register.locator(".register-file-list li").all_inner_texts()]
    assert files == [
        f"Dated in the future far.json – ANN ASH, First day {why}",
        f"Dated in the future later.json – Cy Cedar, First day {why}",
    ]
    register.get_by_label("Status", exact=True).select_option("Dated in the future")
    expect(register.locator("[data-count]")).to_have_text("2 of 4 shown")
    _, text = save_file(register, "Export CSV")
    table = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    found = [(row["Status"], row["Passed"], row["Due"]) for row in table if row["Why"] == why]
    assert found == [("Dated in the future", "", "")] * 2


def test_the_table_is_sorted_and_filtered(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Pressing a table head sorts up, then down, and says so. Filters show the matching rows and their number."""
    first, second = list(catalogue.modules.values())[:2]
    files = {
        "1.json": record_of(first, "Ælfric Young", "Governor", "2026-11-02"),
        "2.json": record_of(second, "Zoë Adams", "Teacher", "2026-11-20"),
        "3.json": made_before_change(record_of(first, "Bea Birch", "Teacher", "2026-11-10"), "SG-3"),
    }
    choose(register, write_files(tmp_path, files))

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


def test_a_shared_name_gets_a_warning(register: Page, tmp_path: Path, module: Module) -> None:
    """Records with the same name but different roles get a warning, since they may be of two people."""
    files = {
        "1.json": record_of(module, "Jo Smith", "Teacher", "2026-11-01"),
        "2.json": record_of(module, "JO SMITH", "Governor", "2026-11-02"),
    }
    choose(register, write_files(tmp_path, files))
    expect(register.locator("[data-namesakes] li")).to_have_text("Jo Smith: Teacher, Governor")
    expect(register.get_by_text("1 older record isn’t shown")).to_be_visible()
    expect(register.get_by_role("heading", level=2, name="1 record from 1 person")).to_be_visible()


def test_due_modules_are_listed(register: Page, tmp_path: Path, module: Module) -> None:
    """The list shows what is due now or within a month, by the office's interval; with 0, only changed modules."""
    # Months differ in length, so this test has a day of its own.
    register.evaluate(TURN_CLOCK, (datetime(2026, 11, 23, 10, tzinfo=NOW.tzinfo) - NOW) / timedelta(milliseconds=1))
    files = {
        "1.json": record_of(module, "Ann Ash", day="2025-11-23"),
        "2.json": record_of(module, "Bea Birch", day="2025-12-23"),
        "3.json": record_of(module, "Cy Cedar", day="2025-12-24"),
        "4.json": made_before_change(record_of(module, "Di Dogwood", day="2026-11-01"), "SG-3"),
    }
    choose(register, write_files(tmp_path, files))
    due = register.locator(".register-due tbody tr")
    now = ["Ann Ash", "Di Dogwood"]
    expect(due.locator("th")).to_have_text([*now, "Bea Birch"])
    expect(due.locator("[data-of=due]")).to_have_text(["Now", "Now", "By 23 Dec 2026"])
    states = register.locator(".register-picture [data-module-cell=first-day]")
    expect(states).to_have_text(["Due again", "Passed", "Passed", "Needs retaking"])
    months = register.get_by_label("Renew after")
    months.fill("0")
    months.press("Tab")
    expect(due.locator("th")).to_have_text(["Di Dogwood"])
    months.fill("-3")
    months.press("Tab")
    expect(months).to_have_value("12")
    expect(due.locator("th")).to_have_text([*now, "Bea Birch"])


def test_totals_by_clause_name_nobody(register: Page, tmp_path: Path, module: Module) -> None:
    """Totals by clause are sorted by the share of answers that could have been better, and contain no names."""
    files = {f"{n}.json": record_of(module, f"Person {n}", answering=sometimes_wrong(n, 0.3)) for n in range(5)}
    choose(register, write_files(tmp_path, files))
    totals = register.locator(".register-clauses")
    first = totals.locator("li").first
    assert re.fullmatch(r"[A-Z]+-\S+\s+\d of \d answers could have been better", first.inner_text().strip())
    shares = totals.locator("[data-of=bar]").evaluate_all(
        "all => all.map(each => +each.style.getPropertyValue('--share'))"
    )
    assert shares == sorted(shares, reverse=True)
    assert "Person" not in totals.inner_text()


def test_the_page_says_how_to_keep_references(register: Page, tmp_path: Path, module: Module) -> None:
    """Beside the button it says how to import the table as text, as soon as it has references, and not in print."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash")}))
    how = register.get_by_text("Format quoted field as text").locator("visible=true")
    beside = register.locator("[data-import]")
    expect(beside).to_be_hidden()
    register.locator(".register-staff summary").click()
    register.locator("[data-staff]").fill("Ann Ash,Teacher,0007\nBea Birch,Cook,1-2\n")
    expect(beside).to_contain_text("Do not detect data types")
    expect(how).to_have_count(2)  # beside the button, and with the reason further down
    _, text = save_file(register, "Export CSV")
    assert '"0007"' in text
    register.emulate_media(media="print")
    expect(beside).to_be_hidden()


def test_the_spreadsheet_has_every_row(register: Page, tmp_path: Path, module: Module) -> None:
    """The CSV is UTF-8, has every row with its reasons in words, and has no cell that runs as a formula."""
    files = {
        "1.json": record_of(module, HOSTILE_NAMES["formula"], "+1"),
        "2.json": made_before_change(record_of(module, HOSTILE_NAMES["emoji"], day="2026-10-30"), "SG-3"),
        "3.json": "{",
    }
    choose(register, write_files(tmp_path, files))
    with register.expect_download() as download:
        register.get_by_role("button", name="Export CSV").click()
    assert re.fullmatch(r"register-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    text = download.value.path().read_bytes().decode()
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    heads = ["Name", "Role", "Reference", "Module", "Date", "Status", "Why", "Passed", "Due", "Code", "File", "Source"]
    assert list(table[0]) == heads
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row.values())
    by_name = {row["Name"]: row for row in table}
    assert by_name["'" + HOSTILE_NAMES["formula"]]["Role"] == "'+1"
    changed = by_name[HOSTILE_NAMES["emoji"]]
    assert (changed["Module"], changed["Date"], changed["Status"]) == ("First day", "2026-10-30", "Needs retaking")
    assert "Clauses that have changed: SG-3; Scenarios to answer again: " in changed["Why"]
    assert by_name[""]["Status"] == "Unreadable"


def test_the_register_prints_every_column(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Printed on A4, the register has all columns and rows, but no controls, forms or navigation."""
    fill_register(register, tmp_path, catalogue)
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
        "Total",
        "Who is due",
    ):
        assert words in text, words
    for chrome in ("Choose files", "Export CSV", "Staff list", "Where the records come from", "Accessibility", "Undo"):
        assert chrome not in text, chrome
    register.emulate_media(media="print")
    register.set_viewport_size({"width": 680, "height": 900})
    assert register.evaluate("document.documentElement.scrollWidth") <= 680
