"""Bytes that a reader downloads."""

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from bench.browser import READINESS, launched, visit
from bench.figures import Figure
from bench.server import remembering
from bench.site import CHAPTER_PAGE, engine_files


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


def figures(site: Path) -> Iterator[Figure]:
    """The engine as it lies on the server; the chapter's pages as `gzip -9` leaves them, fonts apart."""
    engine = engine_files(site)
    runtime = sum(path.stat().st_size for path in engine)
    yield Figure("runtime from a server that compresses nothing", runtime / 1e6, "MB", 4.3, note=_listed(engine))
    pages = sorted((site / CHAPTER_PAGE).parent.glob("*.html"))
    largest = max(pages, key=page)
    what = f"largest page of the chapter with its scripts and styles: {largest.name}"
    yield Figure(what, page(largest) / 1000, "kB", 90, note="gzip -9")
    asked_for = _asked_for(site, largest)
    everything = sum(compressed(path) for path in asked_for if path.suffix != ".woff2")
    yield Figure("    and with all that it asks for by script", everything / 1000, "kB", note="gzip -9")
    names = {path.name for path in engine}
    named = sum(any(name in path.read_text(encoding="utf-8") for name in names) for path in pages)
    asked = sum(path.name in names for path in asked_for)
    yield Figure("files of the engine on the chapter's pages", named + asked, "files", 0)


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


def _asked_for(site: Path, path: Path) -> set[Path]:
    """The site's files that Chromium asks for when it opens a page and is left alone with it."""
    with remembering(site) as (url, requests), launched() as browser, visit(browser, READINESS) as opened:
        opened.goto(f"{url}/{path.relative_to(site).as_posix()}", wait_until="networkidle")
        return {file for request in requests if (file := site / request.path).is_file()}


def _listed(files: list[Path]) -> str:
    return ", ".join(f"{path.name.partition('-')[0]} {path.stat().st_size / 1e6:.2f}" for path in files)
