"""Fixtures for hosting tests: the unzipped handbook and a visitor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.hosting.visiting import new_visit, uncached_page
from tests.packing import unzipped


@pytest.fixture(scope="session")
def home() -> Path:
    """The unzipped handbook's folder, three levels below ``root``."""
    return unzipped()


@pytest.fixture(scope="session")
def root(home: Path) -> Path:
    return home.parents[2]


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A visitor of many servers, and the list of errors in their console."""
    with new_visit(chromium) as (page, errors):
        yield page.context, errors


@pytest.fixture
def visit(visitor: tuple[BrowserContext, list[str]]) -> Iterator[tuple[Page, list[str]]]:
    """An empty page of the visitor, and the list of errors in its console."""
    context, errors = visitor
    errors.clear()
    for page in uncached_page(context):
        yield page, errors
