"""Chromium, the served site, and a page that refuses to look elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from tests.browser.launching import chromium_launched
from tests.browser.serving import serving
from tests.building import ROOT, built_site

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
    with chromium_launched() as browser:
        yield browser


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
