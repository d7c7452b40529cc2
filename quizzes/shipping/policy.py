"""The content security policy, as a `<meta>` in every page and as a header for servers that can send one.

It allows scripts that are files of the site, and inline scripts by their hashes. Only WebAssembly may be compiled at
run time, and no page may send a request to another host.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# `blob:` is for the worker made from a Blob (see quizzes/web/engine/connection.ts). Pages in a folder put a file into a
# frame (see quizzes/web/storage/sharing.ts). Styles may be inline, because the theme sets some as attributes and a
# policy cannot name hashes for those.
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self' blob:",
    "form-action": "'none'",
    "base-uri": "'self'",
}
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HASH = re.compile(r"'sha256-[^']+'")
_CHARSET = '<meta charset="utf-8">'


# A comment, a script or any other tag. So no script is found inside a comment or an attribute's value. Python's HTML
# parser would take ten times as long for all pages.
_MARKUP = re.compile(
    r"""<!--.*?-->|<script(?P<attributes>(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>(?P<text>.*?)</script\s*>"""
    r"""|<[/a-z](?:[^>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def with_policy(html: str) -> str:
    """Return the page with its policy, placed after the character set and before anything that it restricts.

    Raises ValueError if the page does not declare its character set in the usual way.
    """
    if _CHARSET not in html:
        raise ValueError(f"a page has no {_CHARSET}")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(map(_hash, inline_scripts(html)))}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n  {meta}", 1)


def inline_scripts(html: str) -> Iterator[str]:
    """Yield the text of each inline script that a browser would run. JSON in a script element is no such script."""
    for found in _MARKUP.finditer(html):
        if found["text"]:
            values = {name.lower(): "".join(value) for name, *value in _ATTRIBUTE.findall(found["attributes"])}
            if "src" not in values and values.get("type", "text/javascript") == "text/javascript":
                yield found["text"]


def has_policy(html: str) -> bool:
    """Whether the page has a policy already."""
    return bool(_META.search(html))


def header_policy(site: Path) -> str:
    """Return one policy for all pages of a built site, for a server to send as a header.

    Any site may embed the pages in a frame. Learning platforms do so, and their addresses are not known in advance.
    Browsers ignore `frame-ancestors` in a `<meta>`.
    """
    hashes: set[str] = set()
    for page in site.rglob("*.html"):
        for policy in _META.findall(page.read_text(encoding="utf-8")):
            hashes.update(_HASH.findall(policy))
    return f"{_policy(hashes)}; frame-ancestors *"


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _policy(hashes: Iterable[str]) -> str:
    directives = _DIRECTIVES | {"script-src": " ".join([_DIRECTIVES["script-src"], *sorted(set(hashes))])}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
