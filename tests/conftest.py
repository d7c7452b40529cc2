"""What all tests share: the golden files, and the one option that writes them again."""

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which `make accept` gives."""
    parser.addoption("--accept", action="store_true", help="write the golden files again instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text against a golden file; under --accept, write the file instead."""
    accept: bool = request.config.getoption("--accept")

    def compare(path: Path, text: str) -> None:
        if accept:
            path.write_bytes(text.encode())
        assert path.exists(), f"{path} is missing; `make accept` writes it"
        assert text == path.read_bytes().decode(), f"{path} holds another text; if it should change: make accept"

    return compare
