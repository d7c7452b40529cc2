"""Fixtures for the command's tests."""

from pathlib import Path

import pytest


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """An empty folder for records."""
    folder = tmp_path / "handed-in"
    folder.mkdir()
    return folder
