"""The bundle is small and cached, and its errors say what is missing.

Building it from nothing takes seconds, so the tests start from the parts that this run's site was built of.
tests/rehearsal/test_two_clones.py checks that two bundles built from nothing are equal.
"""

import gzip
import shutil
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from quizzes.shipping.bundle import SITE_FOLDER, Bundle, BundleError, bundle
from tests.building import ROOT, built_bundle

INTERMEDIATE = ("pyodide", "code")
"""Parts that only the image is built of."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of our own with every part of the project's bundle, so that no other process writes into it."""
    cache = tmp_path_factory.mktemp("cache") / "cache"
    parts = {path.parent for path in built_bundle().files.values()}
    for name in INTERMEDIATE:
        parts.add(max((ROOT / ".cache").glob(f"{name}-*"), key=lambda path: path.stat().st_mtime))
    for part in parts:
        shutil.copytree(part, cache / part.name)
    return cache


@pytest.fixture(scope="module")
def built(cache: Path) -> Bundle:
    """The project's bundle."""
    return bundle(ROOT, cache)


@pytest.fixture
def shared(cache: Path, tmp_path: Path) -> Path:
    """A copy of the cache for a small project, which then builds only its own parts."""
    return shutil.copytree(cache, tmp_path / "cache")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project, which the test may change."""
    return make_project(tmp_path / "project")


def make_project(root: Path) -> Path:
    """Make a project with the real engine, worker and packages, and with few scripts and styles of its own."""
    ignore = shutil.ignore_patterns("__pycache__", "client.ts", "register.ts", "host-check.ts")
    for folder in ("engine", "web"):
        shutil.copytree(ROOT / "quizzes" / folder, root / "quizzes" / folder, ignore=ignore)
    for name in ("quizzes/__init__.py", "tsconfig.json"):
        shutil.copyfile(ROOT / name, root / name)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (root / "quizzes/web/entries/client.ts").write_text(
        'import { Engine } from "../engine/engine";\n'
        "declare const WORKER_FILE: string;\n"
        "new Engine(WORKER_FILE, () => {}).start();\n"
    )
    for entry in ("register", "host-check"):
        (root / f"quizzes/web/entries/{entry}.ts").write_text("")
    (root / "quizzes/web/styles/base.css").write_text("body { color: #000001 }")
    for component, colour in (("b", "#000003"), ("a", "#000002")):
        (root / "quizzes/components" / component).mkdir(parents=True)
        (root / f"quizzes/components/{component}/style.css").write_text(f"p {{ color: {colour} }}")
    return root


@dataclass
class Change:
    """A small project's bundle before and after a change to the engine, which takes seconds to build again.

    ``parts`` are the parts in ``cache`` that only the image is built of, before and after the change.
    """

    cache: Path
    before: Bundle
    after: Bundle
    parts: list[set[Path]]


@pytest.fixture(scope="module")
def change(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Change:
    """The one change to the engine that all tests look at. The cache has no scripts and styles at first."""
    folder = tmp_path_factory.mktemp("change")
    shared = shutil.copytree(cache, folder / "cache", ignore=shutil.ignore_patterns("assets-*"))
    project = make_project(folder / "project")

    def parts() -> set[Path]:
        return {path for name in INTERMEDIATE for path in shared.glob(f"{name}-*")}

    before, parts_before = bundle(project, shared), parts()
    with (project / "quizzes/engine/api.py").open("a") as api:
        api.write("\nANOTHER = 1\n")
    return Change(shared, before, bundle(project, shared), [parts_before, parts()])


def contents(bundle: Bundle) -> dict[str, bytes]:
    """Return the bytes of every file, by name."""
    return {name: path.read_bytes() for name, path in bundle.files.items()}


def image(bundle: Bundle) -> bytes:
    """Return the bytes of the file with the image."""
    ((_, path),) = [each for each in bundle.files.items() if each[0].startswith(f"{SITE_FOLDER}python-")]
    return path.read_bytes()


def test_a_second_call_does_no_work(built: Bundle, cache: Path) -> None:
    """A second call gives the same bundle, and changes no file in the cache."""
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}
    assert bundle(ROOT, cache) == built
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()} == before


def test_the_cache_has_only_finished_parts(change: Change) -> None:
    """The cache contains only finished parts, and the two bundles name every file that is for a site."""
    parts = {path.name.split("-")[0] for path in change.cache.iterdir()}
    assert parts == {"python", "fonts", "assets", *INTERMEDIATE}
    others = [path for path in change.cache.iterdir() if not path.name.startswith(INTERMEDIATE)]
    files = {path for part in others for path in part.rglob("*") if path.is_file()}
    assert files == {*change.before.files.values(), *change.after.files.values()}


def test_entry_files_are_in_the_bundle(built: Bundle) -> None:
    """The client, the styles and the worker are in the bundle, and all files are in the handbook's folder."""
    assert {built.client, built.sheets["style"], built.worker} <= built.files.keys()
    assert all(name.startswith("assets/handbook/") for name in built.files)


