"""The register page reads staff lists as schools have them, and says how it understood them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module
from quizzes.words.lookup import translate
from tests.browser.dropping import STAFF, choose, open_register, rows, write_files
from tests.engine.test_staff_list import LISTS
from tests.recording import record_of

FIELD = "Names, or name, role and reference"
ALL_IN = "Everybody on your list has handed something in."


@pytest.fixture
def module(catalogue: Catalogue) -> Module:
    return catalogue.modules["first-day"]


@pytest.fixture
def register(page: Page, url: str) -> Page:
    """The register's page with the staff list open."""
    open_register(page, url)
    page.locator(".register-staff summary").click()
    return page


def test_the_staff_list_shows_who_is_missing(register: Page, tmp_path: Path, module: Module) -> None:
    """Names match despite case and accents. A similar name is suggested, and can be confirmed and undone."""
    files = {
        "1.json": record_of(module, "Jon Smith"),
        "2.json": record_of(module, "JOSE  NUNEZ"),
        "3.json": record_of(module, "Stranger Danger"),
    }
    choose(register, write_files(tmp_path, files))
    register.get_by_label(FIELD).fill(STAFF)
    part = register.locator(".register-missing")
    expect(part.get_by_text("Is Jon Smith the same person as John Smith on your list?")).to_be_visible()
    nothing = part.locator("[data-list=nothing] li")
    everybody = ["John Smith · Teacher · E7", "Nobody Yet · Governor · E9", "Two Times", "Two Times"]
    assert [each.strip() for each in nothing.all_inner_texts()] == everybody
    assert part.locator("[data-list=strangers] li").all_inner_texts() == ["Stranger Danger"]
    assert part.locator("[data-list=doubles] li").all_inner_texts() == ["Two Times"]
    assert [name for name, _, _ in rows(register)] == ["Jon Smith", "José Núñez", "Stranger Danger"]
    expect(register.locator(".register-table tbody [data-column=reference]").nth(1)).to_have_text("E8")
    part.get_by_role("button", name="Yes, the same person").press("Enter")
    expect(part.get_by_text("Jon Smith is counted as John Smith.")).to_be_visible()
    expect(part.get_by_role("button", name="Undo")).to_be_focused()
    assert [name for name, _, _ in rows(register)] == ["John Smith", "José Núñez", "Stranger Danger"]
    expect(nothing).to_have_count(3)
    part.get_by_role("button", name="Undo").press("Enter")
    expect(part.get_by_role("button", name="Yes, the same person")).to_be_focused()
    assert [name for name, _, _ in rows(register)] == ["Jon Smith", "José Núñez", "Stranger Danger"]
    expect(nothing).to_have_count(4)


def test_a_staff_list_is_read_from_a_file(register: Page, tmp_path: Path, module: Module) -> None:
    """A CSV file in a Windows encoding is read with its accents, and can be cleared again."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Zoë Adams")}))
    (file,) = write_files(tmp_path, {"staff.csv": "Zoë Adams;Teacher\r\nSiân Lloyd;Cook\r\n".encode("windows-1252")})
    register.set_input_files("[data-staff-file]", str(file))
    nothing = register.locator("[data-list=nothing] li")
    expect(nothing).to_have_text(["Siân Lloyd · Cook"])
    register.get_by_label(FIELD).fill("")
    expect(register.locator(".register-missing")).to_be_hidden()


def test_before_there_are_records_a_list_is_read(register: Page) -> None:
    """The page says at once how many people it found, in which columns, and which lines are nobody."""
    register.get_by_label(FIELD).fill('Staff list 2026\nSurname\tForename\tRole\nPatel\tAnita\tTeacher\nOkoro\tBen\t"')
    read = register.locator("[data-staff-read]")
    expect(read.locator("[data-staff-said]")).to_have_text(
        "2 people from 4 lines. The first is Anita Patel, and the last is Ben Okoro. "
        "The name is in columns B and A. The role is in column C."
    )
    expect(read.locator("[data-staff-passed] li")).to_have_text(
        ["Line 1 is a title: Staff list 2026", "Line 2 is the heading: Surname Forename Role"]
    )
    expect(read.locator("[data-staff-unread]")).to_be_hidden()
    expect(register.get_by_text("No records yet.")).to_be_visible()
    register.get_by_label(FIELD).fill("")
    expect(read).to_be_hidden()


def test_a_lone_quotation_mark_hides_nobody(register: Page, tmp_path: Path, module: Module) -> None:
    """Four lines are four people, and the page doesn't say that everybody has handed in something."""
    records = {f"{name}.json": record_of(module, name) for name in ("Anita Patel", "Bobby Singh")}
    choose(register, write_files(tmp_path, records))
    register.set_input_files("[data-staff-file]", str(LISTS / "lone-quote.txt"))
    missing = register.locator(".register-missing")
    expect(missing.locator("[data-list=nothing] li")).to_have_text(["Cara Lee", "Dan Moss"])
    expect(register.locator("[data-staff-said]")).to_contain_text("4 people from 4 lines.")
    expect(missing.get_by_text(ALL_IN)).to_be_hidden()


