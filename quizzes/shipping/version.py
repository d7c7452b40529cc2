"""Stamps a built site with its version, so that a page can tell that a newer one has been put in its place.

A browser may show a page that it has kept for days. So each page has the version in a `<meta>`, and asks the server for
the file with the newest one, past every cache (quizzes/web/page/version.ts).
"""

import hashlib
import re
from pathlib import Path

from quizzes.pages.school import FILE as SCHOOL
from quizzes.shipping.search_index import FILE as SEARCH_INDEX
from quizzes.shipping.search_index import SCRIPT as SEARCH_SCRIPT

FILE = "version.js"
"""The file with the newest version. It ends in .js because every server sends such files; no page runs it."""

# The names of the `<meta>` and of the field in the index begin alike, so that the places are found quickly.
_STAMP = re.compile(r'(handbook[-_]version"(?: content=|:)")[^"]*')


def stamp(site: Path) -> None:
    """Write the version into the pages, the search index and its own file. A second call changes nothing.

    The version is a hash of all other files, except the school's own.
    """
    digest = hashlib.sha256()
    stamped: dict[Path, str] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name in (FILE, SCHOOL):
            continue
        content = path.read_bytes()
        if path.suffix == ".html" or name in (SEARCH_INDEX, SEARCH_SCRIPT):
            stamped[path] = content.decode()
            content = _STAMP.sub(r"\1", stamped[path]).encode()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    version = digest.hexdigest()[:10]
    for path, text in stamped.items():
        if (new := _STAMP.sub(rf"\g<1>{version}", text)) != text:
            path.write_bytes(new.encode())
    (site / FILE).write_text(f'"handbook-version {version}";\n', encoding="utf-8")
