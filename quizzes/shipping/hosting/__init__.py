"""Makes the files for people who host the site: settings for three servers, and a page to read first."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quizzes.pages.wording import written_day
from quizzes.shipping.policy import header_policy, with_policy
from quizzes.shipping.release import Release

READ_ME_FIRST = "READ ME FIRST.html"

HASHED = r"[-.]([0-9a-f]{8}|[0-9a-f]{10}|[0-9A-Z]{8})\.(min\.)?(js|css|bin|htm|woff2)$"
"""A regular expression for file names with a hash of the content, whose files never change.

bundle.py writes ten digits, the theme eight digits and esbuild eight capitals.
"""

HASHED_FOLDERS = ("assets/handbook", "assets/javascripts", "assets/stylesheets")
"""Folders of the site with only such files."""

_TYPES = {
    "html": "text/html",
    "htm": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "bin": "application/octet-stream",
}
# JSON is always UTF-8, so it needs no charset.
_TEXT_TYPES = [type for type in _TYPES.values() if type.startswith("text/")]
_COMPRESSED = [*_TEXT_TYPES, "application/json", "image/svg+xml"]

# Templates by name in the zip. The template for .htaccess has no dot, because tools skip hidden files.
_TEMPLATES = {"web.config": "web.config", ".htaccess": "htaccess", "nginx-example.conf": "nginx-example.conf"}


def hosting_files(site: Path, release: Release) -> dict[str, str]:
    """Return the texts of the files by name. They belong in the folder of the site's index.html."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # these files contain no text from readers or authors
    )
    context = {
        "release": release.version if release.day is None else f"{release.version}, {written_day(release.day)}",
        "types": {extension: _with_charset(type) for extension, type in _TYPES.items()},
        "bare_types": _TYPES,
        "texts": _TEXT_TYPES,
        "compressed": _COMPRESSED,
        "headers": {
            "Content-Security-Policy": header_policy(site),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        },
        "hashed": HASHED,
        "hashed_folders": HASHED_FOLDERS,
        "depth": max(len(path.relative_to(site).parts) - 1 for path in site.rglob("*")),
    }
    files = {name: environment.get_template(template).render(context) for name, template in _TEMPLATES.items()}
    return files | {READ_ME_FIRST: with_policy(environment.get_template(READ_ME_FIRST).render(context))}


def is_hashed(name: str) -> bool:
    """Whether a file's name contains a hash of its content."""
    return re.search(HASHED, name) is not None


def _with_charset(type: str) -> str:
    return f"{type}; charset=utf-8" if type in _TEXT_TYPES else type
