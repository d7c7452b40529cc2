"""The two typefaces, cut down to what the pages use.

The packages' files have every weight, and features that no rule asks for; both are on the first page of many readers.
"""

import logging
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILIES = {"Handbook Sans": "atkinson-hyperlegible-next", "Handbook Serif": "source-serif-4"}
"""What each is called here, and its package. The licence lets no changed font keep the name “Source”."""

TOOLS = f"{version('fonttools')} {version('brotli')}"
"""What the bytes depend on beside the packages and this file."""

_WEIGHTS = (400, 700)

# What a browser applies unasked: pairs, ligatures, and accents in their places. No rule asks for other figures.
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]

# Copyright, names, version, trademark, licence and its address.
_NAMES = [*range(8), 13, 14]
_FAMILY, _UNIQUE, _FULL, _POSTSCRIPT, _TYPOGRAPHIC, _PREFIX = 1, 3, 4, 6, 16, 25


def source(root: Path, package: str) -> Path:
    """The package's file: Latin letters with the accents of Western Europe, and typographic signs."""
    return root / f"node_modules/@fontsource-variable/{package}/files/{package}-latin-wght-normal.woff2"


def copyright_of(file: Path) -> str:
    """The font's own line, which names the words that are reserved."""
    return str(TTFont(file)["name"].getDebugName(0))


def cut(file: Path, family: str) -> bytes:
    """The font in WOFF2, under another name, with the weights and features of use; equal bytes every time."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(file, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=_FEATURES, name_IDs=_NAMES, notdef_outline=True, hinting=False))
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": _WEIGHTS})
    plain = family.replace(" ", "")
    names = dict.fromkeys((_FAMILY, _FULL, _TYPOGRAPHIC), family) | dict.fromkeys(
        (_UNIQUE, _POSTSCRIPT, _PREFIX), plain
    )
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()
