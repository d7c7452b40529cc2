"""The handbook as a host unzips it, and a visitor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hosting.visiting import new_visit
from tests.packing import unzipped


@pytest.fixture(scope="session")
def home() -> Path:
    """The handbook's folder; three above it is the one that a server has for its root."""
    return unzipped()


@pytest.fixture(scope="session")
def root(home: Path) -> Path:
    return home.parents[2]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and the errors that it comes to show."""
    with new_visit(chromium) as each:
        yield each
