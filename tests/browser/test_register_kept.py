"""The register grows: it is saved as a file and opened again, with signed sheets and what is required of whom."""

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module
from tests.browser.dropping import choose, drop, open_register, rows, wait_until_checked, write_files
from tests.browser.taking import wait_until_ready
from tests.instant import TODAY
from tests.recording import record_of

STAFF = "Name,Role,Ref\nAnn Ash,Teacher,0007\nBea Birch,Cook,E8\nCy Cedar,Teacher,E9\n"
YESTERDAY = TODAY - timedelta(1)


def written(day: date) -> str:
    """Write a day as the page does: "3 Nov 2026"."""
    return f"{day.day} {day:%b} {day.year}"


@pytest.fixture
def module(catalogue: Catalogue) -> Module:
    return catalogue.modules["first-day"]


@pytest.fixture
def register(page: Page, url: str) -> Page:
    open_register(page, url)
    return page


def choose_with_keyboard(page: Page, button: str, file: Path) -> None:
    """Press a button that opens the browser's dialog for files, and choose one."""
    page.locator("[data-told]").evaluate("each => each.replaceChildren()")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).press("Enter")
    chooser.value.set_files(str(file))
    wait_until_checked(page)


def save_register(page: Page, file: Path) -> Path:
    """Press *Save the register*, and return the path of the saved file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the register").press("Enter")
    assert download.value.suggested_filename == f"staff-register-{TODAY}.json"
    download.value.save_as(file)
    return file


def set_staff(page: Page) -> None:
    page.locator(".register-staff > summary").press("Enter")
    page.get_by_label("Names, or name, role and reference").fill(STAFF)
    expect(page.locator(".register-missing")).to_be_visible()


def expect_totals(page: Page, totals: dict[str, str]) -> None:
    """Wait until the grid has these people, each with what they have done of what is required."""
    people = page.locator(".register-picture tbody tr")
    expect(people.locator("th")).to_have_text([*totals])
    expect(people.locator("[data-sum]")).to_have_text([*totals.values()])


def open_saved(page: Page, file: Path) -> None:
    """Open a register file, and wait until the page has said so."""
    page.locator("[data-told]").evaluate("each => each.replaceChildren()")
    page.set_input_files("[data-register-file]", str(file))
    wait_until_checked(page)


def open_part(page: Page, name: str) -> Locator:
    """Open a part of the page by keyboard, and return it."""
    page.locator(f".register-{name} > summary").press("Enter")
    return page.locator(f".register-{name}")


def test_a_register_grows_by_keyboard(register: Page, url: str, tmp_path: Path, module: Module) -> None:
    """Open last month's register, add a record, enter a signed sheet, set what is required, save, and open again."""
    choose(
        register, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash", "Teacher", str(TODAY - timedelta(21)))})
    )
    set_staff(register)
    last_month = save_register(register, tmp_path / "last-month.json")

    register.reload()
    wait_until_ready(register)
    choose_with_keyboard(register, "Open a register file", last_month)
    expect(register.locator("[data-told]")).to_have_text(
        f"The register of {written(TODAY)} is open, with 1 entry. Add records to it, then save it again."
    )
    expect(register.locator("[data-unsaved]")).to_be_hidden()
    (new,) = write_files(tmp_path, {"2.json": record_of(module, "Bea Birch", "Cook", str(TODAY - timedelta(3)))})
    choose_with_keyboard(register, "Choose files", new)
    expect(register.locator("[data-unsaved]")).to_be_visible()

    paper = open_part(register, "paper")
    paper.get_by_label("Find a name").press_sequentially("cy")
    expect(paper.locator("li:visible")).to_have_count(1)
    paper.get_by_label("Cy Cedar · Teacher").press("Space")
    expect(paper.get_by_role("status")).to_have_text("1 ticked")
    paper.get_by_label("Date on the sheets").fill(str(YESTERDAY))
    paper.get_by_role("button", name="Add the signed sheets").press("Enter")
    expect(paper.locator("[data-paper-list] li")).to_contain_text(f"Cy Cedar: First day, {written(YESTERDAY)}")
    expect(register.locator("[data-told]")).to_have_text("1 signed sheet was added.")

    required = open_part(register, "required")
    required.get_by_role("group", name="Everybody").get_by_label("First day").press("Space")
    expect(register.locator(".register-picture tbody")).to_contain_text("Not required")
    teachers = required.get_by_role("group", name="Teacher (2 people)")
    teachers.get_by_label("Your own accounts").press("Space")
    expect(teachers.get_by_label("Your own accounts")).to_be_focused()
    expect(register.locator(".register-due tbody tr")).to_have_count(2)
    shown = [["Ann Ash", "First day", "Passed"], ["Bea Birch", "First day", "Passed"]]
    missing = "No record\n\nIt’s required, and nothing has been handed in"
    shown = [shown[0], ["Ann Ash", "Your own accounts", missing], shown[1]]
    shown += [["Cy Cedar", "First day", "Signed on paper"], ["Cy Cedar", "Your own accounts", missing]]
    assert rows(register) == shown
    totals = {"Ann Ash": "1 of 2", "Bea Birch": "1 of 1", "Cy Cedar": "1 of 2"}
    expect_totals(register, totals)

    this_month = save_register(register, tmp_path / "this-month.json")
    expect(register.locator("[data-told]")).to_contain_text(f"The register is saved as staff-register-{TODAY}.json.")
    expect(register.locator("[data-unsaved]")).to_be_hidden()
    register.reload()
    wait_until_ready(register)
    choose_with_keyboard(register, "Open a register file", this_month)
    assert rows(register) == shown
    expect_totals(register, totals)
    open_part(register, "required")
    expect(register.locator("[data-roles] input:checked")).to_have_count(2)
    assert save_register(register, tmp_path / "again.json").read_bytes() == this_month.read_bytes()


