"""Read a scenario from an author's file, and report all mistakes in it."""

from collections.abc import Collection
from pathlib import Path

from quizzes.authoring.fields import BASIS, Field, Kind, Shape
from quizzes.authoring.items import ITEMS, read_item, shape_of
from quizzes.authoring.paths import check_paths
from quizzes.authoring.school import PEOPLE, RULES
from quizzes.authoring.source import ID, Source, report_duplicate_ids
from quizzes.authoring.stimulus import STIMULUS, read_stimulus
from quizzes.authoring.tell import TELL, read_tell
from quizzes.engine.model import Basis, EditorialNote, Scenario

_EDITORIAL_NOTE: Shape = {
    "date": Field(Kind.DATE, "The day it was written, such as 2026-11-22."),
    "text": Field(Kind.TEXT, "What is done today, and who says so."),
}

SCENARIO: Shape = {
    "id": Field(Kind.ID, "The file's name without .yaml."),
    "title": Field(Kind.TEXT, "What happens, in one line."),
    "role": Field(Kind.TEXT, "Who the reader is in this scenario: Teacher, Lunchtime supervisor…"),
    "level": Field(Kind.TEXT, "How hard it is.", values=("core", "grey", "hard")),
    "basis": BASIS,
    "content_note": Field(Kind.TEXT, "A warning that says what a hard scenario is about. Readers see it first.", False),
    "situation": Field(Kind.TEXT, "Two to four sentences, with the pressure that makes a wrong answer tempting."),
    "stimulus": STIMULUS,
    "items": Field(Kind.OBJECTS, "The questions. The first is asked first; `to` names the next.", variants=ITEMS),
    "tell": TELL,
    "not_tell": Field(Kind.TEXT, "Who must not be told, and why.", False),
    "if_not_heard": Field(Kind.TEXT, "Where to go next if nobody acts.", False),
    "for_you": Field(Kind.TEXT, "Where the reader finds help.", False),
    "search_words": Field(Kind.TEXTS, "Terms that staff use and the scenario does not, for the search.", False),
    "school": Field(Kind.TEXTS, "Entries of school.js to show with the scenario.", False, values=(*PEOPLE, *RULES)),
    "editorial_note": Field(
        Kind.OBJECT,
        "Present-day practice that the guidance does not mention.",
        False,
        shape=_EDITORIAL_NOTE,
    ),
}


def read_scenario(file: Path, source: Source, clauses: Collection[str]) -> Scenario | None:
    """Read one scenario. ``clauses`` are the ids that may be cited. If it has problems, report them and return None."""
    root = source.load(file)
    if root is None:
        return None
    fields = source.fields(root, SCENARIO)
    if "id" in fields.nodes and fields.text("id") != file.stem:
        name = fields.text("id")
        fix = f'rename the file to "{name}.yaml"'
        fix = f'change it to "{file.stem}", or {fix}' if ID.fullmatch(file.stem) else fix
        fields.report("id", f'the id "{name}" does not match the file\'s name', fix)
    written = [source.fields(node, shape_of(node)) for node in fields.nodes_of("items")]
    report_duplicate_ids(written, "item", "scenario")
    stimulus = read_stimulus(fields)
    items = [read_item(item, clauses) for item in written]
    tell = read_tell(fields)
    note_node = fields.nodes.get("editorial_note")
    note = source.fields(note_node, _EDITORIAL_NOTE) if note_node else None
    check_paths(source, written)
    if source.problems:
        return None
    return Scenario(
        id=fields.text("id"),
        items=tuple(items),
        title=fields.text("title"),
        role=fields.text("role"),
        level=fields.text("level"),
        basis=Basis(fields.text("basis")),
        content_note=fields.text("content_note"),
        optional=bool(fields.text("content_note")),
        situation=fields.text("situation"),
        stimulus=stimulus,
        tell=tell,
        not_tell=fields.text("not_tell"),
        if_not_heard=fields.text("if_not_heard"),
        for_you=fields.text("for_you"),
        search_words=fields.texts("search_words"),
        school=fields.texts("school"),
        editorial_note=EditorialNote(note.text("date"), note.text("text")) if note else None,
    )
