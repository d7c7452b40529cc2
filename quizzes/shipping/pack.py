"""Packs the zip for schools: the site, server settings, a page to read first, checksums and licences.

The same commit gives the same bytes, on every machine with the same Chromium, which prints the chapter's PDF. Names are
sorted and permissions are fixed. Dates follow from the commit's date and the file's content, because nginx and Apache
tell versions of a file apart by date and length.
"""

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.pages.school import FILE as SCHOOL
from quizzes.shipping import builders
from quizzes.shipping.chapter_pdf import PDF, find_browser, print_chapter
from quizzes.shipping.hosting import hosting_files
from quizzes.shipping.licences import licences
from quizzes.shipping.release import read_release
from quizzes.shipping.site import SiteError

FOLDER = "handbook/"
"""The only top-level folder in the zip."""

CHECKSUMS = "checksums.txt"
MAX_BYTES = 20_000_000
"""The most bytes that the zip may have."""

_CHECKSUMS_HEAD = f"""\
# SHA-256 of every file in this folder except this one and {SCHOOL}, which is yours to change.
# To check the folder on Linux, run in it: sha256sum --check {CHECKSUMS}
"""

_OTHER_ZIP = """\
{path} is there already, and the new zip would be different: it was not written.
The next release is compared with the old zip, so keep that one if anybody has it. Commit your changes, or set a tag, \
for a zip of another name. To make this zip again, move the old one out of its folder first."""


class PackError(Exception):
    """Raised if the zip cannot be made. The message says why."""


def build_and_pack(root: Path, say: Callable[[str], None], builder: str = builders.DEFAULT) -> Path:
    """Build the site, pack it into ``dist/`` and return the zip's path. ``say`` gets a line for each step.

    Raises PackError.
    """
    with TemporaryDirectory(prefix="handbook-") as folder:
        say("building the site")
        build_site(root, Path(folder), builder)
        _add_pdf(Path(folder), say)
        return pack(root, Path(folder), root / "dist", say)


def build_site(root: Path, folder: Path, builder: str = builders.DEFAULT) -> None:
    """Build the site into ``folder``, and stop at any warning. Raises PackError."""
    try:
        builders.build_site(root, folder, builder)
    except SiteError as error:
        raise PackError(f"the site could not be built:\n{error}") from None


def _add_pdf(site: Path, say: Callable[[str], None]) -> None:
    browser = find_browser()
    pdf = print_chapter(site, browser) if browser else None
    if pdf is None:
        reason = f"{browser} failed to print it" if browser else "Chromium is not installed"
        say(f"left out {PDF}: {reason}")
        return
    (site / PDF).write_bytes(pdf)
    say(f"printed the chapter as {PDF}")


def pack(root: Path, site: Path, folder: Path, say: Callable[[str], None]) -> Path:
    """Pack a built site into a zip in ``folder``, which is created if it is missing. Returns the zip's path.

    The zip's dates are SOURCE_DATE_EPOCH, or now if that is not set, or up to an hour before. A zip of this version
    that is there already is never replaced by another. Raises PackError.
    """
    release = read_release(root)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    say(f"the site has {len(files)} files")
    # Add other files here, before the checksums are made.
    files |= {name: text.encode() for name, text in hosting_files(site, release).items()}
    say("wrote settings for IIS, Apache and nginx")
    files["licences.txt"] = licences(root, site).encode()
    say("collected the licences")
    files[CHECKSUMS] = _checksums(files).encode()
    say("wrote the checksums")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"handbook-{release.version}.zip"
    write_zip({FOLDER + name: content for name, content in files.items()}, path, say)
    return path


def _checksums(files: Mapping[str, bytes]) -> str:
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items()) if name != SCHOOL}
    return _CHECKSUMS_HEAD + "".join(f"{digest}  {name}\n" for name, digest in sums.items())


def write_zip(
    files: Mapping[str, bytes],
    path: Path,
    say: Callable[[str], None] = lambda step: None,
    max_bytes: int | None = None,
) -> None:
    """Write a zip and, beside it, a file with its SHA-256. The same files give the same zip.

    Raises PackError, and writes nothing, if the zip is too large or if there is another zip of this name. ``max_bytes``
    is MAX_BYTES unless it is given.
    """
    made = _zip_bytes(files)
    if len(made) > (limit := MAX_BYTES if max_bytes is None else max_bytes):
        raise PackError(f"the zip would have {len(made):,} bytes, but the limit is {limit:,}: no zip was written")
    if not path.exists():
        # A half-written zip must never be taken for an old one.
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.write_bytes(made)
        unfinished.replace(path)
        say(f"wrote {path.name}: {len(made) / 1e6:.1f} MB")
    elif path.read_bytes() == made:
        say(f"{path.name} is there already, and is the same")
    else:
        raise PackError(_OTHER_ZIP.format(path=path))
    digest = hashlib.sha256(made).hexdigest()
    path.with_name(f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    say(f"its SHA-256 is in {path.name}.sha256: {digest}")


def _zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a zip that depends only on the names and contents of the files, and on SOURCE_DATE_EPOCH."""
    newest = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, time.gmtime(newest - _seconds_before(content))[:6])
            entry.create_system = 3  # Unix, so that the permissions on the next line apply
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def _seconds_before(content: bytes) -> int:
    """Return how long before the commit a file is dated: an even number below 3,600, which its content decides.

    So files of the same length from the same commit, such as pages with other words in them, rarely share a date. An
    hour is short, so that a later commit is hardly ever dated before an earlier one. A zip counts in steps of 2 s.
    """
    return int.from_bytes(hashlib.sha256(content).digest()[:8]) % 1800 * 2
