"""Two clones of the same sources, which share only installed packages, give the same zip, byte for byte.

Only `make rehearse` runs this, not `make test`, because each clone builds everything from nothing.
"""

import re
import shutil
import subprocess
import sys
import zipfile
from os import environ
from pathlib import Path

import pytest

from tests.building import ROOT
from tests.packing import DATE

SOURCES = ["docs", "source", "scenarios", "overrides", "quizzes"]
FILES = ["mkdocs.yml", "package-lock.json", "tsconfig.json", "pyproject.toml", "LICENSE", "release.txt"]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, str]]:
    """The zip and the output of `make pack` in each of two clones."""
    made = []
    for name in ("one", "another-in-a-longer-folder"):
        project = tmp_path_factory.mktemp(name) / "a clone"
        for folder in SOURCES:
            shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__"))
        for file in FILES:
            shutil.copy(ROOT / file, project / file)
        (project / "node_modules").symlink_to(ROOT / "node_modules")
        environment = {**environ, "SOURCE_DATE_EPOCH": DATE, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project)}
        said = []
        for command in (["pack"], ["pack", "--scorm"]):
            packed = subprocess.run(
                [sys.executable, "-m", "quizzes", *command],
                cwd=project,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert packed.returncode == 0, packed.stdout + packed.stderr
            said.append(packed.stdout)
        (path,) = (project / "dist").glob("*.zip")
        made.append((path, said[0]))
    return made


def test_the_zips_are_equal(packs: list[tuple[Path, str]]) -> None:
    """Every file in both zips has the same name, date, permissions and bytes."""
    (one, _), (two, _) = packs
    assert one.name == two.name
    assert contents(one) == contents(two)  # says which file differs, if one does
    assert one.read_bytes() == two.read_bytes()


def test_the_packages_for_platforms_are_equal(packs: list[tuple[Path, str]]) -> None:
    """Each module's package has the same name and bytes in both clones."""
    one, two = ({zip.name: zip.read_bytes() for zip in (path.parent / "scorm").glob("*.zip")} for path, _ in packs)
    assert len(one) == 7
    assert one == two


def test_packing_prints_each_step(packs: list[tuple[Path, str]]) -> None:
    """Packing prints one line per step, and the last two have the zip's size and its sum."""
    for _, output in packs:
        lines = output.splitlines()
        assert lines[0] == "building the site"
        assert re.fullmatch(r"wrote handbook-\S+\.zip: \d+\.\d MB", lines[-2])
        assert re.fullmatch(r"its SHA-256 is in handbook-\S+\.zip\.sha256: [0-9a-f]{64}", lines[-1])
        assert len(lines) >= 5


def contents(path: Path) -> list[tuple[object, ...]]:
    """Return name, date, permissions, size and bytes of each file in a zip."""
    with zipfile.ZipFile(path) as archive:
        return [
            (entry.filename, entry.date_time, entry.external_attr, entry.compress_size, archive.read(entry))
            for entry in archive.infolist()
        ]
