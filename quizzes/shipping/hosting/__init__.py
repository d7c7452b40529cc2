"""What lies beside the site in the zip for those who host it: settings for three servers, and a page to begin with."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quizzes.shipping.policy import header_policy, with_policy

BEGIN = "READ ME FIRST.html"

HASHED = r"[-.]([0-9a-f]{8}|[0-9a-f]{10}|[0-9A-Z]{8})\.(min\.)?(js|css|bin|woff2)(\.map)?$"
"""Names of files that never change, because a hash of the content is in them, as a regular expression; see _write in
bundle.py. Eight digits are the theme's, eight capitals esbuild's."""

HASHED_FOLDERS = ("assets/handbook", "assets/javascripts", "assets/stylesheets")
"""Folders of the site that hold such files and no others."""

_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "map": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "bin": "application/octet-stream",
}
# JSON is UTF-8 without being told so.
_TEXTS = [type for type in _TYPES.values() if type.startswith("text/")]
_COMPRESSED = [*_TEXTS, "application/json", "image/svg+xml"]

# The name in the zip, and the template's: Apache hides its files by a dot, and so would tools for ours.
_TEMPLATES = {"web.config": "web.config", ".htaccess": "htaccess", "nginx-example.conf": "nginx-example.conf"}


def hosting_files(site: Path, version: str) -> dict[str, str]:
    """The files' texts by their names beside the site's index.html."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # no reader's or author's words come into these
    )
    context = {
        "version": version,
        "types": {extension: _with_charset(type) for extension, type in _TYPES.items()},
        "bare_types": _TYPES,
        "texts": _TEXTS,
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
    return files | {BEGIN: with_policy(environment.get_template(BEGIN).render(context))}


def is_hashed(name: str) -> bool:
    """Whether a file's name has a hash of its content in it."""
    return re.search(HASHED, name) is not None


def _with_charset(type: str) -> str:
    return f"{type}; charset=utf-8" if type in _TEXTS else type
