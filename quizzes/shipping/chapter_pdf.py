"""Prints the chapter as a PDF, with Chromium, from the built page.

The PDF depends on the version of Chromium that prints it, and on nothing else of the machine: not on the folder's name,
nor on its length.
"""

import os
import re
import shutil
import subprocess
import time
from bisect import bisect_right
from pathlib import Path
from tempfile import TemporaryDirectory

PAGE = "guidance/complete.html"
PDF = "chapter.pdf"

_PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"),
    "chromium-headless-shell",
)
# Run without a window, and without the browser's own requests to other hosts.
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
]
_TIMEOUT_SECONDS = 120
_DATE = rb"\(D:\d{14}\+00'00'\)"


def find_browser() -> str | None:
    """Return the path of a Chromium program on the PATH, or None."""
    return next((path for path in map(shutil.which, _PROGRAMS) if path), None)


def print_chapter(site: Path, browser: str) -> bytes | None:
    """Print the chapter's page of a built site as a tagged PDF. Returns None if the browser fails.

    The PDF's links lead to the pages beside it. Its date is SOURCE_DATE_EPOCH, or now if that is not set.
    """
    with TemporaryDirectory(prefix="handbook-paper-") as folder:
        pdf = Path(folder) / PDF
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}"]
        try:
            subprocess.run(
                [*command, (site / PAGE).resolve().as_uri()], capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return _with_relative_links(_dated(pdf.read_bytes()), site) if pdf.exists() else None


def _with_relative_links(pdf: bytes, site: Path) -> bytes | None:
    """Make links to the site relative, because the PDF is moved together with the site's folder.

    The table at the end of the file lists the position of every object, so the positions there are changed too. Returns
    None if the file has no such table, or if a link still names a folder of this machine.
    """
    folder = f"{site.resolve().as_uri()}/".encode()
    table = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    if not table:
        return None
    ends = [link.end() for link in re.finditer(rb"\(" + re.escape(folder), pdf)]

    def moved(position: bytes) -> int:
        return int(position) - len(folder) * bisect_right(ends, int(position))

    objects, positions = pdf[: int(table[1])], pdf[int(table[1]) :]
    objects = objects.replace(b"(" + folder, b"(")
    positions = re.sub(rb"^\d{10}(?= \d{5} n)", lambda entry: b"%010d" % moved(entry[0]), positions, flags=re.MULTILINE)
    positions = re.sub(rb"(?<=startxref\n)\d+", lambda start: b"%d" % moved(start[0]), positions)
    return None if b"(file:" in objects else objects + positions


def _dated(pdf: bytes) -> bytes:
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    return re.sub(_DATE, time.strftime("(D:%Y%m%d%H%M%S+00'00')", date).encode(), pdf)
