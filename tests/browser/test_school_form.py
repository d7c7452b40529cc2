"""The form shows what readers will see, and says what looks like a link and is none."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.school import ENTRIES
from tests.browser.fitting import assert_fits
from tests.browser.rules import assert_axe_passes
from tests.browser.schools import UNSET, entry, open_school_page, write_school
from tests.browser.test_school import base, folder, visit, visitor

__all__ = ["base", "folder", "visit", "visitor"]  # fixtures

# What is typed into each field, and what the form says of it: the beginning of a sentence, or nothing.
TYPED = {
    "https://intranet.example/aup.pdf": [],
    "Ms A. Patel, ext. 204, mailto:dsl@school.example, tel:01632 960204": [],
    "In the staff room and/or the office, 24/7, e.g. on paper": [],
    "https://intranet.example/Staff policies/AUP (2026).pdf": [],
    "www.school.example/aup.pdf": ["www.school.example/aup.pdf won’t be a link. Web addresses begin with"],
    "See intranet.school.example/aup.pdf.": ["intranet.school.example/aup.pdf won’t be a link. Web addresses"],
    "https:/intranet.example/aup": ["https:/intranet.example/aup won’t be a link. Web addresses begin with"],
    "htps://intranet.example/aup": ["htps://intranet.example/aup won’t be a link. Web addresses begin with"],
    r"https:\\intranet.example\aup": [r"https:\\intranet.example\aup won’t be a link. Web addresses begin with"],
    "https:// intranet.example/aup": ["https:// intranet.example/aup won’t be a link. Leave out the space."],
    "dsl@school.example": ["dsl@school.example won’t be a link. Write mailto: before it"],
    "mailto: dsl@school.example": ["mailto: dsl@school.example won’t be a link. Leave out the space."],
    "tel:01632 960123 24 hours": ["tel:01632 won’t be a link, because it isn’t sure where the number ends."],
    r"\\server\staff\AUP.pdf": [r"\\server\staff\AUP.pdf won’t be a link: browsers don’t open files on a drive"],
    r"S:\Policies\AUP.pdf": [r"S:\Policies\AUP.pdf won’t be a link: browsers don’t open files on a drive"],
    "a@b.example or www.c.example": ["a@b.example won’t be", "www.c.example won’t be"],
}


SAID = """
fields => Object.fromEntries(fields.map(({ name, parentElement: place }) =>
  [name, [...place.querySelectorAll("[data-doubts-here] p")].map((each) => each.textContent)]))
"""


def assert_said(page: Page, typed: dict[str, str]) -> None:
    """Fail unless the form says below each of these fields what belongs to its text, and nothing below any other."""
    said = page.locator("[data-school-form] [name]").evaluate_all(SAID)
    assert list(said) == list(ENTRIES)
    for name, lines in said.items():
        for line, beginning in zip(lines, TYPED[typed[name]] if name in typed else [], strict=True):
            assert re.sub(r"\s+", " ", line).strip().startswith(beginning)


def test_the_form_says_what_will_be_no_link(visit: Page, folder: Path) -> None:
    """It says so once a field is left, and does so too for what the file has already. No request is made."""
    typed = dict(zip(ENTRIES, TYPED, strict=True))
    write_school(folder)
    open_school_page(visit, folder.as_uri(), "for-schools/set-up")
    asked: list[str] = []
    visit.on("request", lambda request: asked.append(request.url))
    left: dict[str, str] = {}
    for name, text in typed.items():
        visit.locator(f"[name={name}]").fill(text)  # and the field before it is left
        assert_said(visit, left)
        left[name] = text
    visit.locator(":focus").blur()
    assert_said(visit, typed)
    assert asked == []
    write_school(folder, **typed)
    open_school_page(visit, folder.as_uri(), "for-schools/set-up")
    assert_said(visit, typed)
    for name in typed:
        visit.locator(f"[name={name}]").fill("")
    visit.locator(":focus").blur()
    assert_said(visit, {})


def test_the_form_shows_what_readers_will_see(visit: Page, base: str, folder: Path) -> None:
    """Who to tell and the rules are shown as they are typed, with their links, as on the school's own page."""
    write_school(folder, chair="Dr E. Hussain")
    open_school_page(visit, base, "for-schools/set-up")
    preview = visit.locator("[data-preview]")
    expect(entry(preview, "chair")).to_have_text("Dr E. Hussain")
    expect(entry(preview, "dsl")).to_have_text(UNSET)
    visit.get_by_label("Designated safeguarding lead (DSL)").fill("Ms A. Patel, tel:01632 960204")
    visit.get_by_label("Acceptable use policy (AUP)").fill(r"https://intranet.example/aup.pdf or S:\AUP.pdf")
    visit.get_by_label("Chair of governors").fill("")
    expect(entry(preview, "dsl")).to_have_text("Ms A. Patel, 01632 960204")
    expect(entry(preview, "dsl").get_by_role("link")).to_have_attribute("href", "tel:01632960204")
    expect(entry(preview, "chair")).to_have_text(UNSET)
    typed = preview.locator("[data-school]").all_inner_texts()
    with visit.expect_download() as saved:
        visit.get_by_role("button", name="Save school.js").click()
    saved.value.save_as(folder / "school.js")
    open_school_page(visit, base)
    assert visit.locator("h2 ~ .school [data-school]").all_inner_texts() == typed


def test_the_form_with_doubts_is_accessible_and_fits(visit: Page, folder: Path) -> None:
    """With a long address that is no link in every field, nothing is cut off, and no rule of axe-core is broken."""
    write_school(folder)
    open_school_page(visit, folder.as_uri(), "for-schools/set-up")
    for field in visit.locator("[data-school-form] [name]").all():
        field.fill(f"www.school.example/{'policies' * 12}.pdf")
    visit.locator("[name=name]").focus()
    expect(visit.locator("[data-doubts-here] p")).to_have_count(16)
    assert_axe_passes(visit, "set-up")
    assert_fits(visit, "set-up")