def test_a_line_that_cannot_be_read_keeps_the_page_from_an_all_clear(
    register: Page, tmp_path: Path, module: Module
) -> None:
    """The line is named beside the list, and the comparison says that somebody may be missing."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Anita Patel")}))
    field, missing = register.get_by_label(FIELD), register.locator(".register-missing")
    field.fill("Name,Role\nAnita Patel,Teacher\n,Caretaker")
    expect(register.locator("[data-staff-unread] li")).to_have_text(["Line 3 has no name: ,Caretaker"])
    expect(missing.get_by_text(translate("register_unread"))).to_be_visible()
    expect(missing.get_by_text(ALL_IN)).to_be_hidden()
    field.fill("Name,Role\nAnita Patel,Teacher")
    expect(missing.get_by_text(ALL_IN)).to_be_visible()
    expect(missing.get_by_text(translate("register_unread"))).to_be_hidden()
    expect(register.locator("[data-staff-unread]")).to_be_hidden()


def test_the_office_chooses_the_column(register: Page, tmp_path: Path, module: Module) -> None:
    """Two lists of columns, with a sample of each, say where the name is. Mending a line keeps the choice."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Anita Patel")}))
    field = register.get_by_label(FIELD)
    field.fill("17\tPatel\tAnita\n18\tOkoro\tBen")
    first, second = (register.get_by_label(translate(f"register_staff_{name}"), exact=True) for name in ("name", "and"))
    expect(first.locator("option")).to_have_text(["A: 17", "B: Patel", "C: Anita"])
    expect(first).to_have_value("B")
    expect(second).to_have_value("")
    nothing = register.locator("[data-list=nothing] li")
    expect(nothing).to_have_text(["Patel · Anita · 17", "Okoro · Ben · 18"])
    first.select_option("C: Anita")
    second.select_option("B: Patel")
    expect(nothing).to_have_text(["Ben Okoro · 18"])
    expect(first).to_have_value("C")
    expect(register.locator("[data-staff-said]")).to_contain_text("The name is in columns C and B.")
    field.press("ControlOrMeta+End")
    field.press_sequentially("!")
    expect(nothing).to_have_text(["Ben! Okoro · 18"])
    field.fill("Anita Patel")
    expect(register.get_by_text(ALL_IN)).to_be_visible()
    expect(register.locator("[data-staff-columns]")).to_be_hidden()


def test_files_of_spreadsheets_are_read_or_refused_with_a_remedy(register: Page, tmp_path: Path) -> None:
    """Excel's Unicode text is read. A workbook and a picture are refused, and what was there stays."""
    field, problem = register.get_by_label(FIELD), register.locator("[data-staff-error]")
    text = "Name\tRole\tReference\nAnita Patel\tTeacher\t00123\nBen Okoro\tTA\t00124\nZoë Müller\tCook\t00125\n"
    register.set_input_files("[data-staff-file]", str(LISTS / "excel-unicode-text-utf16.txt"))
    expect(register.locator("[data-staff-said]")).to_contain_text("3 people from 4 lines.")
    expect(field).to_have_value(text)
    files = {
        "staff.xlsx": ((LISTS / "workbook.xlsx").read_bytes(), "workbook"),
        "picture.csv": (bytes(range(256)), "not-text"),
        "large.csv": (b"a," * 2_600_000, "too-large"),
    }
    for name, (data, reason) in files.items():
        (file,) = write_files(tmp_path, {name: data})
        register.set_input_files("[data-staff-file]", str(file))
        expect(problem).to_have_text(translate(f"register_say_list_{reason}"))
        expect(field).to_have_value(text)
    field.fill("Name,Role")
    expect(problem).to_have_text(translate("register_say_list_nobody"))
    field.fill("Anita Patel")
    expect(problem).to_be_empty()
