"""The only fonts that browsers see in a run. They come from packages, so text is as wide on every machine."""

import os
import shutil
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.building import ROOT, make_once, temporary_folder

SANS, SERIF = "Tests Sans", "Tests Serif"
OTHER = "DejaVu Sans"
"""A typical system font. Browsers draw what our typefaces lack in it, and tests can detect that."""

FAMILIES = (SANS, f"{SANS} Extended", SERIF, f"{SERIF} Extended", OTHER)
"""The first four have made-up names, so that a page whose typeface did not load cannot find it installed."""

_PACKAGES = {SANS: "atkinson-hyperlegible-next", SERIF: "source-serif-4"}
_SUBSETS = {"": "latin", " Extended": "latin-ext"}

# The names that pages and browsers ask for. Any other name gets the first family that has the letters.
_ASKED_FOR = {
    SANS: ("sans-serif", "sans", "system-ui", "ui-sans-serif", "monospace", "Arial", "Helvetica", "Courier New"),
    SERIF: ("serif", "ui-serif", "Times New Roman", "Times", "Georgia"),
}

# This also sets how text is rendered, because the machine's own settings are not read.
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
{aliases}
  <match target="pattern">
    {every}
  </match>
</fontconfig>
"""


def use_only_these_fonts() -> None:
    """Point fontconfig at these fonts only, for every program that this process starts."""
    folder = make_once("fonts", _make)
    configuration = folder / "fonts.conf"
    if not configuration.exists():
        # Written only now, because make_once() has moved the folder. Renamed, because another process may be reading.
        written = folder / f"fonts.conf.{os.getpid()}"
        written.write_text(_configuration(folder), encoding="utf-8")
        written.rename(configuration)
    os.environ["FONTCONFIG_FILE"] = str(configuration)


def _make() -> Path:
    folder = temporary_folder("handbook-fonts-")
    for family, package in _PACKAGES.items():
        for suffix, subset in _SUBSETS.items():
            # Italics are left out: browsers slant the letters alike everywhere, and each file takes half a second.
            name = f"{package}/files/{package}-{subset}-wght-normal.woff2"
            _convert(ROOT / "node_modules/@fontsource-variable" / name, family + suffix, folder)
    shutil.copy(ROOT / "node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf", folder)
    return folder


def _convert(file: Path, family: str, folder: Path) -> None:
    """Convert a package's WOFF2 file to TrueType, which fontconfig reads, and rename its family."""
    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    # Fontconfig looks up the family (plain and typographic), the full name and the PostScript name.
    names = {1: family, 16: family, 21: family, 4: family, 6: family.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(folder / f"{family}-{file.stem}.ttf")


def _configuration(folder: Path) -> str:
    aliases = "\n".join(_alias(asked, family) for family, names in _ASKED_FOR.items() for asked in names)
    every = "\n    ".join(_append(family) for family in FAMILIES)
    return _CONFIGURATION.format(folder=folder, aliases=aliases, every=every)


def _alias(asked: str, family: str) -> str:
    return (
        f'  <match target="pattern"><test name="family"><string>{asked}</string></test>'
        f'<edit name="family" mode="prepend" binding="same"><string>{family}</string></edit></match>'
    )


def _append(family: str) -> str:
    return f'<edit name="family" mode="append_last"><string>{family}</string></edit>'
