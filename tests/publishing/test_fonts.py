"""The typefaces: small, ours by name, and with every letter that the pages use."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, TTLibError

from quizzes.publishing.fonts import cut_down
from tests.building import ROOT, built_site
from tests.publishing.tree import page, page_names, text

FONTS = sorted((built_site() / "assets/handbook").glob("*.woff2"))
# Drawn by the reader's system.
NOT_IN_THEM = set("→♥")


def test_both_together_are_small() -> None:
    """A first page asks for at most 60 kB of typefaces, and shows its text before they come."""
    assert len(FONTS) == 2
    assert sum(font.stat().st_size for font in FONTS) <= 60_000
    (styles,) = (built_site() / "assets/handbook").glob("styles-*.css")
    faces = re.findall(r"@font-face\{[^}]*\}", styles.read_text(encoding="utf-8"))
    assert len(faces) == 2
    assert all("font-display:swap" in face for face in faces)


@pytest.mark.parametrize("font", FONTS, ids=["sans", "serif"])
def test_no_letter_of_a_page_is_missing(font: Path) -> None:
    """Whatever stands on a page is in the typefaces, but for a few signs."""
    drawn = set(map(chr, TTFont(font).getBestCmap()))
    written = {letter for name in page_names() for letter in text(page(name), without={"script", "style", "template"})}
    assert written - drawn == NOT_IN_THEM & written


@pytest.mark.parametrize("font", FONTS, ids=["sans", "serif"])
def test_they_go_by_a_name_of_their_own(font: Path) -> None:
    """Names that the licence reserves are not on what was changed; whose work it is stays."""
    names = {entry.nameID: entry.toUnicode() for entry in TTFont(font)["name"].names}
    assert {names[number] for number in (1, 4, 6)} == {"Handbook"}
    assert "Copyright" in names[0] or "©" in names[0]


def test_the_same_font_gives_the_same_bytes() -> None:
    """Two builds of one font are equal; what is no font is refused."""
    (font,) = (ROOT / "node_modules/@fontsource-variable/source-serif-4/files").glob("*-latin-wght-normal.woff2")
    made = cut_down(font.read_bytes())
    assert made == cut_down(font.read_bytes())
    assert {axis.axisTag: (axis.minValue, axis.maxValue) for axis in TTFont(io.BytesIO(made))["fvar"].axes} == {
        "wght": (400, 700)
    }
    with pytest.raises(TTLibError):
        cut_down(b"no font")
