"""The components' examples, quizzes/components/<name>/component.yaml, and a small handbook made from them.

Every example becomes a scenario of one module, so that a browser starts the engine only once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.engine.model import Item
from tests.building import ROOT, build, copy_project, make_once, temporary_folder, without_navigation

MODULE = "examples"

type Fields = dict[str, Any]
"""A mapping from an author's YAML file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response from an example, with the grade and the tally lines that it should get."""

    response: tuple[str, ...]
    grade: str
    tally: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One example. Interactions have ``answers``; stimuli have ``reads``, the lines that a reader should see."""

    component: str
    name: str
    answers: tuple[Answer, ...]
    reads: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the scenario made from it."""
        return f"{self.component}-{re.sub('[^a-z0-9]+', '-', self.name.lower())}"

    @property
    def item(self) -> Item:
        """The example's item, as the catalogue loads it."""
        return examples_catalogue().scenarios[self.id].items[0]


@lru_cache
def _read_examples(component: str) -> list[Fields]:
    text = (ROOT / f"quizzes/components/{component}/component.yaml").read_text(encoding="utf-8")
    declaration = yaml.load(text, Loader=yaml.BaseLoader)  # keeps every scalar as typed
    examples: list[Fields] = declaration["examples"]
    return examples


def examples_of(component: str) -> list[Example]:
    """Return a component's examples, in the order of its file."""
    return [
        Example(
            component,
            written["name"],
            tuple(
                Answer(tuple(each["response"]), each["grade"], tuple(each.get("tally", ())))
                for each in written.get("responses", ())
            ),
            tuple(written.get("reads", "").splitlines()),
        )
        for written in _read_examples(component)
    ]


# The other components are not items or stimuli; tests/showcase builds their examples.
COMPONENTS = sorted(
    file.parent.name
    for file in ROOT.glob("quizzes/components/*/component.yaml")
    if re.search("^- name: .*\n  (item|stimulus):", file.read_text(encoding="utf-8"), re.MULTILINE)
)
EXAMPLES = [example for component in COMPONENTS for example in examples_of(component)]


@lru_cache
def examples_catalogue() -> Catalogue:
    """Load the examples. Raises ContentError if they have mistakes."""
    return load_catalogue(examples_project())


@lru_cache
def built_examples() -> Path:
    """Build the examples' site once per run, and return its folder."""
    # A strict build would fail, because the chapter links to pages that this project lacks.
    return make_once("examples", lambda: build(examples_project(), strict=False))


@lru_cache
def examples_project() -> Path:
    """Copy the project with the examples in place of its scenarios and of every page except the chapter."""
    project = copy_project(temporary_folder("handbook-examples-"))
    for file in [*project.glob("scenarios/*.yaml"), *project.glob("docs/**/*.md")]:
        if "guidance" not in file.parts:
            file.unlink()
    (project / "docs/index.md").write_text("# Examples\n\n/// modules\n///\n", encoding="utf-8")
    page = f"---\nhide:\n  - navigation\n  - toc\n---\n\n# Examples\n\n/// module | {MODULE}\n///\n"
    (project / f"docs/practise/{MODULE}.md").write_text(page, encoding="utf-8")
    for component in COMPONENTS:
        for example, written in zip(examples_of(component), _read_examples(component), strict=True):
            _write(project / f"scenarios/{example.id}.yaml", {"id": example.id, **_scenario(component, written)})
    module = {"id": MODULE, "title": "Examples", "summary": "For the tests.", "audience": ["Everyone"]}
    module["scenarios"] = [example.id for example in EXAMPLES]
    _write(project / "scenarios/modules.yaml", {"modules": [module]})
    without_navigation(project)
    return project


def _scenario(component: str, written: Fields) -> Fields:
    """Make a scenario from an example. A stimulus gets the first *choice* example as its question."""
    stimulus = {"stimulus": written["stimulus"]} if "stimulus" in written else {}
    items = [_read_examples("choice")[0]["item"]] if stimulus else list(_with_following(component, written["item"]))
    return {
        "title": written["name"],
        "role": "Teacher",
        "level": "core",
        "basis": "clause",
        **({"content_note": written["content_note"]} if "content_note" in written else {}),
        "situation": "This is what has happened.",
        **stimulus,
        "items": items,
        "tell": [{"who": ["dsl"], "when": "today", "about": "what happened, &amp; when"}],
    }


def _with_following(component: str, item: Fields) -> Iterator[Fields]:
    """Yield an item, then the items of other examples that it links to."""
    yield item
    following = {item.get("to"), *(option.get("to") for option in item.get("options", ()))}
    for other in _read_examples(component):
        if other["item"]["id"] in following:
            yield from _with_following(component, other["item"])


def _write(file: Path, fields: Fields) -> None:
    file.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")