def test_a_leaver_is_taken_out_and_can_be_put_back(register: Page, tmp_path: Path, module: Module) -> None:
    """They are in no list and not in the saved file. Until the page is closed, they can be put back."""
    records = {f"{name}.json": record_of(module, name) for name in ("Ann Ash", "Bea Birch")}
    choose(register, write_files(tmp_path, records))
    set_staff(register)
    leavers = open_part(register, "leavers")
    expect(leavers.locator("li")).to_have_text(["Ann Ash · Teacher", "Bea Birch · Cook", "Cy Cedar · Teacher"])
    register.get_by_label("Names, or name, role and reference").fill(STAFF.replace("Ann Ash", "Dora Day"))
    expect(leavers.get_by_label("Ann Ash")).to_have_accessible_name("Ann Ash · Teacher · not on your staff list")
    leavers.get_by_label("Ann Ash").press("Space")
    leavers.get_by_role("button", name="Take them out").press("Enter")
    expect(leavers.get_by_role("heading", name="Taken out")).to_be_focused()
    assert [name for name, _, _ in rows(register)] == ["Bea Birch"]
    expect_totals(register, {"Bea Birch": "1 done", "Dora Day": "0 done", "Cy Cedar": "0 done"})
    assert "Ann Ash" not in register.locator("[data-results]").inner_text()
    assert "Ann Ash" not in save_register(register, tmp_path / "register.json").read_text("utf-8")
    leavers.get_by_role("button", name="Undo").press("Enter")
    expect(leavers.locator("[data-left]")).to_be_hidden()
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Bea Birch"]


def test_a_signed_sheet_is_marked_as_paper_everywhere(register: Page, tmp_path: Path, module: Module) -> None:
    """In the table, the grid, the list of who is due, the spreadsheet and in print. It needs no record."""
    paper = open_part(register, "paper")
    on = paper.get_by_label("Date on the sheets")
    add = paper.get_by_role("button", name="Add the signed sheets")
    add.press("Enter")
    expect(paper.get_by_role("alert")).to_have_text("Tick or type at least one name.", use_inner_text=True)
    name = paper.get_by_label("Somebody who isn’t listed")
    expect(name).to_be_focused()
    name.fill("Dora Day")
    on.fill(str(TODAY + timedelta(365)))
    add.press("Enter")
    expect(paper.get_by_role("alert")).to_have_text(
        "Choose the date on the sheets. It can’t be later than today.", use_inner_text=True
    )
    expect(on).to_be_focused()
    on.fill("2025-11-20")
    name.press("Enter")
    expect(paper.get_by_role("alert")).to_have_text("", use_inner_text=True)
    expect(paper.locator("[data-paper-list] li")).to_have_count(1)
    assert rows(register) == [["Dora Day", "First day", "Due again\n\nSigned on paper"]]
    expect(register.locator(".register-due tbody td").last).to_have_text("Signed on paper on 20 Nov 2025")
    expect(register.locator("[data-module-cell=first-day]")).to_have_text("Due again Signed on paper")
    with register.expect_download() as download:
        register.get_by_role("button", name="Export CSV").click()
    assert download.value.path().read_text("utf-8").splitlines()[1].endswith('"Signed sheet"')
    printed = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(register.pdf(format="A4"))).pages)
    assert "Signed on paper" in printed
    for control in ("Save the register", "Open a register file", "Add the signed sheets", "Copy the list", "Not saved"):
        assert control not in printed, control
    paper.get_by_role("button", name="Remove").press("Enter")
    expect(register.get_by_text("No records yet.")).to_be_visible()
    expect(paper.locator("summary")).to_be_focused()


