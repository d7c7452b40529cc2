"""What a school types is what readers see, and a slip in school.js costs one entry, over http and from a folder."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.school import ENTRIES
from quizzes.pages.school import FILE
from tests.browser.schools import (
    UNSET,
    entries,
    entry,
    line_of,
    links,
    mistakes,
    notice,
    open_school_page,
    served,
    typed_in,
    write_old_school,
    write_school,
)
from tests.browser.serving import serving
from tests.browser.taking import open_scenario
from tests.browser.test_school import base, folder, visit, visitor

__all__ = ["base", "folder", "visit", "visitor"]  # fixtures

# What schools type: paths, quotation marks, and what means something to JavaScript, to HTML or to our own reader.
TYPED = [
    r"C:\users\public\AUP.pdf",
    r"\\server\staff\policies\AUP.pdf",
    r"S:\Policies\new\tutor\code.pdf",
    r"On the drive, in C:\policies\ ",
    r"See \\nas\notes\x41\u0041",
    'The "Acceptable use" policy',
    '"In the staff room"',
    "O'Brien’s office; `staff only`, 50% ${off}",
    "/* ask the office",
    "name: the office",
    "https://intranet.example/a//b?c=d&e={f} // really",
    "Dr E. Hussain",
]

# Text with addresses, and the links that readers see of them.
ADDRESSES = {
    "Ms A. Patel, mailto:dsl@school.example, tel:+441234567890.": ["mailto:dsl@school.example", "tel:+441234567890"],
    "https://intranet.example/policy.pdf (or http://old.example/)": [
        "https://intranet.example/policy.pdf",
        "http://old.example/",
    ],
    "javascript:alert(1) data:text/html,x file:///etc/passwd JAVASCRIPT:alert(2)": [],
    "<b>Mrs</b> <img src=x onerror=document.title=1> Novak": [],
}


def test_what_is_typed_is_what_readers_see(visit: Page, base: str, folder: Path) -> None:
    """Whatever signs a value has, readers see them all, and so they do after the form has saved it again.

    Each value is that of another entry, and every entry has one. One that spoiled the file would spoil the others too.
    Addresses with http, https, mailto or tel become links; javascript:, all others and tags are shown as text.
    """
    typed = dict(zip(ENTRIES, [*TYPED, *ADDRESSES], strict=True))
    write_school(folder, **typed)
    open_school_page(visit, base)
    shown = entries(visit)
    assert {name: each.text for name, each in shown.items()} == {
        name: re.sub("https?://|mailto:|tel:", "", value.strip()) for name, value in typed.items()
    }
    for name, value in typed.items():
        if value in ADDRESSES:
            assert shown[name].elements == links(*ADDRESSES[value]), value
    expect(visit.locator(".unset:visible")).to_have_count(0)
    expect(notice(visit)).to_be_hidden()
    in_fields = {name: value.strip() for name, value in typed.items()}
    open_school_page(visit, base, "for-schools/set-up")
    assert typed_in(visit) == in_fields
    with visit.expect_download() as saved:
        visit.get_by_role("button", name="Save school.js").click()
    saved.value.save_as(folder / FILE)
    open_school_page(visit, base, "for-schools/set-up")
    assert typed_in(visit) == in_fields


# Slips in place of the lines of dsl, deputies and headteacher, and what is said of each. Where nothing is said, the
# line can be read all the same. Only misplaced words make a page try what the file does as a script.
SLIPS: dict[str, dict[str, str | None]] = {
    "misspelt": {
        "dls: Ms A. Patel": "Line {}: there’s no entry called dls.",
        "chair: Mr B": "Line {}: chair has two lines. What the last one says is shown: Dr E. Hussain Delete the other.",
        "headteacher: Ms \ufffd. Patel": "Line {}: some letters of headteacher were saved in a way",
    },
    "misplaced": {
        "Ms A. Patel": "Line {}: this line belongs to no entry: Ms A. Patel Begin it with",
        "https://dsl.example": "Line {}: this line belongs to no entry: https://dsl.example Begin it with",
        'school.headteacher = "Ms A. Patel': "Line {}: headteacher needs a quotation mark at each end. "
        'Write: school.headteacher = "Ms A. Patel";',
    },
    "read all the same": {
        "dsl = Ms A. Patel": None,
        " DEPUTIES :Ms A. Patel": None,
        'school.headteacher = "Ms A. Patel";': None,
    },
}


def test_a_slip_costs_one_entry(visit: Page, base: str, folder: Path) -> None:
    """The page names each line and says what to write. The entries before and after the slips are shown."""
    places = ("dsl", "deputies", "headteacher")
    for slips in SLIPS.values():
        write_school(folder, name="Hazel Road", chair="Dr E. Hussain")
        text = (folder / FILE).read_text("utf-8")
        for place, slip in zip(places, slips, strict=True):
            text = text.replace(f"\n{place}:\n", f"\n{slip}\n")
        (folder / FILE).write_text(text, encoding="utf-8")
        open_school_page(visit, base)
        shown = entries(visit)
        assert (shown["name"].text, shown["chair"].text) == ("Hazel Road", "Dr E. Hussain")
        told = {
            line_of(folder, "chair: Dr" if slip.startswith("chair") else slip): said
            for slip, said in slips.items()
            if said
        }
        for said, (line, expected) in zip(mistakes(visit), sorted(told.items()), strict=True):
            assert said.startswith(expected.format(line))
        if not told:
            assert [shown[place].text for place in places] == ["Ms A. Patel"] * len(places)
            expect(notice(visit)).to_be_hidden()


def test_a_file_whose_frame_is_damaged_is_read_from_a_server(visit: Page, folder: Path) -> None:
    """A server's file is read as text, whatever it is. The page says what would stop it in a folder."""
    write_school(folder, name="Hazel Road", dsl="Ms A. Patel */ room 4", chair="Dr E. Hussain")
    path = folder / FILE
    dsl = line_of(folder, "dsl: Ms")
    path.write_text(path.read_text("utf-8").partition("\n")[2].replace("is. */ }", "is."), encoding="utf-8")
    with serving(folder) as url:
        open_school_page(visit, url)
        for name, value in {"name": "Hazel Road", "dsl": "Ms A. Patel */ room 4", "chair": "Dr E. Hussain"}.items():
            expect(entry(visit, name)).to_have_text(value)
        said = mistakes(visit)
        assert f"Line {dsl - 1}: the signs */ end the file" in said[0]
        assert any("the signs function school() { /* are missing here" in each for each in said)


