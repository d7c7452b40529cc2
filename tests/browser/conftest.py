"""Chromium, the served site, and a page that refuses to look elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from tests.browser.install import find_chromium
from tests.browser.serving import serving
from tests.building import ROOT, built_site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Generous, for a machine that is busy: what is waited for comes at once on one that is not.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def site() -> Path:
    return built_site()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT)


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()  # outside of the context below: it may have to start Playwright itself
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, url: str) -> Iterator[BrowserContext]:
    """A new visitor. Any request to another host, or an uncaught error in a page, fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    elsewhere: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: _note(request.url, url, elsewhere))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert elsewhere == []
    assert errors == []


def _note(address: str, url: str, elsewhere: list[str]) -> None:
    if not address.startswith((url, "data:", "blob:")):
        elsewhere.append(address)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