def test_who_is_due_can_be_copied_for_an_email(register: Page, tmp_path: Path, module: Module) -> None:
    """The list is plain text with a line for each person, and says nothing of marks. What isn't copied is selected."""
    records = {
        "1.json": record_of(module, "Ann Ash", day=str(TODAY - timedelta(387))),
        "2.json": record_of(module, "Bea Birch", day=str(TODAY - timedelta(357))),
    }
    choose(register, write_files(tmp_path, records))
    field = register.locator("[data-due-text]")
    expect(field).to_have_value("Due now\nAnn Ash: First day\n\nDue within a month\nBea Birch: First day")
    # As on plain http, where there is no clipboard, in a browser that copies nothing.
    register.evaluate("() => { delete Navigator.prototype.clipboard; document.execCommand = () => false }")
    register.get_by_role("button", name="Copy the list").press("Enter")
    expect(register.locator(".register-due").get_by_role("status")).to_contain_text("it’s selected. Press Ctrl and C")
    expect(field).to_be_focused()
    assert field.evaluate("each => each.selectionEnd - each.selectionStart === each.value.length")


def damaged(file: Path) -> list[tuple[str, str]]:
    """Return texts that are no register files, each with what the page says of it."""
    good: Any = json.loads(file.read_text("utf-8"))
    row = {**good["rows"][0], "date": "23/11/2026"}
    return [
        ("{\n oops", "What’s wrong is on line 2."),
        (json.dumps({**good, "rows": [row]}), "What’s wrong is at rows[0].date."),
        (json.dumps({**good, "version": 2}), "A newer version of the handbook saved this register"),
        (json.dumps({**good, "format": "staff-handbook-record"}), "This isn’t a register file"),
    ]


def test_a_damaged_register_file_changes_nothing(register: Page, tmp_path: Path, module: Module) -> None:
    """The page says what is wrong and where, and what it showed before is still there."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash")}))
    shown = rows(register)
    for text, words in damaged(save_register(register, tmp_path / "good.json")):
        (file,) = write_files(tmp_path, {"bad.json": text})
        register.set_input_files("[data-register-file]", str(file))
        expect(register.locator(".register-open").get_by_role("alert")).to_contain_text(words)
        assert rows(register) == shown
    open_saved(register, tmp_path / "good.json")
    expect(register.locator("[data-open-failed]")).to_be_hidden()
    assert rows(register) == shown


def test_a_dropped_register_file_is_only_opened_by_itself(register: Page, tmp_path: Path, module: Module) -> None:
    """Anybody can write one and hand it in. So in a pile it is listed as a file to look at.

    Dropped on its own place, it is opened, and not taken for a record.
    """
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash")}))
    saved = save_register(register, tmp_path / "handed in/record-first-day.json")
    clear = register.get_by_role("button", name="Clear the list")
    clear.click()
    drop(register, saved.parent)
    assert rows(register) == []
    expect(register.locator(".register-file-list li")).to_contain_text("It’s a register file, not a record.")
    clear.click()
    register.get_by_role("button", name="Clear it").click()
    expect(register.get_by_text("No records yet.")).to_be_visible()
    drop(register, saved, onto=".register-open")
    assert rows(register) == [["Ann Ash", "First day", "Passed"]]


def test_what_the_office_has_set_wins_over_the_file(register: Page, tmp_path: Path, module: Module) -> None:
    """A staff list and required modules that are on the page already stay, and the file's rows are added."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash", "Teacher")}))
    set_staff(register)
    open_part(register, "required").get_by_label("First day").first.press("Space")
    expect(register.locator(".register-due tbody tr")).to_have_count(2)
    saved = save_register(register, tmp_path / "register.json")
    register.get_by_role("button", name="Clear the list").click()
    register.get_by_label("Names, or name, role and reference").fill("Ann Ash\nZoe Zander\n")
    open_saved(register, saved)
    expect(register.get_by_label("Names, or name, role and reference")).to_have_value("Ann Ash\nZoe Zander\n")
    expect_totals(register, {"Ann Ash": "1 of 1", "Zoe Zander": "0 of 1"})


def test_a_kept_register_works_from_a_folder(page: Page, site: Path, tmp_path: Path, module: Module) -> None:
    """Opened from a folder, the page saves and opens a register file too."""
    open_register(page, site.as_uri())
    choose(page, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash")}))
    saved = save_register(page, tmp_path / "register.json")
    page.reload()
    wait_until_ready(page)
    open_saved(page, saved)
    assert rows(page) == [["Ann Ash", "First day", "Passed"]]