def test_a_file_that_stops_the_browser_can_be_chosen(visit: Page, folder: Path) -> None:
    """From a folder, a file of the first edition with a mistake shows nothing. The form reads it, and mends it."""
    write_old_school(folder, name='"Hazel Road"', dsl='"Ms A. Patel', acceptable_use_policy=r'"C:\users\AUP.pdf"')
    open_school_page(visit, folder.as_uri())
    assert set(visit.locator("[data-school]").all_inner_texts()) == {UNSET}
    expect(notice(visit)).to_contain_text("the browser can’t see where")
    expect(notice(visit)).not_to_contain_text("F12")
    notice(visit).get_by_role("link", name="Set it up for your school").click()
    expect(visit.get_by_label("Name of the school")).to_have_value("")
    visit.get_by_label("Choose a school.js that you have").set_input_files(folder / FILE)
    for label, value in {
        "Name of the school": "Hazel Road",
        "Designated safeguarding lead (DSL)": "Ms A. Patel",
        "Acceptable use policy (AUP)": r"C:\users\AUP.pdf",
    }.items():
        expect(visit.get_by_label(label)).to_have_value(value)
    line = line_of(folder, "school.dsl =")
    assert mistakes(visit) == [
        f'Line {line}: dsl needs a quotation mark at each end. Write: school.dsl = "Ms A. Patel";'
    ]
    expect(visit.get_by_role("status").filter(has_text="What is wrong with it is said above")).to_be_visible()
    with visit.expect_download() as saved:
        visit.get_by_role("button", name="Save school.js").click()
    saved.value.save_as(folder / FILE)
    open_school_page(visit, folder.as_uri())
    expect(entry(visit, "dsl")).to_have_text("Ms A. Patel")
    expect(entry(visit, "acceptable_use_policy")).to_have_text(r"C:\users\AUP.pdf")
    expect(notice(visit)).to_be_hidden()


def test_another_file_leaves_the_form_alone(visit: Page, base: str, folder: Path) -> None:
    """If somebody chooses a file that is no school.js, the page says so, and keeps what is in the form.

    In a field of one line, the lines of a value are joined with a comma.
    """
    write_school(folder, dsl="Ms A. Patel\nroom 4")
    open_school_page(visit, base, "for-schools/set-up")
    before = typed_in(visit)
    assert before == dict.fromkeys(ENTRIES, "") | {"dsl": "Ms A. Patel, room 4"}
    visit.get_by_label("Choose a school.js that you have").set_input_files(folder / "index.html")
    expect(visit.get_by_role("status").filter(has_text="That file is no school.js")).to_be_visible()
    assert typed_in(visit) == before


def test_names_survive_every_encoding_of_notepad(visit: Page, base: str, folder: Path) -> None:
    """Notepad saves in UTF-8, UTF-16 or ANSI. From a folder, a browser can't read ANSI, and the page says so."""
    text = "function school() { /*\nname: Hazel Road\ndsl: Zoë O’Brien\n*/ }\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (folder / FILE).write_bytes(text.replace("\n", "\r\n").encode(encoding))
        open_school_page(visit, base)
        shown = entries(visit)
        assert shown["name"].text == "Hazel Road", encoding
        if encoding != "cp1252" or served(base):
            assert shown["dsl"].text == "Zoë O’Brien", encoding
            expect(notice(visit)).to_be_hidden()
        else:
            assert [said.partition(" of dsl")[0] for said in mistakes(visit)] == ["Line 3: some letters"]


def test_another_page_in_place_of_the_file_is_told(visit: Page, folder: Path) -> None:
    """A server may answer with a page to sign in. Nothing in it is taken for a name."""
    (folder / FILE).write_text("<!doctype html><title>Sign in to your school</title><p>dsl: Mallory", encoding="utf-8")
    with serving(folder) as url:
        open_school_page(visit, url)
        expect(notice(visit)).to_contain_text("The server sends something else in place of school.js")
        expect(entry(visit, "dsl")).to_have_text(UNSET)


def test_a_mistake_breaks_nothing_else(page: Page, folder: Path) -> None:
    """In a scenario, the notice says in short where to look, the names are there, and answers are marked."""
    write_school(folder, line_manager="Ms A. Patel")
    text = (folder / FILE).read_text("utf-8")
    (folder / FILE).write_text(text.replace("\nlado:\n", "\nThe LADO team\n"), encoding="utf-8")
    with serving(folder) as url:
        scenario = open_scenario(page, url, "parent-friend-request")
        scenario.locator("input").first.check()
        scenario.get_by_role("button", name="Check my answer").click()
        expect(scenario.locator("form")).to_have_attribute("data-grade", re.compile("."))
        told = scenario.locator("[data-school-known]")
        expect(told).to_contain_text(f"Look at these places in school.js: {line_of(folder, 'The LADO team')}.")
        expect(scenario.locator("[data-school=line_manager]").first).to_have_text("Ms A. Patel")
