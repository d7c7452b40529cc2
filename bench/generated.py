"""Generate handbooks of any size from copies of the real scenarios, to see how build time grows."""

import re
from itertools import batched, cycle, islice
from pathlib import Path

import yaml

from quizzes.authoring.catalogue import MODULES, SCENARIOS
from quizzes.authoring.for_schools import CHECKLIST_PAGE, COVERAGE_PAGE
from tests.building import ROOT, copy_project

MODULE_SIZE = 6
# These pages make promises that only the real scenarios keep, or name some of them.
_LEFT_OUT = (COVERAGE_PAGE, CHECKLIST_PAGE, "docs/in-short.md")


def generate(folder: Path, count: int) -> Path:
    """Copy the project into an empty folder, with ``count`` scenarios in modules of six. Return the folder."""
    copy_project(folder)
    _without_promises(folder)
    originals = sorted(file for file in (ROOT / SCENARIOS).glob("*.yaml") if file.name != MODULES)
    for file in originals:
        (folder / SCENARIOS / file.name).unlink()
    ids = [_copy(folder, file, number) for number, file in enumerate(islice(cycle(originals), count))]
    modules = [
        {
            "id": f"module-{number}",
            "title": f"Module {number}",
            "summary": "Copies of real scenarios.",
            "audience": ["Everyone"],
            "scenarios": list(scenarios),
        }
        for number, scenarios in enumerate(batched(ids, MODULE_SIZE, strict=False))
    ]
    (folder / SCENARIOS / MODULES).write_text(yaml.safe_dump({"modules": modules}), encoding="utf-8")
    return folder


def _copy(folder: Path, file: Path, number: int) -> str:
    """Copy a scenario under a new id. Return the id."""
    name = f"{file.stem}-{number}"
    text = re.sub(r"^id: .*$", f"id: {name}", file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    (folder / SCENARIOS / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def _without_promises(folder: Path) -> None:
    """Remove the pages that are left out from docs/ and from the navigation."""
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for name in _LEFT_OUT:
        (folder / name).unlink()
        text, replaced = re.subn(rf"^ +- [^\n]*: {name.removeprefix('docs/')}\n", "", text, flags=re.MULTILINE)
        assert replaced == 1
    config.write_text(text, encoding="utf-8")
