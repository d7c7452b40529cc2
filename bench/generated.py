"""Generate handbooks of any size from copies of the real scenarios, to see how build time grows."""

import re
from itertools import batched, cycle, islice
from pathlib import Path

import yaml

from quizzes.authoring.catalogue import MODULES, SCENARIOS
from quizzes.authoring.for_schools import CHECKLIST_PAGE, COVERAGE_PAGE
from tests.building import ROOT, copy_project

MODULE_SIZE = 6
# These pages make promises that only the real set of scenarios keeps.
_LEFT_OUT = (COVERAGE_PAGE, CHECKLIST_PAGE)
# For each block that shows one module, the block that links to all modules.
_INDEX_BLOCKS = {"module": "modules", "paper": "paper"}


def generate(folder: Path, count: int) -> Path:
    """Copy the project into an empty folder, with ``count`` scenarios in modules of six. Return the folder."""
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
            "audience": ["Everyone"],
            "scenarios": list(scenarios),
        }
        for number, scenarios in enumerate(batched(ids, MODULE_SIZE, strict=False))
    ]
    (folder / SCENARIOS / MODULES).write_text(yaml.safe_dump({"modules": modules}), encoding="utf-8")
    _write_pages(folder, [str(module["id"]) for module in modules])
    return folder


def _copy(folder: Path, file: Path, number: int) -> str:
    """Copy a scenario under a new id. Return the id."""
    name = f"{file.stem}-{number}"
    text = re.sub(r"^id: .*$", f"id: {name}", file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    (folder / SCENARIOS / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def _write_pages(folder: Path, modules: list[str]) -> None:
    """Write two pages for each module, to take it and to print it, and replace the real ones in the navigation."""
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for left_out in _LEFT_OUT:
        text = re.sub(rf"^ +- [^\n]*: {left_out.removeprefix('docs/')}\n", "", text, flags=re.MULTILINE)
    for pages, block in (("practise", "module"), ("for-schools/paper", "paper")):
        for page in (folder / "docs" / pages).glob("*.md"):
            page.unlink()
        (folder / f"docs/{pages}/index.md").write_text(
            f"# Modules\n\n/// {_INDEX_BLOCKS[block]}\n///\n", encoding="utf-8"
        )
        for module in modules:
            content = f"# {module}\n\n/// {block} | {module}\n///\n"
            (folder / f"docs/{pages}/{module}.md").write_text(content, encoding="utf-8")
        text = re.sub(rf"^ +- ([^\n]*: )?{pages}/(?!index)[^\n]*\n", "", text, flags=re.MULTILINE)
        listed = "".join(rf"\g<1>{pages}/{module}.md\n" for module in modules)
        text, replaced = re.subn(rf"^( +- ){pages}/index\.md\n", rf"\g<0>{listed}", text, flags=re.MULTILINE)
        assert replaced == 1
    config.write_text(text, encoding="utf-8")
