"""Prints the chapter as a PDF, with Chromium, from the built page.

The PDF is the only file of the zip whose bytes may differ between machines.
"""

import os
import re
import shutil
import subprocess
import time
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

    The PDF's date is SOURCE_DATE_EPOCH, or now if that is not set.
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


# Both functions below keep the position of every byte, because a table at the end of the file lists positions.


def _with_relative_links(pdf: bytes, site: Path) -> bytes:
    """Make links to the site relative, because the PDF is moved together with the site's folder."""
    folder = re.escape(f"{site.resolve().as_uri()}/".encode())
    return re.sub(rb"\(" + folder + rb"([^)]*)\)", lambda link: (b"(%s)" % link[1]).ljust(len(link[0])), pdf)


def _dated(pdf: bytes) -> bytes:
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    return re.sub(_DATE, time.strftime("(D:%Y%m%d%H%M%S+00'00')", date).encode(), pdf)
