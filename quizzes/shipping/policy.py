"""The content security policy: in every page as `<meta>`, and as a header for the servers that can send one.

Scripts are files of the site, or inline ones whose hashes are named. Nothing but WebAssembly is made at run time, and
nothing is asked of another host.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

# `blob:` is for the worker out of a Blob: see quizzes/web/engine/connection.ts. Styles may be inline, because the theme
# sets some as attributes and a policy has no hash for those.
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "form-action": "'none'",
    "base-uri": "'self'",
}
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HASH = re.compile(r"'sha256-[^']+'")
_CHARSET = '<meta charset="utf-8">'


class _InlineScripts(HTMLParser):
    """The texts of the inline scripts that a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._inside = tag == "script" and "src" not in values and values.get("type") in (None, "text/javascript")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def with_policy(html: str) -> str:
    """The page with its policy, right after the character set, before anything that it governs.

    Raises ValueError where a page does not say its character set in the usual words.
    """
    if _CHARSET not in html:
        raise ValueError(f"a page without {_CHARSET}")
    parser = _InlineScripts()
    parser.feed(html)
    parser.close()
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(map(_hash, parser.found))}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n  {meta}", 1)


def has_policy(html: str) -> bool:
    """Whether the page has a policy already."""
    return bool(_META.search(html))


def header_policy(site: Path) -> str:
    """The policy for all pages of a built site together, with which any other site may embed them in a frame.

    Learning platforms do that, and which, a school's pages cannot know. A `<meta>` has no say in it.
    """
    hashes: set[str] = set()
    for page in site.rglob("*.html"):
        for policy in _META.findall(page.read_text(encoding="utf-8")):
            hashes.update(_HASH.findall(policy))
    return f"{_policy(hashes)}; frame-ancestors *"


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _policy(hashes: Iterable[str]) -> str:
    named = _DIRECTIVES | {"script-src": " ".join([_DIRECTIVES["script-src"], *sorted(set(hashes))])}
    return "; ".join(f"{name} {sources}" for name, sources in named.items())
