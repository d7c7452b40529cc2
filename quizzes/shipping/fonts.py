"""Cuts the typefaces down to what the pages use, and writes the CSS rules for them.

The packages' files have weights and features that no rule uses. Two typefaces are on the first page that many readers
see. The others have letters for people's names, and a browser fetches them only for a page that shows such a letter.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

TOOLS = f"{version('fonttools')} {version('brotli')}"
"""Versions of the tools, on which the bytes of the fonts also depend."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file of the site.

    ``family`` is a name of ours, because the licences forbid a changed font to keep its name. ``source`` is a path in
    the npm package. ``fallback_for`` names the families before it in a rule; it has only letters that those lack.
    """

    family: str
    package: str
    source: str
    fallback_for: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The file's name without the hash and the extension."""
        return self.family.lower().replace(" ", "-")

    @property
    def of_every_page(self) -> bool:
        """Whether every page uses it, so that pages fetch it before the styles request it."""
        return not self.fallback_for


_ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
_SERIF = "@fontsource-variable/source-serif-4"

SANS = Typeface("Handbook Sans", _ATKINSON, "files/atkinson-hyperlegible-next-latin-wght-normal.woff2")
SERIF = Typeface("Handbook Serif", _SERIF, "files/source-serif-4-latin-wght-normal.woff2")
LATIN = Typeface(
    "Handbook Latin",
    _ATKINSON,
    "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    fallback_for=(SANS.family,),
)
# Atkinson Hyperlegible Next lacks Vietnamese letters and most macrons. Inter has by far the most Latin letters of the
# sans serifs on npm, and its widths and strokes are among the nearest to Atkinson's.
NAMES = Typeface(
    "Handbook Names",
    "inter-ui",
    "variable/InterVariable.woff2",
    fallback_for=(SANS.family, LATIN.family),
)
TYPEFACES = (SANS, SERIF, LATIN, NAMES)

_WEIGHTS = (400, 700)

# At these weights, Inter's strokes are as thick as Atkinson's at 400 and 700. The optical size is the one for text. At
# these units per em, Inter's x-height (1118 of 2048) equals Atkinson's (496 of 1000).
_INTER_WEIGHTS = (450, 750)
_INTER_SIZE = 14
_INTER_UNITS_PER_EM = 2254

# The typefaces for names have Latin Extended-A and -B, their small letters from the next block, and Latin Extended
# Additional. Inter also has signs that names use as letters or hyphens, and the heart in a scenario's message. It has
# combining marks too, because a browser draws a mark in the typeface of its letter.
_BLOCKS = (range(0x0100, 0x0250), range(0x0250, 0x02B0), range(0x1E00, 0x1F00))
_MARKS = range(0x0300, 0x0370)
_SIGNS = "ʹʺʻʼʽʾʿ‐‑♥"

# The most unused code points that a range in the stylesheet may run across, which keeps the list of ranges short.
_MAX_GAP = 32

# Features that browsers apply by default: kerning, ligatures and the placement of accents. No rule uses any others.
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]

# Ids of the copyright, names, version, trademark, licence and licence address.
_NAME_IDS = [*range(8), 13, 14]
_FAMILY, _UNIQUE, _FULL, _POSTSCRIPT, _TYPOGRAPHIC, _PREFIX = 1, 3, 4, 6, 16, 25


def source(root: Path, typeface: Typeface) -> Path:
    """Return the path of the package's file from which the typeface is cut."""
    return root / "node_modules" / typeface.package / typeface.source


def copyright_of(file: Path) -> str:
    """Return the font's own copyright line, which lists the reserved font names."""
    return str(TTFont(file)["name"].getDebugName(0))


def letters(root: Path, typeface: Typeface) -> frozenset[int]:
    """Return the code points that the typeface has after cutting."""
    available = _code_points(source(root, typeface))
    if typeface.of_every_page:
        return available
    earlier = [face for face in TYPEFACES if face.family in typeface.fallback_for]
    covered = frozenset[int]().union(*(letters(root, face) for face in earlier))
    wanted = {point for block in _BLOCKS for point in block if not _is_phonetic(point)} - covered
    if typeface is NAMES:
        wanted |= {*map(ord, _SIGNS), *_MARKS}
    return available & wanted


@lru_cache
def _code_points(file: Path) -> frozenset[int]:
    return frozenset(TTFont(file).getBestCmap())


def _is_phonetic(point: int) -> bool:
    """Whether it is only a letter of the phonetic alphabet, which is not used in names."""
    return 0x0250 <= point < 0x02B0 and chr(point).upper() == chr(point)


def cut(root: Path, typeface: Typeface) -> bytes:
    """Return the font as WOFF2 under our name, with only the letters, weights and features that pages use.

    The bytes are the same every time.
    """
    # Imported here, because most builds cut nothing, and these take as long to import as all of quizzes/.
    from fontTools.subset import Options, Subsetter
    from fontTools.varLib.instancer import instantiateVariableFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(source(root, typeface), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=_FEATURES, name_IDs=_NAME_IDS, notdef_outline=True, hinting=False))
    subsetter.populate(unicodes=letters(root, typeface))
    subsetter.subset(font)
    limits = {"wght": _INTER_WEIGHTS, "opsz": _INTER_SIZE} if typeface is NAMES else {"wght": _WEIGHTS}
    instantiateVariableFont(font, limits, inplace=True)
    if typeface is NAMES:
        _scale_to_atkinson(font)
    plain = typeface.family.replace(" ", "")
    names = dict.fromkeys((_FAMILY, _FULL, _TYPOGRAPHIC), typeface.family) | dict.fromkeys(
        (_UNIQUE, _POSTSCRIPT, _PREFIX), plain
    )
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.flavor = "woff2"
    output = BytesIO()
    font.save(output)
    return output.getvalue()


def _scale_to_atkinson(inter: TTFont) -> None:
    """Scale Inter so that it looks as large and as heavy as Atkinson at the same size and weight in CSS."""
    (axis,) = inter["fvar"].axes
    axis.minValue = axis.defaultValue = _WEIGHTS[0]
    axis.maxValue = _WEIGHTS[1]
    del inter["STAT"]  # it lists Inter's own weights, which no longer apply
    inter["head"].unitsPerEm = _INTER_UNITS_PER_EM


def faces(root: Path, files: Mapping[str, str]) -> str:
    """Return the `@font-face` rules. ``files`` has the file name of each family."""
    rules = []
    for typeface in TYPEFACES:
        lines = [
            f'font-family: "{typeface.family}"',
            f'src: url("{files[typeface.family]}")',
            f"font-weight: {_WEIGHTS[0]} {_WEIGHTS[1]}",
            "font-display: swap",
        ]
        if not typeface.of_every_page:
            others = frozenset[int]().union(*(letters(root, face) for face in (SANS, LATIN, NAMES)))
            lines.append(f"unicode-range: {unicode_range(letters(root, typeface), others)}")
        rules.append("@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n")
    return "".join(rules)


def unicode_range(points: Iterable[int], others: Collection[int]) -> str:
    """Write code points as a CSS `unicode-range`.

    Runs may cross small gaps, but never a code point in ``others``.
    """
    ordered = sorted(points)
    breaks = [
        (before, after)
        for before, after in pairwise(ordered)
        if after - before > _MAX_GAP or any(point in others for point in range(before + 1, after))
    ]
    starts = [ordered[0], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), ordered[-1]]
    return ", ".join(
        f"U+{start:X}" if start == end else f"U+{start:X}-{end:X}" for start, end in zip(starts, ends, strict=True)
    )
