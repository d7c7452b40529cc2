"""The typefaces, cut down to what the pages use, and the CSS rules that name them.

The packages' files have every weight, and features that no rule asks for. Two typefaces are on the first page of many
readers. The others hold letters of people's names; a browser fetches one only where a page shows such a letter.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TOOLS = f"{version('fonttools')} {version('brotli')}"
"""What the bytes depend on beside the packages and this file."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file of the site. The licences let no changed font keep its name, so ``family`` is ours.

    ``source`` is the npm package's file, below node_modules. ``lacking``: the families that come before it in a rule;
    it holds only what they lack, and a browser fetches it only for that.
    """

    family: str
    package: str
    source: str
    lacking: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The file's name without its hash and ending."""
        return self.family.lower().replace(" ", "-")

    @property
    def of_every_page(self) -> bool:
        """Whether pages use it whatever they show, so that it is fetched before the styles ask for it."""
        return not self.lacking


_ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
_SERIF = "@fontsource-variable/source-serif-4"

SANS = Typeface("Handbook Sans", _ATKINSON, "files/atkinson-hyperlegible-next-latin-wght-normal.woff2")
SERIF = Typeface("Handbook Serif", _SERIF, "files/source-serif-4-latin-wght-normal.woff2")
LATIN = Typeface(
    "Handbook Latin",
    _ATKINSON,
    "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    lacking=(SANS.family,),
)
# Atkinson Hyperlegible Next has no Vietnamese and few macrons. Of the sans serifs that npm has, Inter has by far the
# most Latin letters, and their widths and strokes are among the nearest to Atkinson's.
NAMES = Typeface(
    "Handbook Names",
    "inter-ui",
    "variable/InterVariable.woff2",
    lacking=(SANS.family, LATIN.family),
)
TYPEFACES = (SANS, SERIF, LATIN, NAMES)

_WEIGHTS = (400, 700)

# Inter's weights whose strokes are as thick as Atkinson's of 400 and 700, its optical size for text, and the units per
# em at which its x-height, 1118 of 2048, is Atkinson's, 496 of 1000.
_INTER_WEIGHTS = (450, 750)
_INTER_SIZE = 14
_INTER_UNITS_PER_EM = 2254

# What the typefaces for names hold: Latin Extended-A and -B, the small letters of these that are in the block after
# them, and Latin Extended Additional. Inter also has the signs that names use as letters or hyphens, the one sign that
# a scenario's message has, and marks, because a mark is drawn in the typeface of its letter.
_BLOCKS = (range(0x0100, 0x0250), range(0x0250, 0x02B0), range(0x1E00, 0x1F00))
_MARKS = range(0x0300, 0x0370)
_SIGNS = "ʹʺʻʼʽʾʿ‐‑♥"

# A range in the stylesheet runs over at most so many code points that no typeface has, which keeps it short.
_GAP = 32

# What a browser applies unasked: pairs, ligatures, and accents in their places. No rule asks for other figures.
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]

# Copyright, names, version, trademark, licence and its address.
_NAME_IDS = [*range(8), 13, 14]
_FAMILY, _UNIQUE, _FULL, _POSTSCRIPT, _TYPOGRAPHIC, _PREFIX = 1, 3, 4, 6, 16, 25


def source(root: Path, typeface: Typeface) -> Path:
    """The package's file that the typeface is cut from."""
    return root / "node_modules" / typeface.package / typeface.source


def copyright_of(file: Path) -> str:
    """The font's own line, which names the words that are reserved."""
    return str(TTFont(file)["name"].getDebugName(0))


def letters(root: Path, typeface: Typeface) -> frozenset[int]:
    """The code points that the typeface holds."""
    has = _code_points(source(root, typeface))
    if typeface.of_every_page:
        return has
    before = frozenset[int]().union(*(letters(root, each) for each in TYPEFACES if each.family in typeface.lacking))
    wanted = {point for block in _BLOCKS for point in block if not _is_phonetic(point)} - before
    if typeface is NAMES:
        wanted |= {*map(ord, _SIGNS), *_MARKS}
    return has & wanted


@lru_cache
def _code_points(file: Path) -> frozenset[int]:
    return frozenset(TTFont(file).getBestCmap())


def _is_phonetic(point: int) -> bool:
    """Whether it is a letter of the phonetic alphabet alone, and so in nobody's name."""
    return 0x0250 <= point < 0x02B0 and chr(point).upper() == chr(point)


def cut(root: Path, typeface: Typeface) -> bytes:
    """The font in WOFF2, under our name, with the letters, weights and features of use; equal bytes every time."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(source(root, typeface), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=_FEATURES, name_IDs=_NAME_IDS, notdef_outline=True, hinting=False))
    subsetter.populate(unicodes=letters(root, typeface))
    subsetter.subset(font)
    font = _as_atkinson(font) if typeface is NAMES else instantiateVariableFont(font, {"wght": _WEIGHTS})
    plain = typeface.family.replace(" ", "")
    names = dict.fromkeys((_FAMILY, _FULL, _TYPOGRAPHIC), typeface.family) | dict.fromkeys(
        (_UNIQUE, _POSTSCRIPT, _PREFIX), plain
    )
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _as_atkinson(inter: TTFont) -> TTFont:
    """Inter as large and as heavy as Atkinson beside it, at the weights by which the styles call for both."""
    font = instantiateVariableFont(inter, {"wght": _INTER_WEIGHTS, "opsz": _INTER_SIZE})
    (axis,) = font["fvar"].axes
    axis.minValue = axis.defaultValue = _WEIGHTS[0]
    axis.maxValue = _WEIGHTS[1]
    del font["STAT"]  # names Inter's own weights, for menus
    font["head"].unitsPerEm = _INTER_UNITS_PER_EM
    return font


def faces(root: Path, files: Mapping[str, str]) -> str:
    """The `@font-face` rules; ``files`` are the files' names by the typefaces' families."""
    rules = []
    for typeface in TYPEFACES:
        lines = [
            f'font-family: "{typeface.family}"',
            f'src: url("{files[typeface.family]}")',
            f"font-weight: {_WEIGHTS[0]} {_WEIGHTS[1]}",
            "font-display: swap",
        ]
        if not typeface.of_every_page:
            others = frozenset[int]().union(*(letters(root, each) for each in (SANS, LATIN, NAMES)))
            lines.append(f"unicode-range: {unicode_range(letters(root, typeface), others)}")
        rules.append("@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n")
    return "".join(rules)


def unicode_range(points: Iterable[int], others: Collection[int]) -> str:
    """Code points as CSS writes them: few runs, with small gaps in them, but none of ``others`` in them."""
    ordered = sorted(points)
    breaks = [
        (before, after)
        for before, after in pairwise(ordered)
        if after - before > _GAP or any(point in others for point in range(before + 1, after))
    ]
    starts = [ordered[0], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), ordered[-1]]
    return ", ".join(
        f"U+{start:X}" if start == end else f"U+{start:X}-{end:X}" for start, end in zip(starts, ends, strict=True)
    )
