"""Handbooks of any size, made of copies of the real scenarios, to see how the time to build them grows."""

import re
from itertools import batched, cycle, islice
from pathlib import Path

import yaml

from quizzes.authoring.catalogue import MODULES, SCENARIOS
from quizzes.authoring.for_schools import CHECKLIST_PAGE, COVERAGE_PAGE
from tests.building import ROOT, copy_project

MODULE_SIZE = 6
# They say of the real scenarios what is not so of every choice among them.
_LEFT_OUT = (COVERAGE_PAGE, CHECKLIST_PAGE)


def generate(folder: Path, count: int) -> Path:
    """The project in an empty folder, with so many scenarios in modules of six. Returns the folder."""
    copy_project(folder)
    for name in _LEFT_OUT:
        (folder / name).unlink()
    originals = sorted(file for file in (ROOT / SCENARIOS).glob("*.yaml") if file.name != MODULES)
    for file in originals:
        (folder / SCENARIOS / file.name).unlink()
    ids = [_copy(folder, file, number) for number, file in enumerate(islice(cycle(originals), count))]
    modules = [
        {
            "id": f"module-{number}",
            "title": f"Module {number}",
            "summary": "Copies of real scenarios.",
            "minutes": 12,
            "audience": ["Everyone"],
            "scenarios": list(scenarios),
        }
        for number, scenarios in enumerate(batched(ids, MODULE_SIZE, strict=False))
    ]
    (folder / SCENARIOS / MODULES).write_text(yaml.safe_dump({"modules": modules}), encoding="utf-8")
    _write_pages(folder, [str(module["id"]) for module in modules])
    return folder


def _copy(folder: Path, file: Path, number: int) -> str:
    """Copy a scenario under an id of its own, which is returned."""
    name = f"{file.stem}-{number}"
    text = re.sub(r"^id: .*$", f"id: {name}", file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    (folder / SCENARIOS / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def _write_pages(folder: Path, modules: list[str]) -> None:
    """A page for each module, all of them in the navigation where the real ones were."""
    pages = folder / "docs/practise"
    for page in pages.glob("*.md"):
        page.unlink()
    (pages / "index.md").write_text("# Practise\n\n/// modules\n///\n", encoding="utf-8")
    for module in modules:
        (pages / f"{module}.md").write_text(f"# {module}\n\n/// module | {module}\n///\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = re.sub(r"^ +- [^\n]*: practise/[^\n]*\n", "", config.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for left_out in _LEFT_OUT:
        text = re.sub(rf"^ +- [^\n]*: {left_out.removeprefix('docs/')}\n", "", text, flags=re.MULTILINE)
    listed = "".join(f"      - practise/{module}.md\n" for module in modules)
    config.write_text(text.replace("      - practise/index.md\n", f"      - practise/index.md\n{listed}"), "utf-8")
