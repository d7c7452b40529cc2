"""A new version on a server without our settings: what a reader has seen before is old, and does not stay so."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import override

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.shipping.version import stamp
from tests.browser.conftest import SILENT_WORKER
from tests.building import built_site

LONG_AGO_S = 1_577_836_800
"""The date of every file of both versions, in seconds: a browser takes them for fresh for months."""

NEW_WORD = "Glossery"


@dataclass
class Server:
    """A server that sends no Cache-Control, and says "not modified" by date and length, as nginx and Apache do."""

    folder: Path
    url: str = ""
    uncached: str = "none"
    """The beginning of the addresses that browsers are told not to keep."""
    replaced: dict[str, bytes] = field(default_factory=dict)
    """What is sent in place of some files."""
    unchanged: list[str] = field(default_factory=list)
    """The addresses that were answered with 304, not modified."""


class _Handler(SimpleHTTPRequestHandler):
    host: Server
    protocol_version = "HTTP/1.1"  # of an older server, Chromium passes over the tags

    @override
    def translate_path(self, path: str) -> str:
        self.directory = str(self.host.folder)
        return super().translate_path(path)

    @override
    def send_head(self) -> BytesIO | None:
        content = self.host.replaced.get(self.path)
        file = Path(self.translate_path(self.path))
        if content is None and not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        content = file.read_bytes() if content is None else content
        tag = f'"{LONG_AGO_S:x}-{len(content):x}"'
        unchanged = self.headers["If-None-Match"] == tag
        if unchanged:
            self.host.unchanged.append(self.path)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self.send_header("ETag", tag)
        self.send_header("Last-Modified", self.date_time_string(LONG_AGO_S))
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(content)))
        if self.path.startswith(self.host.uncached):
            self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return None if unchanged else BytesIO(content)

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(host: Server) -> Iterator[Server]:
    handler = type("Handler", (_Handler,), {"host": host})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        host.url = f"http://127.0.0.1:{server.server_port}"
        yield host
        server.shutdown()


@pytest.fixture
def server() -> Iterator[Server]:
    """The server, with the version that readers have seen."""
    with serving(Server(built_site())) as host:
        yield host


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another version: other words of the same length on a page and in the index, and a stylesheet of another name."""
    folder = shutil.copytree(built_site(), tmp_path_factory.mktemp("newer") / "site")
    (style,) = folder.glob("assets/handbook/style-*.css")
    renamed = style.rename(style.with_name("style-0123456789.css"))
    for file in [*folder.rglob("*.html"), *folder.glob("search/*")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(style.name, renamed.name).replace("Glossary", NEW_WORD), encoding="utf-8")
    stamp(folder)
    return folder


@pytest.fixture
def page(visit: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page on which no engine starts."""
    with visit[0].add_init_script(SILENT_WORKER):
        yield visit[0]


def notice(page: Page) -> Locator:
    return page.get_by_text("This handbook has been updated.")


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def looked(page: Page, url: str) -> None:
    """Open a page, and wait until it has looked for a newer version."""
    with page.expect_response(re.compile(r"/version\.js$")):
        page.goto(url)


def test_a_reader_learns_of_a_new_version(page: Page, server: Server, newer: Path) -> None:
    """A page out of the browser's cache says that it is old, and *Reload* shows the new one, and its neighbours new."""
    for name in ("privacy", "glossary", "index"):
        looked(page, f"{server.url}/{name}.html")
        expect(notice(page)).to_be_hidden()
    server.folder = newer
    looked(page, f"{server.url}/glossary.html")
    assert title(page).inner_text() == "Glossary"  # the browser did not even ask the server
    expect(notice(page)).to_be_visible()
    page.reload()
    assert title(page).inner_text() == "Glossary"  # the browser's own button asks, and is told that nothing changed
    assert "/glossary.html" in server.unchanged
    with page.expect_response(re.compile(r"/version\.js$")):
        page.get_by_role("button", name="Reload").click()
    expect(title(page)).to_have_text(NEW_WORD)
    expect(notice(page)).to_be_hidden()
    assert page.get_by_role("banner").evaluate("each => getComputedStyle(each).boxShadow") == "none"  # its new styles
    for name in ("index", "privacy"):
        looked(page, f"{server.url}/{name}.html")
        assert page.locator('link[href$="style-0123456789.css"]').count() == 1
        expect(notice(page)).to_be_hidden()


def test_a_page_that_stays_open_learns_of_it_when_it_is_looked_at(page: Page, server: Server, newer: Path) -> None:
    """Coming back to a tab shows the notice."""
    looked(page, f"{server.url}/glossary.html")
    server.folder = newer
    with page.expect_response(re.compile(r"/version\.js$")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(notice(page)).to_be_visible()


def test_a_page_whose_files_are_gone_is_shown_new(page: Page, server: Server, newer: Path) -> None:
    """A page that the browser kept without its styles does not show without them: it is fetched again by itself."""
    server.uncached = "/assets/"
    looked(page, f"{server.url}/glossary.html")
    page.goto("about:blank")
    server.folder = newer
    page.goto(f"{server.url}/glossary.html")
    expect(title(page)).to_have_text(NEW_WORD)
    expect(notice(page)).to_be_hidden()


def test_a_page_that_cannot_be_mended_is_not_fetched_for_ever(page: Page, server: Server, tmp_path: Path) -> None:
    """Where a file is gone and there is no newer version, the page stays as it is, and can be read."""
    server.folder = shutil.copytree(built_site(), tmp_path / "site")
    (style,) = server.folder.glob("assets/handbook/style-*.css")
    style.unlink()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    looked(page, f"{server.url}/glossary.html")
    page.wait_for_load_state("networkidle")
    assert title(page).inner_text() == "Glossary"
    assert asked.count(f"{server.url}/glossary.html") == 2


def test_the_search_agrees_with_the_page(visit: tuple[Page, list[str]], server: Server, newer: Path) -> None:
    """A new page does not search in the old index, which the browser keeps because the server answers with 304."""
    page, _ = visit
    looked(page, f"{server.url}/privacy.html")
    page.wait_for_load_state("networkidle")
    server.folder = newer
    looked(page, f"{server.url}/accessibility.html")
    box = page.get_by_role("textbox", name="Search")
    box.fill(NEW_WORD)
    box.press("End")
    expect(page.locator(".md-search-result__item")).not_to_have_count(0)


def test_whatever_else_is_sent_says_nothing(page: Page, server: Server) -> None:
    """Where a server sends a page of its own in place of the version, nobody is told anything."""
    for sent in (b"", b"<!doctype html><title>Sign in</title>", b'"handbook-version ";'):
        server.replaced["/version.js"] = sent
        looked(page, f"{server.url}/glossary.html")
        page.wait_for_load_state("networkidle")
        expect(notice(page)).to_be_hidden()


def test_a_page_from_a_folder_asks_nobody(page: Page) -> None:
    """From a shared drive the page is the newest there is, and may not ask."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((built_site() / "glossary.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if "version.js" in address] == []
    expect(notice(page)).to_be_hidden()
