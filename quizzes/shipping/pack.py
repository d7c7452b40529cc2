"""The zip that a school gets: the site, settings for its server, a page to begin with, checksums and licences.

The same commit gives the same bytes, but for the chapter's PDF, which is as the browser at hand makes it: names are
in order, permissions are fixed, and every date is the commit's. Not an older one: nginx and Apache tell an old
version of a file from a new one by its date and size.
"""

import hashlib
import os
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.pages.school import FILE as SCHOOL
from quizzes.shipping.chapter_pdf import PDF, find_browser, print_chapter
from quizzes.shipping.hosting import hosting_files
from quizzes.shipping.licences import licences

FOLDER = "handbook/"
"""The one folder in the zip."""

CHECKSUMS = "checksums.txt"
LARGEST = 20_000_000
"""Bytes of the zip, at most."""

_EXPLAINED = f"""\
# SHA-256 of every file of this folder but this one and {SCHOOL}, which is yours to change.
# To hold the folder against it, on Linux, in this folder: sha256sum --check {CHECKSUMS}
"""


class PackError(Exception):
    """The zip cannot be made; the message says why."""


def build_and_pack(root: Path, say: Callable[[str], None]) -> Path:
    """Build the site afresh and pack it into ``dist/``; ``say`` hears of each step. Raises PackError."""
    with TemporaryDirectory(prefix="handbook-") as folder:
        say("building the site")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
        built = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if built.returncode != 0:
            raise PackError(f"the site cannot be built:\n{built.stdout}{built.stderr}")
        _add_paper(Path(folder), say)
        return pack(root, Path(folder), root / "dist", say)


def _add_paper(site: Path, say: Callable[[str], None]) -> None:
    browser = find_browser()
    pdf = print_chapter(site, browser) if browser else None
    if pdf is None:
        why = f"{browser} made none" if browser else "no Chromium is installed here"
        say(f"{PDF} is left out: {why}")
        return
    (site / PDF).write_bytes(pdf)
    say(f"{PDF}, the chapter for paper, is printed")


def pack(root: Path, site: Path, folder: Path, say: Callable[[str], None]) -> Path:
    """Pack a built site into a zip in ``folder``, which is made where it is missing; gives the zip's path.

    Its dates are SOURCE_DATE_EPOCH, in seconds, or else now. Raises PackError.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    say(f"the site has {len(files)} files")
    # What else is to lie beside the pages joins them here, before the checksums.
    files |= {name: text.encode() for name, text in hosting_files(site, version).items()}
    say("settings for IIS, Apache and nginx are written")
    files["licences.txt"] = licences(root, site).encode()
    say("licences are collected")
    files[CHECKSUMS] = _checksums(files).encode()
    say("checksums are written")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"handbook-{version}.zip"
    _zip(files, path)
    size = path.stat().st_size
    if size > LARGEST:
        path.unlink()
        raise PackError(f"the zip would have {size:,} bytes, and {LARGEST:,} is the most; nothing is written")
    say(f"{path.name} is written: {size / 1e6:.1f} MB")
    return path


def _checksums(files: Mapping[str, bytes]) -> str:
    named = {name: content for name, content in sorted(files.items()) if name != SCHOOL}
    return _EXPLAINED + "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in named.items())


def _zip(files: Mapping[str, bytes], path: Path) -> None:
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(FOLDER + name, date)
            entry.create_system = 3  # Unix, whose permissions follow
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
