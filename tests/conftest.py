"""Fixtures and settings for all tests: golden files, the ``--accept`` option, and a folder for shared builds."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from tests.building import SHARED
from tests.instant import pin

# Every property test takes its number of cases from here, so `make fuzz` applies to all of them.
# `make test` uses the same cases in every run; `make fuzz` makes new ones, and keeps those that fail.
_PROPERTIES = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.register_profile("test", _PROPERTIES, max_examples=100, derandomize=True, database=None)
settings.register_profile("fuzz", _PROPERTIES, max_examples=10_000, print_blob=True)
settings.load_profile("test")
# Hypothesis takes some values from the source of our loaded modules. These differ from process to process, so in
# `make test` we switch this off.
_is_ours = providers.is_local_module_file  # type: ignore[attr-defined]
patch.object(
    providers,
    "is_local_module_file",
    lambda path: settings.get_current_profile_name() == "fuzz" and _is_ours(path),
).start()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which `make accept` uses."""
    parser.addoption("--accept", action="store_true", help="write the golden files again instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """Pin the clock and the zone. In the main process, also make the folder that all processes share."""
    pin()
    if hasattr(config, "workerinput"):
        return
    folder = mkdtemp(prefix="handbook-tests-")
    os.environ[SHARED] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from searching all collected tests and loaded modules again and again."""
    gc.freeze()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with ``--accept``, write the file first."""
    accept: bool = request.config.getoption("--accept")

    def compare(path: Path, text: str) -> None:
        if accept:
            path.write_bytes(text.encode())
        assert path.exists(), f"{path} is missing; `make accept` writes it"
        assert text == path.read_bytes().decode(), f"{path} differs; if the change is right, run: make accept"

    return compare
