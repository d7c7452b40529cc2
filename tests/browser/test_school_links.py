"""An address in school.js is a link as a whole, with its spaces and brackets, and without what follows it."""

import json
from pathlib import Path

from playwright.sync_api import Page

from quizzes.authoring.school import ENTRIES
from quizzes.pages.school import FILE
from tests.browser.schools import entries, links, open_school_page
from tests.browser.test_school import base, folder, visit, visitor

__all__ = ["base", "folder", "visit", "visitor"]  # fixtures

HOST = "https://intranet.example"

TYPED = [
    ("{HOST}/Staff policies/Acceptable use policy (2026).pdf", ["Staff policies/Acceptable use policy (2026).pdf"]),
    ("See {HOST}/Shared Documents/AUP - final & signed.docx, or ask.", ["Shared Documents/AUP - final & signed.docx"]),
    ("(On paper, and at {HOST}/Our policies/AUP.pdf.)", ["Our policies/AUP.pdf"]),
    ("{HOST}/Staff room/Policies [2026]/, in the order of the year", ["Staff room/Policies [2026]/"]),
    ("{HOST}/AUP (2026).pdf and {HOST}/Phones (old)/x.html#top", ["AUP (2026).pdf", "Phones (old)/x.html#top"]),
    ("({HOST}/AUP_(2026)) [{HOST}/b]", ["AUP_(2026)", "b"]),
    ("{HOST}/AUP.pdf (or the file Phones.pdf)", ["AUP.pdf"]),
    ("{HOST}/ and on paper as AUP.pdf", [""]),
    ("{HOST}/policies, then read AUP.pdf", ["policies"]),
    ("{HOST}/policies and {HOST}/AUP.pdf", ["policies", "AUP.pdf"]),
    ("{HOST}/policies or ask Ms Patel", ["policies"]),
    ("{HOST}/policies\nAUP.pdf", ["policies"]),
]


def test_an_address_is_linked_whole(visit: Page, folder: Path) -> None:
    """A link has all of its address and no more, and nothing that was typed is lost."""
    texts = {name: typed.replace("{HOST}", HOST) for name, (typed, _) in zip(ENTRIES, TYPED, strict=False)}
    (folder / FILE).write_text(f"var school = {json.dumps(texts)};", encoding="utf-8")
    open_school_page(visit, folder.as_uri())
    assert len(texts) == len(TYPED)
    shown = entries(visit)
    for (name, text), (_, paths) in zip(texts.items(), TYPED, strict=True):
        assert shown[name].elements == links(*(f"{HOST}/{path}" for path in paths)), text
        assert shown[name].text == text.replace("https://", "")
