"""The typefaces are small, have every sign that the pages and people's names use, and keep to their licences."""

import re
import unicodedata
from functools import cache
from io import BytesIO
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
"""Bytes of the two typefaces that a first page may ask for."""

MAX_BYTES_FOR_NAMES = 60_000
"""Bytes of the two that a page asks for where a name needs both."""

BEYOND_THE_FIRST = {"♥": "a message in colleague-and-pupil-messages.yaml"}
"""Characters of the pages for which a browser fetches a typeface for names, and where they are."""

INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}

# The theme draws these beside keys (`++ctrl++`) and around comments in code. No page has either.
UNUSED_CSS = re.compile(r'[^{}]*(?:\.key-|\.c::|\.keys )[^{}]*\{[^{}]*\}|content:"(?:/\* | \*/)"')


@cache
def files() -> dict[str, Path]:
    """Each typeface of the built site by its file's name without the hash."""
    return {path.name.rpartition("-")[0]: path for path in (built_site() / FOLDER).glob("*.woff2")}


@cache
def characters(typeface: Typeface) -> frozenset[str]:
    """The characters that the built file has."""
    return frozenset(map(chr, TTFont(files()[typeface.slug]).getBestCmap()))


@cache
def printed_characters() -> frozenset[str]:
    """Every character that can be seen on a page, out of its texts, its attributes and the stylesheets' `content`."""
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
    """The two typefaces of every page have at most 60 kB together, and the two for names as well."""
    assert files().keys() == {each.slug for each in TYPEFACES}
    assert sum(files()[each.slug].stat().st_size for each in (SANS, SERIF)) <= MAX_BYTES
    assert sum(files()[each.slug].stat().st_size for each in (LATIN, NAMES)) <= MAX_BYTES_FOR_NAMES


def test_the_stylesheet_names_the_typefaces() -> None:
    """The stylesheet names each by its hashed name, and text is shown before a typeface has come."""
    styles = _styles()
    assert all(path.name in styles for path in files().values())
    assert styles.count("font-display:swap") == len(files()) <= styles.count("@font-face")


def test_no_page_preloads_a_typeface_for_names() -> None:
    """The pages' scripts fetch the typefaces of every page ahead, and name no other."""
    for name in page_names():
        html = (built_site() / name).read_text("utf-8")
        assert [each.slug for each in TYPEFACES if each.slug + "-" in html and not each.of_every_page] == [], name


@pytest.mark.parametrize("typeface", [SANS, SERIF], ids=lambda each: each.slug)
def test_the_main_typefaces_have_every_letter(typeface: Typeface) -> None:
    """Both typefaces of every page have its Latin letters, figures, quotation marks and dashes."""
    wanted = {each for each in printed_characters() if _is_text(each)} | set("éÉñßøÆ£€§“”‘’–—…·×−½")
    assert wanted - characters(typeface) == set()


def _is_text(character: str) -> bool:
    """Whether it is a Latin letter, a figure or punctuation."""
    if unicodedata.category(character)[0] == "L":
        return "LATIN" in unicodedata.name(character, "")
    return unicodedata.category(character)[0] in "NP"


def test_every_printed_character_is_in_our_typefaces() -> None:
    """No page prints a sign that has to come from the reader's system, and few print one for names."""
    assert printed_characters() - characters(SANS) == BEYOND_THE_FIRST.keys()
    assert BEYOND_THE_FIRST.keys() <= characters(LATIN) | characters(NAMES)


@pytest.mark.parametrize(
    "name", ["Łukasz", "Nguyễn", "Şahin", "Đorđević", "Ōkubo", "Ángel", "Əliyev", "Ẹniọlá", "Ḥusayn", "Hauʻoli", "Ŵyn"]
)
def test_names_are_in_our_typefaces(name: str) -> None:
    """Every letter of people's names is in one of the typefaces, spelt with whole letters or with letters and marks."""
    has = characters(SANS) | characters(LATIN) | characters(NAMES)
    assert set(name) | set(unicodedata.normalize("NFD", name)) <= has


def test_every_latin_letter_is_in_our_typefaces() -> None:
    """Latin-1, Latin Extended-A, -B and Additional are there, but for three letters that keyboards do not type."""
    blocks = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    letters = {chr(point) for point in blocks if unicodedata.category(chr(point))[0] == "L"}
    assert letters - characters(SANS) - characters(LATIN) - characters(NAMES) == set("ŉǄẜ")


def test_each_letter_is_in_only_one_typeface() -> None:
    """A character makes a browser fetch one typeface at most: only marks, which go with their letters, are in two."""
    for first, second in ((SANS, LATIN), (SANS, NAMES), (LATIN, NAMES)):
        shared = characters(first) & characters(second)
        assert {each for each in shared if unicodedata.category(each) != "Mn"} == set(), (first, second)


@pytest.mark.parametrize("typeface", [LATIN, NAMES], ids=lambda each: each.slug)
def test_a_unicode_range_matches_its_file(typeface: Typeface) -> None:
    """The range in the stylesheet has all that the file has, and of the others nothing but marks."""
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
    """A changed font carries no reserved name in its own, keeps its copyright, and the pack's list has that line."""
    source = fonts.source(ROOT, typeface)
    names = TTFont(files()[typeface.slug])["name"]
    own = {str(each) for each in names.names if each.nameID in (1, 3, 4, 6, 16, 25)}
    assert own == {typeface.family, typeface.family.replace(" ", "")}
    assert names.getDebugName(0) == fonts.copyright_of(source)
    list_of_licences = licences(ROOT, built_site())
    assert fonts.copyright_of(source) in list_of_licences
    assert typeface.family in list_of_licences


@pytest.mark.parametrize("typeface", TYPEFACES, ids=lambda each: each.slug)
def test_cutting_a_font_again_gives_equal_bytes(typeface: Typeface) -> None:
    """The same font is cut to the same bytes, and has the weights that the styles ask for and no other axis."""
    content = fonts.cut(ROOT, typeface)
    assert content == files()[typeface.slug].read_bytes()
    (axis,) = TTFont(BytesIO(content))["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_names_are_as_tall_as_other_words() -> None:
    """The letters that are not Atkinson's have its x-height, to a hundredth."""
    sans, names = (TTFont(files()[each.slug]) for each in (SANS, NAMES))
    height = sans["OS/2"].sxHeight / sans["head"].unitsPerEm
    assert names["OS/2"].sxHeight / names["head"].unitsPerEm == pytest.approx(height, rel=0.01)
