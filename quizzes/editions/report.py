"""Report changes, as text for people at a terminal and as JSON for programs."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from textwrap import fill
from typing import Any

from quizzes.editions.changes import Changes, Differences, ModuleRetake
from quizzes.editions.edition import EditionClause, EditionModule, EditionScenario
from quizzes.engine.parsing import write_file
from quizzes.engine.retake import ScenarioRetake

WIDTH = 100
"""Characters in a line, unless a single word is longer."""


def as_text(changes: Changes) -> str:
    """Write the changes for people: first what must be retaken, then what changed."""
    if not changes:
        return "Nothing that counts has changed: no clause, no scenario and no module.\n"
    lines = [*_retakes(changes.retake)]
    lines += _section("Clauses", changes.clauses, _title_of_clause, _words)
    lines += _section("Scenarios", changes.scenarios, _title, lambda was, now: iter(()))
    lines += _section("Modules", changes.modules, _title, _module)
    return "\n".join(lines) + "\n"


def as_document(changes: Changes) -> str:
    """Write the changes as JSON: differences of clauses, scenarios and modules, and what must be retaken."""
    return write_file(
        {
            "clauses": _document(changes.clauses, _clause_document),
            "scenarios": _document(changes.scenarios, lambda scenario: {"id": scenario.id, "title": scenario.title}),
            "modules": _document(changes.modules, _module_document),
            "retake": [_retake_document(retake) for retake in changes.retake],
        }
    )


def marked(was: str, now: str) -> tuple[str, str]:
    """Return both texts, each with square brackets round the words that the other lacks."""
    old, new = was.split(), now.split()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        " ".join(_mark(old[first:last], differs=kind != "equal") for kind, first, last, _, _ in blocks if first < last),
        " ".join(_mark(new[first:last], differs=kind != "equal") for kind, _, _, first, last in blocks if first < last),
    )


def _mark(words: list[str], *, differs: bool) -> str:
    return f"[{' '.join(words)}]" if differs else " ".join(words)


def _retakes(retakes: tuple[ModuleRetake, ...]) -> Iterator[str]:
    if not retakes:
        yield "No module must be retaken."
        return
    yield "Retake"
    for retake in retakes:
        count, total = len(retake.again.scenarios), len(retake.module.scenarios)
        again = (
            f"{count} of {total} scenario{'' if total == 1 else 's'}" if count else "no scenario, but make a new record"
        )
        yield _line(f"{_title(retake.module)}: {again}", 2)
        for scenario in retake.again.scenarios:
            yield _line(f"{scenario.id} “{retake.titles[scenario.id]}”: {_why(scenario)}", 4)
        if retake.again.acknowledgement:
            yield _line("Make a new record: the clause that it acknowledges has changed.", 4)
        if retake.again.mastery:
            yield _line("Make a new record: the mastery score has changed.", 4)


def _why(scenario: ScenarioRetake) -> str:
    cites = f"cites {', '.join(scenario.clauses)}, which changed"
    why = ["new to the module"] * scenario.new + ["changed"] * scenario.changed + [cites] * bool(scenario.clauses)
    return "; ".join(why)


def _section[T](
    name: str, differences: Differences[T], title: Callable[[T], str], detail: Callable[[T, T], Iterator[str]]
) -> Iterator[str]:
    for what, parts in (
        ("added", [(part, None) for part in differences.added]),
        ("changed", [(now, was) for was, now in differences.changed]),
        ("removed", [(part, None) for part in differences.removed]),
    ):
        if parts:
            yield from ("", f"{name} {what}")
        for part, was in parts:
            yield _line(title(part), 2)
            if was is not None:
                yield from detail(was, part)


def _title(part: EditionScenario | EditionModule) -> str:
    return f"{part.id} “{part.title}”"


def _title_of_clause(clause: EditionClause) -> str:
    return f"{clause.id}, {clause.section}"


def _words(was: EditionClause, now: EditionClause) -> Iterator[str]:
    old, new = marked(was.quoted, now.quoted)
    yield _line(f"was: {old}", 4)
    yield _line(f"now: {new}", 4)
    if was.quoted.split() == now.quoted.split():
        yield _line("Only the spaces between the words differ.", 4)


def _module(was: EditionModule, now: EditionModule) -> Iterator[str]:
    if was.title != now.title:
        yield _line(f"title: was “{was.title}”", 4)
    if was.mastery_score != now.mastery_score:
        yield _line(f"mastery score: was {was.mastery_score:g}, now {now.mastery_score:g}", 4)
    for what, some, others in (("added", now, was), ("removed", was, now)):
        if scenarios := [scenario for scenario in some.scenarios if scenario not in others.scenarios]:
            yield _line(f"scenarios {what}: {', '.join(scenarios)}", 4)


def _line(text: str, indent: int) -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 5),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _document[T](differences: Differences[T], document: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    return {
        "added": [document(part) for part in differences.added],
        "changed": [{"old": document(was), "new": document(now)} for was, now in differences.changed],
        "removed": [document(part) for part in differences.removed],
    }


def _clause_document(clause: EditionClause) -> dict[str, Any]:
    return {"id": clause.id, "section": clause.section, "stem": clause.stem, "text": clause.text}


def _module_document(module: EditionModule) -> dict[str, Any]:
    return {
        "id": module.id,
        "title": module.title,
        "mastery_score": module.mastery_score,
        "scenarios": module.scenarios,
    }


def _retake_document(retake: ModuleRetake) -> dict[str, Any]:
    return {
        "module": retake.module.id,
        "title": retake.module.title,
        "scenarios": [
            {
                "id": scenario.id,
                "title": retake.titles[scenario.id],
                "new": scenario.new,
                "changed": scenario.changed,
                "clauses": scenario.clauses,
            }
            for scenario in retake.again.scenarios
        ],
        "acknowledgement": retake.again.acknowledgement,
        "mastery": retake.again.mastery,
    }
