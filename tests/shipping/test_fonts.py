"""The typefaces are small, have every character of the pages and of people's names, and keep to their licences."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from fontTools.ttLib import TTFont

from quizzes.shipping import fonts
from quizzes.shipping.fonts import LATIN, NAMES, SANS, SERIF, TYPEFACES, Typeface
from quizzes.shipping.licences import licences
from tests.building import ROOT, built_site
from tests.pages.tree import page, page_names, text

FOLDER = "assets/handbook"
MAX_BYTES = 60_000
"""The largest size of the two typefaces of every page together."""

MAX_BYTES_FOR_NAMES = 60_000
"""The largest size of the two typefaces for names together."""

BEYOND_THE_FIRST = {"♥": "a message in colleague-and-pupil-messages.yaml"}
"""Characters on pages that need a typeface for names, and where they are."""

INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}

# The theme uses these characters for keys (`++ctrl++`) and comments in code. No page has either.
UNUSED_CSS = re.compile(r'[^{}]*(?:\.key-|\.c::|\.keys )[^{}]*\{[^{}]*\}|content:"(?:/\* | \*/)"')


@cache
def files() -> dict[str, Path]:
    """Return each typeface of the built site, by its file name without the hash."""
    return {path.name.rpartition("-")[0]: path for path in (built_site() / FOLDER).glob("*.woff2")}


@cache
def characters(typeface: Typeface) -> frozenset[str]:
    """Return the characters that a typeface's built file contains."""
    return frozenset(map(chr, TTFont(files()[typeface.slug]).getBestCmap()))


@cache
def printed_characters() -> frozenset[str]:
    """Return every visible character in the pages' texts and attributes and in the stylesheets' `content`."""
    pages = [page(name) for name in page_names()]
    texts = [text(each, without={"script", "style"}) for each in pages]
    texts += [value for each in pages for value in _attributes(each)]
    for sheet in built_site().rglob("*.css"):
        styles = UNUSED_CSS.sub("", sheet.read_text("utf-8"))
        texts += re.findall(r'content:\s*"([^"]*)"', styles)
    texts.append((ROOT / "quizzes/words/en.yaml").read_text("utf-8"))
    return frozenset(each for each in "".join(texts) if unicodedata.category(each) not in INVISIBLE)


def _attributes(root: Element) -> list[str]:
    return [value for element in root.iter() for value in element.attrib.values()]


def test_the_typefaces_are_small() -> None:
    """The two typefaces of every page have at most 60 kB together, and so have the two for names."""
    assert files().keys() == {each.slug for each in TYPEFACES}
    assert sum(files()[each.slug].stat().st_size for each in (SANS, SERIF)) <= MAX_BYTES
    assert sum(files()[each.slug].stat().st_size for each in (LATIN, NAMES)) <= MAX_BYTES_FOR_NAMES


def test_the_stylesheet_names_the_typefaces() -> None:
    """The stylesheet names each typeface's hashed file, and text is visible before a typeface has loaded."""
    styles = _styles()
    assert all(path.name in styles for path in files().values())
    assert styles.count("font-display:swap") == len(files()) <= styles.count("@font-face")


def test_no_page_preloads_a_typeface_for_names() -> None:
    """No page preloads a typeface other than those of every page."""
    for name in page_names():
        html = (built_site() / name).read_text("utf-8")
        assert [each.slug for each in TYPEFACES if each.slug + "-" in html and not each.of_every_page] == [], name


@pytest.mark.parametrize("typeface", [SANS, SERIF], ids=lambda each: each.slug)
def test_the_main_typefaces_have_every_letter(typeface: Typeface) -> None:
    """Both typefaces of every page have all its Latin letters, digits and punctuation."""
    wanted = {each for each in printed_characters() if _is_text(each)} | set("éÉñßøÆ£€§“”‘’–—…·×−½")
    assert wanted - characters(typeface) == set()


def _is_text(character: str) -> bool:
    """Return whether a character is a Latin letter, a digit or punctuation."""
    if unicodedata.category(character)[0] == "L":
        return "LATIN" in unicodedata.name(character, "")
    return unicodedata.category(character)[0] in "NP"


def test_every_printed_character_is_in_our_typefaces() -> None:
    """No page has a character from the reader's system fonts, and few have one that needs a typeface for names."""
    assert printed_characters() - characters(SANS) == BEYOND_THE_FIRST.keys()
    assert BEYOND_THE_FIRST.keys() <= characters(LATIN) | characters(NAMES)


