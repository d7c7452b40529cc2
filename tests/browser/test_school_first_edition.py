"""A school.js of the first edition keeps working, over http and from a folder, and loses nothing in silence."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.school import ENTRIES, RULES
from quizzes.pages.school import FILE, school_file
from tests.browser.schools import (
    FIRST_EDITION,
    UNSET,
    entries,
    entry,
    line_of,
    mistakes,
    notice,
    open_school_page,
    served,
    write_old_school,
)
from tests.browser.serving import serving
from tests.browser.test_school import base, folder, visit, visitor

__all__ = ["base", "folder", "visit", "visitor"]  # fixtures

# Values as the first edition's form wrote them, or as somebody typed them between its quotation marks.
OLD_VALUES = {
    r'"O\'Brien, \"Sam\" \\ back\\slash"': r"""O'Brien, "Sam" \ back\slash""",
    r'"One\nTwo"': "One\nTwo",
    r'"C:\\users\\AUP.pdf"': r"C:\users\AUP.pdf",
    r'"\\\\server\\staff\\AUP.pdf"': r"\\server\staff\AUP.pdf",
    "'Ms A. Patel' // since May": "Ms A. Patel",
    '"Ms A. Patel"; school.former_pupil_rule = "Not before 21"': "Ms A. Patel",
}


def test_a_file_of_the_first_edition_keeps_working(visit: Page, base: str, folder: Path) -> None:
    """Its values are shown as before, and one of only spaces or line ends counts as not filled in."""
    written = dict(zip(("dsl", "headteacher", *RULES[:4]), OLD_VALUES, strict=True))
    write_old_school(folder, **written, chair='"Dr E. Hussain"', lado='"  "', channels='"\\n"')
    open_school_page(visit, base)
    values = {name: OLD_VALUES[value] for name, value in written.items()}
    expected = dict.fromkeys(ENTRIES, UNSET) | values | {"chair": "Dr E. Hussain"}
    shown = {name: each.text for name, each in entries(visit).items()}
    del shown["former_pupil_rule"], expected["former_pupil_rule"]  # which the last of the old values sets as well
    assert shown == expected
    expect(notice(visit)).to_be_hidden()


OLD_FILES = {
    "an object": 'window.school = {\n  dsl: "Ms A. Patel",\n  "chair": \'Dr E. Hussain\', // since May\n};',
    "one line": 'var school = {dsl: "Ms A. Patel", chair: "Dr E. Hussain"};',
    "JavaScript": 'const first = "Ms A.";\nwindow.school = { dsl: `${first} Patel`,\n chair: "Dr E. " + "Hussain" };',
}


def test_a_file_by_somebody_who_knows_javascript_works(visit: Page, base: str, folder: Path) -> None:
    """The first edition ran the file, so it may be any script that makes an object."""
    for kind, text in OLD_FILES.items():
        (folder / FILE).write_text(text, encoding="utf-8")
        open_school_page(visit, base)
        shown = entries(visit)
        assert (shown["dsl"].text, shown["chair"].text) == ("Ms A. Patel", "Dr E. Hussain"), kind
        expect(notice(visit)).to_be_hidden()


def test_a_backslash_in_an_old_file_loses_nothing_in_silence(visit: Page, base: str, folder: Path) -> None:
    """From a server, readers see what was typed. From a folder, letters are lost: the entry is not shown, but named."""
    paths = {
        "acceptable_use_policy": r"\\server\staff\policies\AUP.pdf",
        "code_of_conduct": r"S:\Policies\new\tutor\code.pdf",
    }
    write_old_school(folder, dsl='"Ms A. Patel"', **{name: f'"{path}"' for name, path in paths.items()})
    open_school_page(visit, base)
    expect(entry(visit, "dsl")).to_have_text("Ms A. Patel")
    for name, path in paths.items():
        expect(entry(visit, name)).to_have_text(path if served(base) else UNSET)
    if served(base):
        expect(notice(visit)).to_be_hidden()
    else:
        assert [said.partition(" lost")[0] for said in mistakes(visit)] == [
            f"what you wrote for {name}" for name in paths
        ]


def test_a_slip_in_an_old_file_costs_one_entry_on_a_server(visit: Page, folder: Path) -> None:
    """The lines are named, with what to write, and everything else is shown."""
    write_old_school(folder, dsl='"Ms A. Patel', headteacher="Sam", chair='"Dr E. Hussain"; school.dls = "x"', lado="7")
    with serving(folder) as url:
        open_school_page(visit, url)
        expect(entry(visit, "chair")).to_have_text("Dr E. Hussain")
        for name in ("dsl", "headteacher", "lado"):
            expect(entry(visit, name)).to_have_text(UNSET)
        assert mistakes(visit) == [
            f"Line {line_of(folder, 'school.dsl')}: dsl needs a quotation mark at each end. "
            'Write: school.dsl = "Ms A. Patel";',
            f"Line {line_of(folder, 'school.headteacher')}: headteacher needs a quotation mark at each end. "
            'Write: school.headteacher = "Sam";',
            f"Line {line_of(folder, 'school.chair')}: there’s no entry called dls.",
            f"Line {line_of(folder, 'school.lado')}: lado needs a quotation mark at each end. "
            'Write: school.lado = "7";',
        ]
        expect(notice(visit)).to_contain_text(f"The entries are: {', '.join(ENTRIES)}.")


def test_an_object_on_one_line_has_its_mistakes_named(visit: Page, base: str, folder: Path) -> None:
    """A number is no text, and the page says what to write for it."""
    (folder / FILE).write_text('var school = {dsl: "Ms A. Patel", dls: "x", chair: 3};', encoding="utf-8")
    open_school_page(visit, base)
    expect(entry(visit, "dsl")).to_have_text("Ms A. Patel")
    at = "Line 1: " if served(base) else ""
    assert mistakes(visit) == [
        f"{at}there’s no entry called dls.",
        f'{at}chair needs a quotation mark at each end. Write: school.chair = "3";',
    ]


def test_entries_above_a_slip_are_shown_from_a_folder(visit: Page, folder: Path) -> None:
    """A script of the first edition stops at a name without quotation marks. What ran before is shown."""
    write_old_school(folder, dsl='"Ms A. Patel"', headteacher="Sam", chair='"Dr E. Hussain"')
    open_school_page(visit, folder.as_uri())
    expect(entry(visit, "dsl")).to_have_text("Ms A. Patel")
    expect(entry(visit, "chair")).to_have_text(UNSET)
    expect(notice(visit)).to_contain_text("has a mistake in it")


def test_the_file_of_the_first_edition_has_only_entries_of_today() -> None:
    """No school has to delete a line of its old file."""
    old = re.findall(r"^school\.(\w+) =", FIRST_EDITION.read_text("utf-8-sig"), re.MULTILINE)
    assert old == [name for name in ENTRIES if name in old]
    assert re.findall(r"^(\w+):$", school_file(), re.MULTILINE) == list(ENTRIES)
