"""Every Makefile target works, even if the project has files with awkward names."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.building import ROOT

AWKWARD = 'it\'s 100% "ours": $(no) $such #file; *[x]? &\\|.txt'
"""A file name with every character that is special to make or to a shell."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with awkwardly named files added. Installed packages are links."""
    project = tmp_path_factory.mktemp("makefile") / "a clone"
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").replace("/\n", "\n").split()
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", *ignored))
    (ROOT / ".cache").mkdir(exist_ok=True)  # a new clone has none yet, and a link to nothing cannot be filled
    for name in (".venv", "node_modules", ".cache"):
        (project / name).symlink_to(ROOT / name)
    for folder in ("docs", "overrides", "quizzes", "quizzes/web", "scenarios", "source", "tests"):
        (project / folder / AWKWARD).write_text("x", encoding="utf-8")
    return project


def make(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make without the variables of the make that runs these tests."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    }
    return subprocess.run(
        ["make", *arguments], cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@cache
def targets() -> dict[str, list[str]]:
    """Return every target with its prerequisites, from make's own database."""
    files = make(ROOT, "-pRrq").stdout.partition("\n# Files\n")[2]
    rules = [rule for rule in files.split("\n\n") if not rule.lstrip().startswith("# Not a target")]
    found = [re.match(r"\n*([^\s#:][^\s:]*): ?(.*)", rule) for rule in rules]
    return {rule[1]: rule[2].replace("|", " ").split() for rule in found if rule}


def test_every_target_can_be_made(clone: Path) -> None:
    """A dry run of every target finds all prerequisites and prints all commands."""
    names = sorted(name for name in targets() if not re.fullmatch(r"\.[A-Z_]+", name))
    assert {"help", "serve", "site", "pack", "test", ".venv/.ready"} <= set(names)
    shown = make(clone, "--dry-run", "--always-make", *names)
    assert (shown.returncode, shown.stderr) == (0, "")


def test_make_site_builds_the_handbook(clone: Path) -> None:
    """`make site` builds the handbook with the packages that are already installed."""
    made = make(clone, "--old-file=.venv/.ready", "--old-file=node_modules/.ready", "site")
    assert made.returncode == 0, made.stdout + made.stderr
    assert (clone / "site/index.html").is_file()
    assert (clone / "site" / AWKWARD).is_file()


def test_help_lists_every_command() -> None:
    """`make help` lists every phony target, except those that are only prerequisites of others."""
    every = targets()
    serving = {name for needed in every.values() for name in needed}
    listed = {line.split()[0] for line in make(ROOT, "help").stdout.splitlines()}
    assert set(every[".PHONY"]) - listed <= serving
    assert listed <= set(every[".PHONY"])
