"""Write school.js as a school does today, or as one did in the first edition, and look at what a page shows of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from quizzes.pages.school import FILE, school_file
from tests.building import ROOT

UNSET = "Not yet filled in"
FIRST_EDITION = ROOT / "tests/first_edition/made/school.js"

SCHOOL = {
    "name": "Hazel Road Primary School",
    "dsl": "Ms A. Patel, ext. 204, tel:01632 960204",
    "deputies": "Mr B. Okoro, ext. 205; Mrs C. Lewis, ext. 206",
    "headteacher": "Mrs D. Novak, ext. 201",
    "chair": "Dr E. Hussain, mailto:chair@school.example",
    "lado": "LADO team, tel:01632 960300",
    "dpo": "Ms F. Grant, mailto:dpo@school.example",
    "line_manager": "Your head of department",
    "out_of_hours": "Children’s social care, tel:01632 960999",
}
"""Entries of a school in which every person has a name."""

type FillIn = Callable[[dict[str, str]], None]
"""A function that gives a page entries in school.js."""

ANSWER_FETCH = """
(() => {
  const { fetch } = window;
  window.fetch = (address, options) =>
    String(address).endsWith("/school.js") ? Promise.resolve(new Response(TEXT)) : fetch(address, options);
})();
"""
"""An init script that gives a page a school.js. TEXT stands for the file's text, as JavaScript."""


def write_school(folder: Path, **values: str) -> None:
    """Write a school.js with these values, as they would be typed in Notepad."""
    text = school_file()
    for name, value in values.items():
        assert f"\n{name}:\n" in text
        typed = value.replace("\n", "\n  ")
        text = text.replace(f"\n{name}:\n", f"\n{name}: {typed}\n")
    (folder / FILE).write_text(text, encoding="utf-8")


def write_old_school(folder: Path, **values: str) -> None:
    """Write a school.js of the first edition, with these values as JavaScript, including quotation marks."""
    text = FIRST_EDITION.read_text(encoding="utf-8-sig")
    for name, value in values.items():
        assert f'school.{name} = "";' in text
        text = text.replace(f'school.{name} = "";', f"school.{name} = {value};")
    (folder / FILE).write_text(text, encoding="utf-8")


def served(base: str) -> bool:
    """Whether the pages at an address come from a server, not from a folder."""
    return base.startswith("http")


def line_of(folder: Path, start: str) -> int:
    """Return the number of the line that begins with ``start``."""
    lines = (folder / FILE).read_text(encoding="utf-8-sig").splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if line.startswith(start))
    return number


def open_school_page(page: Page, base: str, name: str = "our-school") -> Page:
    """Open a page that shows the school's names, and wait until school.js has been read."""
    page.goto(f"{base}/{name}.html")
    expect(page.locator("html")).to_have_attribute("data-school-read", "")
    return page


def entry(page: Page | Locator, name: str) -> Locator:
    """An entry, at the first place that shows it."""
    return page.locator(f'[data-school="{name}"]').first


_AT_FIRST_PLACES = """
(places) => Object.fromEntries(places.reverse().map((place) => [
  place.dataset.school,
  {
    text: place.innerText,
    elements: [...place.querySelectorAll("*")].map((each) => [each.localName, each.getAttribute("href")]),
  },
]))
"""


@dataclass(frozen=True)
class Shown:
    """What a page shows of one entry."""

    text: str
    elements: list[tuple[str, str]]
    """The name of each element in the entry, with its address."""


def entries(page: Page) -> dict[str, Shown]:
    """Return what a page shows of each entry, at the first place that shows it."""
    found = page.locator("[data-school]").evaluate_all(_AT_FIRST_PLACES)
    return {
        name: Shown(shown["text"], [(element, address) for element, address in shown["elements"]])
        for name, shown in found.items()
    }


def links(*addresses: str) -> list[tuple[str, str]]:
    """Return the elements of an entry that has only links, with these addresses."""
    return [("a", address) for address in addresses]


def typed_in(page: Page) -> dict[str, str]:
    """Return what is in each field of the form."""
    fields = "fields => Object.fromEntries(fields.map(({ name, value }) => [name, value]))"
    found: dict[str, str] = page.locator("[data-school-form] [name]").evaluate_all(fields)
    return found


def notice(page: Page) -> Locator:
    """What the page says of mistakes in school.js."""
    return page.locator("[data-school-known]")


def mistakes(page: Page) -> list[str]:
    """What the page says of each mistake."""
    return [re.sub(r"\s+", " ", text).strip() for text in notice(page).locator("[data-mistakes] li").all_inner_texts()]
