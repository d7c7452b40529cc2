"""Fixtures for hosting tests: the unzipped handbook and a visitor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hosting.visiting import new_visit
from tests.packing import unzipped


@pytest.fixture(scope="session")
def home() -> Path:
    """The unzipped handbook's folder, three levels below ``root``."""
    return unzipped()


@pytest.fixture(scope="session")
def root(home: Path) -> Path:
    return home.parents[2]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A new visitor's page, and the list of errors in its console."""
    with new_visit(chromium) as each:
        yield each
