"""What a school types does no harm: no shortened phone numbers, stale files, lost lines or layouts that break."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.school import ENTRIES, PEOPLE
from quizzes.pages.school import FILE
from tests.browser.rules import assert_axe_passes
from tests.browser.schools import (
    Shown,
    entries,
    entry,
    links,
    notice,
    open_school_page,
    typed_in,
    write_school,
)
from tests.browser.serving import serving
from tests.browser.test_school import base, folder, visit, visitor

__all__ = ["base", "folder", "visit", "visitor"]  # fixtures


NUMBERS = {
    "tel:01632 960123, room 4": "tel:01632960123",
    "tel:+44 (0)1632 960-123.": "tel:+441632960123",
    "tel:020 7946 0018 or the office": "tel:02079460018",
    "tel:101 at any time": "tel:101",
    "tel:01632 960123 24 hours": None,
    "tel:01632 960123 2nd floor": None,
    "tel:0800REFORM": None,
    "tel:01632 960123 07700 900123": None,
}


def test_a_phone_number_is_linked_whole_or_not_at_all(visit: Page, folder: Path) -> None:
    """A link never has only a part of a phone number, or extra digits after it.

    An address without a host, a mailbox or a digit is not linked, and brackets may be part of an address.
    """
    typed = dict(zip(PEOPLE, NUMBERS, strict=True))
    write_school(
        folder,
        **typed,
        communication_policy="https:// http://, mailto: tel: mailto:x",
        code_of_conduct="https://a.example/b_(c) (https://a.example/d)",
    )
    open_school_page(visit, folder.as_uri())
    shown = entries(visit)
    for name, text in typed.items():
        number = NUMBERS[text]
        assert shown[name] == Shown(text.removeprefix("tel:"), links(number)) if number else Shown(text, [])
    assert shown["communication_policy"] == Shown("https:// http://, mailto: tel: mailto:x", [])
    assert shown["code_of_conduct"].elements == links("https://a.example/b_(c)", "https://a.example/d")


def test_a_changed_file_shows_on_the_next_load(visit: Page, folder: Path) -> None:
    """A changed school.js is shown on the next load, even if the browser has cached the old one."""
    with serving(folder) as address:
        for name in ("Amina Shah", "Tom Reed"):
            write_school(folder, dsl=name)
            # Browsers cache files with an old date for a long time.
            os.utime(folder / FILE, (1_600_000_000, 1_600_000_000))
            expect(entry(open_school_page(visit, address), "dsl")).to_have_text(name)


def test_typed_letters_are_not_shortcuts(visit: Page, folder: Path) -> None:
    """Tab goes from entry to entry and to the button, and the theme's shortcut keys can be typed in every field."""
    write_school(folder)
    open_school_page(visit, folder.as_uri(), "for-schools/set-up")
    visit.locator("#school-open").focus()
    visit.keyboard.press("Tab")
    for name in ENTRIES:
        assert visit.evaluate("document.activeElement.name") == name
        visit.keyboard.type("/nsf, p.")
        visit.keyboard.press("Tab")
    expect(visit.get_by_role("button", name="Save school.js")).to_be_focused()
    assert typed_in(visit) == dict.fromkeys(ENTRIES, "/nsf, p.")


@pytest.mark.parametrize("name", ["our-school", "for-schools/set-up"])
def test_values_and_notices_are_accessible(visit: Page, folder: Path, name: str) -> None:
    """At 320 px a long address wraps, and no rule of axe-core is broken with values, links or a mistake."""
    visit.emulate_media(reduced_motion="reduce")
    visit.set_viewport_size({"width": 320, "height": 640})
    long = f"https://hilltop.example/{'policies' * 20}.pdf"
    write_school(folder, **dict.fromkeys(ENTRIES, f"{long} and tel:01632 960123") | {"lado": f"7\ndls: {long}\n{long}"})
    text = (folder / FILE).read_text("utf-8").replace("\n  dls:", "\ndls:").replace(f"\n  {long}", f"\n{long}")
    (folder / FILE).write_text(text, encoding="utf-8")
    visit.goto(f"{folder.as_uri()}/{name}.html")
    expect(notice(visit)).to_be_visible()
    assert visit.evaluate("document.documentElement.scrollWidth") <= 320
    assert_axe_passes(visit, name)
