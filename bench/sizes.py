"""Bytes that a reader downloads, as `gzip -9` leaves them."""

import gzip
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit


class _Links(HTMLParser):
    """The scripts and stylesheets that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and (source := values.get("src")):
            self.found.append(source)
        if tag == "link" and values.get("rel") == "stylesheet" and (target := values.get("href")):
            self.found.append(target)


def compressed(path: Path) -> int:
    """Bytes of the file under `gzip -9`; a file that is gzip already is counted as it is."""
    content = path.read_bytes()
    return len(content) if content.startswith(b"\x1f\x8b") else len(gzip.compress(content, 9))


def page(path: Path) -> int:
    """Bytes of a page with the scripts and stylesheets that it names; fonts apart."""
    links = _Links()
    links.feed(path.read_text(encoding="utf-8"))
    linked = {path.parent / urlsplit(link).path for link in links.found}
    return compressed(path) + sum(compressed(each) for each in linked)


def runtime(assets: Path) -> int:
    """Bytes of the engine with all of its Python: the worker and the three files that it fetches."""
    return sum(
        compressed(path) for path in [*assets.glob("*.bin"), *assets.glob("worker-*.js"), *assets.glob("pyodide-*.js")]
    )
