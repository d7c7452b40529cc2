"""Building the handbook for the tests: the real one, once a run, and copies that a test may change."""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parent.parent

_COPIED = (
    *("docs", "source", "scenarios", "overrides", "quizzes"),
    *("mkdocs.yml", "package-lock.json", "tsconfig.json", "pyproject.toml", "LICENSE"),
)


SHARED = "HANDBOOK_TESTS_SHARED"
"""The variable that names the folder of what all processes of a run share; tests/conftest.py sets it."""


@lru_cache
def built_site() -> Path:
    """The folder of the built site."""
    return once("site", lambda: build(ROOT))


def once(name: str, make: Callable[[], Path]) -> Path:
    """A folder that one process of a run makes, and the others wait for; outside of a run nothing is shared."""
    shared = Path(os.environ.get(SHARED) or temporary_folder("handbook-alone-"))
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / name
        if not folder.exists():
            make().rename(folder)
    return folder


def build(project: Path, *, strict: bool = True) -> Path:
    """Build a project as `make site` does, into a temporary folder, which is returned.

    Fails with the builder's words where it does not build without a warning, or, not strictly, at all.
    """
    folder = temporary_folder("handbook-site-")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder), *(["--strict"] if strict else [])]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def copy_project(folder: Path) -> Path:
    """Copy the project into an empty folder; what is installed and bundled is shared with the copy."""
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    (ROOT / ".cache").mkdir(exist_ok=True)
    for name in ("node_modules", ".cache"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def temporary_folder(prefix: str) -> Path:
    """A folder that is there until the run ends."""
    folder = Path(mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
