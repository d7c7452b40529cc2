"""Read which letters Chromium printed into a PDF, which takes pypdf long because it works out places too."""

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from tests.words import words

A4 = (595, 842)
"""The size of a page in points."""

# What matters of a content stream: a font that is chosen, glyphs that are drawn with it, and a drawing that is placed.
_DRAWN = re.compile(rb"/(\w+) [-\d.]+ Tf|<([0-9A-Fa-f]+)>|/(\w+) Do")
_SINGLE = re.compile(r"<(\w+)> <(\w+)>")
_RANGE = re.compile(r"<(\w+)> <(\w+)> <(\w+)>")


def printed(page: Page) -> list[str]:
    """Print a page, and return the letters of each sheet, which has to be A4."""
    return letters_of(page.pdf(prefer_css_page_size=True))


def letters_of(pdf: bytes) -> list[str]:
    """Return the letters of each sheet of a PDF from Chromium. Fail unless every sheet is A4."""
    sheets = PdfReader(io.BytesIO(pdf)).pages
    assert {tuple(round(float(each)) for each in sheet.mediabox[2:]) for sheet in sheets} == {A4}
    return [letters("".join(_drawn(_contents(sheet), sheet["/Resources"]))) for sheet in sheets]


def letters(text: str) -> str:
    """Return only a text's letters, because a PDF keeps neither spaces nor accents and ligatures as they were typed."""
    return re.sub(r"[^A-Za-z]", "", unicodedata.normalize("NFKD", words(text)))


def _contents(sheet: PageObject) -> bytes:
    contents = sheet.get_contents()
    assert contents is not None
    return contents.get_data()


def _drawn(stream: bytes, resources: Any) -> Iterator[str]:
    glyphs: dict[str, str] = {}
    width = 0
    for font, codes, drawing in _DRAWN.findall(stream):
        if font:
            glyphs = _glyphs(resources["/Font"][f"/{font.decode()}"]["/ToUnicode"].get_data())
            width = len(next(iter(glyphs)))
        elif codes:
            text = codes.decode().upper()
            yield "".join(glyphs.get(text[start : start + width], "") for start in range(0, len(text), width))
        else:
            placed = resources["/XObject"][f"/{drawing.decode()}"].get_object()
            if placed["/Subtype"] == "/Form":
                yield from _drawn(placed.get_data(), placed["/Resources"])


# Cached, because a sheet changes its typeface with nearly every line.
@lru_cache
def _glyphs(to_unicode: bytes) -> dict[str, str]:
    """Return the characters of a font's glyphs by their codes, which are two or four hexadecimal digits."""
    found: dict[str, str] = {}
    table = to_unicode.decode("ascii")
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found |= {code: _text(text) for code, text in _SINGLE.findall(part)}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(part):
            for number in range(int(first, 16), int(last, 16) + 1):
                found[f"{number:0{len(first)}X}"] = chr(ord(_text(text)) + number - int(first, 16))
    return found


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
