"""Chromium, the served site, and a page that refuses to look elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from tests.browser.launching import chromium_launched
from tests.browser.serving import serving
from tests.building import ROOT, built_site
from tests.components import built_examples

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
def examples_url() -> Iterator[str]:
    """The address of the site that is made of the components' examples."""
    with serving(built_examples()) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # The tests start the engine often and never for long: making its code fast would cost more than it gives.
    # Names under .example (RFC 2606) are this machine, for what differs on hosts that are not called localhost.
    with chromium_launched("--js-flags=--liftoff-only", "--host-resolver-rules=MAP *.example 127.0.0.1") as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A new visitor. Any request to another host, or an uncaught error in a page, fails the test."""
    with _visit(chromium) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def examples(chromium: Browser) -> Iterator[Page]:
    """A page for the examples, shared by a file's tests, so that the engine has to start once for all of them."""
    with _visit(chromium) as context:
        yield context.new_page()


@pytest.fixture
def unmarked(context: BrowserContext, page: Page) -> Page:
    """A page where the engine is waited for and never comes, which is quick, for what needs no marking."""
    context.route(re.compile("/worker-"), lambda route: None)
    return page


@pytest.fixture(scope="module")
def unscripted(chromium: Browser) -> Iterator[Page]:
    """A page with JavaScript off."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@contextmanager
def _visit(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    # Nobody outside sees what a shared worker asks for; what is shared is tested in test_connection.py.
    context.add_init_script("delete window.SharedWorker")
    elsewhere: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: _note(request.url, elsewhere))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert elsewhere == []
    assert errors == []


def _note(address: str, elsewhere: list[str]) -> None:
    if not address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
        elsewhere.append(address)