@pytest.mark.parametrize(
    "name", ["Łukasz", "Nguyễn", "Şahin", "Đorđević", "Ōkubo", "Ángel", "Əliyev", "Ẹniọlá", "Ḥusayn", "Hauʻoli", "Ŵyn"]
)
def test_names_are_in_our_typefaces(name: str) -> None:
    """Every letter of people's names is in our typefaces, whether composed or decomposed into letters and marks."""
    has = characters(SANS) | characters(LATIN) | characters(NAMES)
    assert set(name) | set(unicodedata.normalize("NFD", name)) <= has


def test_every_latin_letter_is_in_our_typefaces() -> None:
    """Latin-1 and Latin Extended-A, -B and Additional are complete, except for three letters that nobody types."""
    blocks = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    letters = {chr(point) for point in blocks if unicodedata.category(chr(point))[0] == "L"}
    assert letters - characters(SANS) - characters(LATIN) - characters(NAMES) == set("ŉǄẜ")


def test_each_letter_is_in_only_one_typeface() -> None:
    """Each character makes a browser load at most one typeface. Only combining marks are in two of them."""
    for first, second in ((SANS, LATIN), (SANS, NAMES), (LATIN, NAMES)):
        shared = characters(first) & characters(second)
        assert {each for each in shared if unicodedata.category(each) != "Mn"} == set(), (first, second)


@pytest.mark.parametrize("typeface", [LATIN, NAMES], ids=lambda each: each.slug)
def test_a_unicode_range_matches_its_file(typeface: Typeface) -> None:
    """The range in the stylesheet covers the typeface's file, and shares only combining marks with other files."""
    ranged = _ranged(typeface)
    assert characters(typeface) <= ranged
    others = {each for other in (SANS, LATIN, NAMES) if other != typeface for each in characters(other)}
    assert {each for each in ranged & others if unicodedata.category(each) != "Mn"} == set()


def _ranged(typeface: Typeface) -> set[str]:
    (rule,) = [each for each in re.findall(r"@font-face\{[^}]*\}", _styles()) if files()[typeface.slug].name in each]
    (ranges,) = re.findall(r"unicode-range:([^;}]*)", rule)
    found: set[str] = set()
    for each in ranges.split(","):
        start, _, end = each.strip().removeprefix("U+").partition("-")
        found |= {chr(point) for point in range(int(start, 16), int(end or start, 16) + 1)}
    return found


def _styles() -> str:
    (sheet,) = (built_site() / FOLDER).glob("style-*.css")
    return sheet.read_text("utf-8")


@pytest.mark.parametrize("typeface", TYPEFACES, ids=lambda each: each.slug)
def test_a_typeface_keeps_to_its_licence(typeface: Typeface) -> None:
    """A modified font does not use its reserved name, and its copyright is in the file and in licences.txt."""
    source = fonts.source(ROOT, typeface)
    names = TTFont(files()[typeface.slug])["name"]
    own = {str(each) for each in names.names if each.nameID in (1, 3, 4, 6, 16, 25)}
    assert own == {typeface.family, typeface.family.replace(" ", "")}
    assert names.getDebugName(0) == fonts.copyright_of(source)
    assert fonts.copyright_of(source) in list_of_licences()
    assert typeface.family in list_of_licences()


@cache
def list_of_licences() -> str:
    """Return the list of licences in the zip."""
    return licences(ROOT, built_site())


@pytest.mark.parametrize("typeface", TYPEFACES, ids=lambda each: each.slug)
def test_a_typeface_has_only_the_weights_that_the_styles_use(typeface: Typeface) -> None:
    """Its file has one axis, from the weight of text to that of headings."""
    (axis,) = TTFont(files()[typeface.slug])["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_cutting_a_font_again_gives_equal_bytes() -> None:
    """Cutting the smallest typeface again gives the same bytes. tests/rehearsal/test_two_clones.py cuts all again."""
    smallest = min(TYPEFACES, key=lambda each: files()[each.slug].stat().st_size)
    assert fonts.cut(ROOT, smallest) == files()[smallest.slug].read_bytes()


def test_names_are_as_tall_as_other_words() -> None:
    """The typeface for names has the same x-height as Atkinson, to 1%."""
    sans, names = (TTFont(files()[each.slug]) for each in (SANS, NAMES))
    height = sans["OS/2"].sxHeight / sans["head"].unitsPerEm
    assert names["OS/2"].sxHeight / names["head"].unitsPerEm == pytest.approx(height, rel=0.01)
