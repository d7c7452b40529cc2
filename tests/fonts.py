"""The only fonts that browsers see during a run: the packages' own, so that text is as wide on every machine."""

import os
import shutil
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.building import ROOT, make_once, temporary_folder

SANS, SERIF = "Tests Sans", "Tests Serif"
OTHER = "DejaVu Sans"
"""A system's font as many machines have it: whatever our typefaces lack is drawn in it, and tests can see that."""

FAMILIES = (SANS, f"{SANS} Extended", SERIF, f"{SERIF} Extended", OTHER)
"""The first four have names of the tests' own: a page whose typeface did not load must not find it installed."""

_PACKAGES = {SANS: "atkinson-hyperlegible-next", SERIF: "source-serif-4"}
_SUBSETS = {"": "latin", " Extended": "latin-ext"}

# What pages and browsers ask for by these names; everything else gets the first family that has the letters.
_ASKED_FOR = {
    SANS: ("sans-serif", "sans", "system-ui", "ui-sans-serif", "monospace", "Arial", "Helvetica", "Courier New"),
    SERIF: ("serif", "ui-serif", "Times New Roman", "Times", "Georgia"),
}

# Rendering is set here too, because a machine's own settings are not read.
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
    """Let every program that this process starts see these fonts and no others, through fontconfig."""
    folder = make_once("fonts", _make)
    configuration = folder / "fonts.conf"
    if not configuration.exists():
        # Only now does the folder have its place. Renamed, because another process may be about to read it.
        written = folder / f"fonts.conf.{os.getpid()}"
        written.write_text(_configuration(folder), encoding="utf-8")
        written.rename(configuration)
    os.environ["FONTCONFIG_FILE"] = str(configuration)


def _make() -> Path:
    folder = temporary_folder("handbook-fonts-")
    for family, package in _PACKAGES.items():
        for suffix, subset in _SUBSETS.items():
            # No italics: browsers slant the letters themselves, everywhere alike, and each file takes half a second.
            name = f"{package}/files/{package}-{subset}-wght-normal.woff2"
            _convert(ROOT / "node_modules/@fontsource-variable" / name, family + suffix, folder)
    shutil.copy(ROOT / "node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf", folder)
    return folder


def _convert(file: Path, family: str, folder: Path) -> None:
    """Write a package's WOFF2 file as TrueType, which fontconfig reads, under another family's name."""
    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    # The family's names, plain and typographic, and the full name and the PostScript name, which are looked up too.
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
