"""The site's typefaces, with no more in them than its pages use.

A font's licence (SIL Open Font Licence 1.1) lets it be cut down and passed on; what is changed may not go by a
reserved name, so ours goes by a name of its own.
"""

import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Latin-1 and what typography adds; other letters, as in a name, come from the reader's system.
CHARACTERS = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ıŒœ‐‑–—‘’‚“”„•…‹›€™←↑→↓−\u200b\u2060")])
# Of a page's text 400, of bold and headings 700; nothing is heavier or lighter.
WEIGHTS = (400, 700)
# Kerning and accents. Figures of other shapes and fractions are not asked for anywhere.
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
_NAMES = (1, 3, 4, 6, 16, 25)  # OpenType's numbers for a family's, a font's and a typographic name
_OUR_NAME = "Handbook"


def cut_down(font: bytes) -> bytes:
    """A variable font (WOFF2) with our characters and weights alone, under a name of ours.

    The same bytes for the same font. Raises TTLibError where it cannot be read.
    """
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 25])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(opened)
    # Afterwards: what it leaves out of the weights' tables, the subsetter would look for.
    opened = instantiateVariableFont(opened, {"wght": WEIGHTS})
    for entry in opened["name"].names:
        if entry.nameID in _NAMES:
            entry.string = _OUR_NAME
    opened.flavor = "woff2"
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()