def test_scripts_name_the_files_that_they_load(built: Bundle) -> None:
    """The worker's script names the image, and the client's script names the worker."""
    files = contents(built)
    worker = files[built.worker].decode()
    for name in built.files:
        if name.endswith(".bin"):
            assert name.removeprefix(SITE_FOLDER) in worker
    assert built.worker.removeprefix(SITE_FOLDER) in files[built.client].decode()


def test_the_image_is_small(built: Bundle) -> None:
    """The image, as a browser downloads it, is smaller than 3.2 MB."""
    assert len(image(built)) < 3_200_000


def test_a_changed_engine_changes_file_names(change: Change) -> None:
    """A change to the engine gives the image, the worker and the client new names, and no other file."""
    before, after = change.before, change.after
    assert before.worker != after.worker
    assert before.client != after.client
    assert before.sheets == after.sheets
    assert image(before) != image(after)


def test_a_changed_engine_compiles_nothing_again(change: Change) -> None:
    """Python's library and the code in the image stay as they are when the engine changes."""
    before, after = change.parts
    assert len(before) == len(INTERMEDIATE)
    assert after == before


def test_styles_are_base_first_then_components(change: Change) -> None:
    """The stylesheet has the base styles first, then those of the components, sorted by name."""
    built = change.before
    styles = built.files[built.sheets["style"]].read_text()
    assert styles.index("#000001") < styles.index("#000002") < styles.index("#000003")


def test_the_styles_are_small(built: Bundle) -> None:
    """Chapter pages (gzip) and practice pages (brotli) load at most 8 KB of styles; offices have their own sheet."""
    sheets = {name: built.files[path].read_bytes() for name, path in built.sheets.items()}
    assert sum(len(gzip.compress(sheets[name], 9)) for name in ("style", "guidance")) <= 8_192
    assert sum(len(brotli.compress(sheets[name])) for name in ("style", "practise")) <= 8_192
    assert [name for name, styles in sheets.items() if b".coverage" in styles] == ["office"]


def test_missing_packages_are_reported(project: Path, shared: Path) -> None:
    """Without node_modules the error names what is missing and the command that installs it."""
    (project / "node_modules").unlink()
    with pytest.raises(BundleError, match=r"node_modules/pyodide.* is missing: .*npm ci"):
        bundle(project, shared)


def test_an_esbuild_error_is_reported(project: Path, shared: Path) -> None:
    """The error contains esbuild's message, and the failed part leaves nothing in the cache."""
    before = set(shared.iterdir())
    (project / "quizzes/web/entries/client.ts").write_text('import "./nowhere";\n')
    with pytest.raises(BundleError, match=r'Could not resolve "\./nowhere"[\s\S]*client\.ts:1:7'):
        bundle(project, shared)
    assert set(shared.iterdir()) == before


def test_an_engine_that_the_browser_cannot_run_is_reported(project: Path, shared: Path) -> None:
    """If the engine needs a module only once it answers, the bundle stops: the browser could not import it."""
    with (project / "quizzes/engine/api.py").open("a") as api:
        api.write("\n_resume, _unwrapped = lambda request: __import__('decimal') and _unwrapped(request), _resume\n")
    with pytest.raises(BundleError, match=r"python-in-the-page\.md[\s\S]*No module named 'decimal'"):
        bundle(project, shared)
