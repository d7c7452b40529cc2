"""The typefaces are small, have every letter that the pages use, and keep to their licence."""

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from quizzes.publishing import fonts
from quizzes.publishing.licences import licences
from tests.building import ROOT, built_site
from tests.publishing.tree import page, page_names, text

FOLDER = "assets/handbook"
LARGEST = 60_000
"""Bytes of all typefaces together: a first page may ask for both."""


@cache
def files() -> dict[str, Path]:
    """Each typeface of the built site by its file's name without the hash."""
    return {path.name.rpartition("-")[0]: path for path in (built_site() / FOLDER).glob("*.woff2")}


def test_a_first_page_loads_little() -> None:
    """There are two typefaces, and together they have at most 60 kB."""
    assert files().keys() == {"handbook-sans", "handbook-serif"}
    assert sum(path.stat().st_size for path in files().values()) <= LARGEST


def test_the_stylesheet_names_them() -> None:
    """The stylesheet names both by their hashed names, and the text is shown before they have come."""
    (sheet,) = (built_site() / FOLDER).glob("style-*.css")
    styles = sheet.read_text("utf-8")
    assert all(path.name in styles for path in files().values())
    faces = styles.count("@font-face")
    assert styles.count("font-display:swap") == len(files()) <= faces


@pytest.mark.parametrize("name", ["handbook-sans", "handbook-serif"])
def test_every_letter_is_there(name: str) -> None:
    """Every Latin letter, figure, quotation mark and dash of a page is in both."""
    has = TTFont(files()[name]).getBestCmap()
    used = {each for page_name in page_names() for each in text(page(page_name))}
    wanted = {each for each in used if _is_text(each)} | set("éÉñßøÆ£€§“”‘’–—…·×−½")
    assert {each for each in wanted if ord(each) not in has} == set()


def _is_text(character: str) -> bool:
    """Whether it is a Latin letter, a figure or punctuation, and not an arrow or another sign."""
    if unicodedata.category(character)[0] == "L":
        return "LATIN" in unicodedata.name(character, "")
    return unicodedata.category(character)[0] in "NP"


@pytest.mark.parametrize(("family", "package"), fonts.FAMILIES.items())
def test_licence(family: str, package: str) -> None:
    """A changed font carries no reserved name in its own, keeps its copyright, and the pack's list has that line."""
    source = fonts.source(ROOT, package)
    names = TTFont(files()[family.lower().replace(" ", "-")])["name"]
    own = {str(each) for each in names.names if each.nameID in (1, 3, 4, 6, 16, 25)}
    assert own == {family, family.replace(" ", "")}
    assert names.getDebugName(0) == fonts.copyright_of(source)
    assert fonts.copyright_of(source) in licences(ROOT, built_site())


def test_equal_bytes() -> None:
    """The same font is cut to the same bytes, and has the weights that the styles ask for."""
    source = fonts.source(ROOT, "atkinson-hyperlegible-next")
    content = fonts.cut(source, "Handbook Sans")
    assert content == files()["handbook-sans"].read_bytes()
    (axis,) = TTFont(BytesIO(content))["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
