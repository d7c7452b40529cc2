"""Build the handbook for the tests: the real one once per run, and copies that a test may change.

Builds run one after another in this process, as they do under `mkdocs serve`. So the project's own Python package
builds every copy. Only scripts and styles come from the copy's quizzes/ folder.
"""

import atexit
import fcntl
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from mkdocs.commands.build import build as build_in_process
from mkdocs.config import load_config

from quizzes.authoring.catalogue import load_catalogue
from quizzes.pages.module_pages import module_pages
from quizzes.shipping.builders import MKDOCS, build_site
from quizzes.shipping.bundle import Bundle, bundle

ROOT = Path(__file__).parent.parent

_COPIED = ("docs", "source", "scenarios", "mkdocs.yml")
_LINKED = ("overrides", "quizzes", "tsconfig.json", "pyproject.toml", "LICENSE", "node_modules", ".cache")


SHARED = "HANDBOOK_TESTS_SHARED"
"""The environment variable with the folder that all processes of a run share; tests/conftest.py sets it."""


@lru_cache
def built_site() -> Path:
    """Build the handbook once per run, and return its folder."""
    return make_once("site", lambda: build(ROOT))


@lru_cache
def site_built_with(builder: str) -> Path:
    """Build the handbook once per run, as `python -m quizzes build --with` does, and return its folder."""
    if builder == MKDOCS:
        return built_site()

    def make() -> Path:
        built_bundle()
        folder = temporary_folder(f"handbook-{builder}-")
        build_site(ROOT, folder, builder)
        return folder

    return make_once(f"site-{builder}", make)


def make_once(name: str, make: Callable[[], Path]) -> Path:
    """Return a folder that one process of the run makes while the others wait. Outside a run nothing is shared."""
    with _locked(name) as shared:
        folder = shared / name
        if not folder.exists():
            make().rename(folder)
    return folder


@lru_cache
def built_bundle() -> Bundle:
    """Return the bundle of the project. Without a cache, one process of the run builds it while the others wait."""
    with _locked("bundle"):
        return bundle(ROOT, ROOT / ".cache")


@contextmanager
def _locked(name: str) -> Iterator[Path]:
    """Keep the run's other processes from the same work. Yield the folder that all processes of a run share."""
    shared = Path(os.environ.get(SHARED) or temporary_folder("handbook-alone-"))
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared


class NotBuiltError(AssertionError):
    """A build failed; the message has the builder's warnings and its error."""


def build(project: Path, *, strict: bool = True) -> Path:
    """Build a project as `make site` does, into a temporary folder, and return the folder.

    Raises NotBuiltError if the build fails or, with ``strict``, warns.
    """
    built_bundle()  # takes longest, and is the same for most builds
    folder = temporary_folder("handbook-site-")
    with chdir(project), patch.dict(os.environ, NO_MKDOCS_2_WARNING="1"), _logged("mkdocs") as messages:
        try:
            config = load_config("mkdocs.yml", site_dir=str(folder), strict=strict)
            config.plugins.on_startup(command="build", dirty=False)
            build_in_process(config)
        except Exception as error:
            raise NotBuiltError("\n".join([*messages, str(error)])) from error
    return folder


@contextmanager
def _logged(logger: str) -> Iterator[list[str]]:
    """Collect the warnings and errors that a logger receives."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger(logger).addHandler(handler)
    try:
        yield messages
    finally:
        logging.getLogger(logger).removeHandler(handler)


def copy_project(folder: Path, *pages: str) -> Path:
    """Copy the project's content into an empty folder. The rest are links into the project: never change them.

    With ``pages``, paths in docs/, the copy has only these pages and no navigation setting. A module's page is written
    there, because the copy lacks the page that lists the modules.
    """
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    (ROOT / ".cache").mkdir(exist_ok=True)
    for name in _LINKED:
        (folder / name).symlink_to(ROOT / name)
    if pages:
        made = module_pages(folder / "docs", load_catalogue(ROOT).modules)
        for file in (folder / "docs").rglob("*.md"):
            if file.relative_to(folder / "docs").as_posix() not in pages:
                file.unlink()
        for page in made:
            if page.markdown is not None and page.name in pages:
                (folder / "docs" / page.name).write_text(page.markdown, encoding="utf-8")
        without_navigation(folder)
    return folder


def without_navigation(project: Path) -> None:
    """Remove the navigation from a copy's settings, because it names pages that the copy lacks."""
    (project / "mkdocs.yml").rename(project / "handbook.yml")
    (project / "mkdocs.yml").write_text("INHERIT: handbook.yml\nnav:\n", encoding="utf-8")


def temporary_folder(prefix: str) -> Path:
    """Make a folder that is deleted when this process ends."""
    folder = Path(mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
