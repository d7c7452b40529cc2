"""Measure how many bytes a reader downloads."""

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from bench.browser import READINESS, launched, visit
from bench.figures import Figure
from bench.server import serving_and_recording
from bench.site import CHAPTER_PAGE, engine_files


class _LinkParser(HTMLParser):
    """Collects the scripts and stylesheets that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and (source := values.get("src")):
            self.links.append(source)
        if tag == "link" and values.get("rel") == "stylesheet" and (target := values.get("href")):
            self.links.append(target)


def figures(site: Path) -> Iterator[Figure]:
    """Measure the engine as stored on the server, and the chapter's pages after `gzip -9`, without fonts."""
    engine = engine_files(site)
    runtime = sum(path.stat().st_size for path in engine)
    yield Figure("runtime from a server that compresses nothing", runtime / 1e6, "MB", 3.2, note=_listed(engine))
    pages = sorted((site / CHAPTER_PAGE).parent.glob("*.html"))
    largest = max(pages, key=page_bytes)
    what = f"largest page of the chapter with its scripts and styles: {largest.name}"
    yield Figure(what, page_bytes(largest) / 1000, "kB", 90, note="gzip -9")
    requested = _requested_files(site, largest)
    everything = sum(compressed_bytes(path) for path in requested if path.suffix != ".woff2")
    yield Figure("    including everything that its scripts request", everything / 1000, "kB", note="gzip -9")
    names = {path.name for path in engine}
    named = sum(any(name in path.read_text(encoding="utf-8") for name in names) for path in pages)
    fetched = sum(path.name in names for path in requested)
    yield Figure("files of the engine on the chapter's pages", named + fetched, "files", 0)


def compressed_bytes(path: Path) -> int:
    """Return the file's size after `gzip -9`. A file that is gzip already is not compressed again."""
    content = path.read_bytes()
    return len(content) if content.startswith(b"\x1f\x8b") else len(gzip.compress(content, 9))


def page_bytes(path: Path) -> int:
    """Return the compressed size of a page with its scripts and stylesheets, without fonts."""
    parser = _LinkParser()
    parser.feed(path.read_text(encoding="utf-8"))
    linked = {path.parent / urlsplit(link).path for link in parser.links}
    return compressed_bytes(path) + sum(compressed_bytes(file) for file in linked)


def _requested_files(site: Path, path: Path) -> set[Path]:
    """Return the site's files that Chromium requests when it opens a page and nobody touches it."""
    with serving_and_recording(site) as (url, requests), launched() as browser, visit(browser, READINESS) as opened:
        opened.goto(f"{url}/{path.relative_to(site).as_posix()}", wait_until="networkidle")
        return {file for request in requests if (file := site / request.path).is_file()}


def _listed(files: list[Path]) -> str:
    return ", ".join(f"{path.name.partition('-')[0]} {path.stat().st_size / 1e6:.2f}" for path in files)
