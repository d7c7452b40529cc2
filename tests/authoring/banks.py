"""Make small banks of scenarios with the fewest valid fields, which pass every check unless a test changes them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.fairness import check_fairness

ROOT = Path(__file__).parents[2]

type Fields = dict[str, Any]

CATEGORIES = [{"id": "yes", "text": "Yes"}, {"id": "other", "text": "No"}]
"""The categories of a *match*, of which the first is best for every statement."""

BEST_IS_YES = {"yes": "best", "other": "poor"}

type Check = Callable[..., list[str]]
"""The fixture `check_bank`: writes a bank of the scenarios that are given by name, and returns the checks' messages."""


def part(name: str, grade: str = "poor", text: str = "Tell her.", **fields: Any) -> Fields:
    """Make an option, or a statement if ``grades`` is given."""
    graded = {} if "grades" in fields else {"grade": grade}
    return {"id": name, **graded, "text": text, "feedback": None, "clauses": ["SG-3"], **fields}


def without_field(name: str, fields: Fields) -> Fields:
    """Return the fields without one of them."""
    return {each: value for each, value in fields.items() if each != name}


def choice(best: int, **fields: Any) -> Fields:
    """Make a *choice* of three options; ``best`` counts from 1."""
    options = [part(f"o{number}", grade="best" if number == best else "poor") for number in (1, 2, 3)]
    return item_of("choice", options=options, **fields)


def item_of(interaction: str, **fields: Any) -> Fields:
    """Make an item of an interaction."""
    return {"id": "q", "interaction": interaction, "prompt": "What now?", **fields}


def scenario(*items: Fields, **fields: Any) -> Fields:
    """Make a scenario of these items."""
    about = {"title": "Made up", "role": "Teacher", "level": "core", "basis": "clause", "situation": None}
    tell = [{"who": ["dsl"], "when": "today", "about": "what has happened"}]
    return {**about, **fields, "items": list(items), "tell": fields.get("tell", tell)}


def write_bank(root: Path, scenarios: dict[str, Fields]) -> None:
    """Write the scenarios and one module of all of them. Fill in situations and feedback that are None."""
    (root / "scenarios").mkdir(parents=True)
    (root / "source").mkdir()
    shutil.copy(ROOT / "source/clauses.csv", root / "source")
    about = {"id": "m", "title": "M", "summary": "All.", "audience": ["Everyone"]}
    _write(root / "scenarios/modules.yaml", {"modules": [{**about, "scenarios": list(scenarios)}]})
    for name, fields in scenarios.items():
        filled = {"id": name, **fields, "situation": fields["situation"] or f"{name} asks you for help."}
        filled["items"] = [_with_feedback(name, item) for item in fields["items"]]
        _write(root / f"scenarios/{name}.yaml", filled)


def messages(root: Path) -> list[str]:
    """Return the messages of all checks for the bank in a folder."""
    return [str(problem) for problem in check_fairness(root, load_catalogue(root))]


def _with_feedback(scenario_id: str, item: Fields) -> Fields:
    """Return the item with made-up text for every feedback that is None."""

    def filled(each: Fields) -> Fields:
        name = f"{scenario_id} {item['id']} {each.get('id') or each['first']}"
        made_up = f"This is said of {name} and of no other, and it is long enough to tell why."
        return {**each, "feedback": each["feedback"] or made_up}

    lists = {name: item[name] for name in ("options", "statements", "pairs") if name in item}
    return {**item, **{name: [filled(each) for each in entries] for name, entries in lists.items()}}


def _write(file: Path, value: Fields) -> None:
    file.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")
