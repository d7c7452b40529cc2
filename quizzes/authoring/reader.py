"""An author's fields become a scenario; whatever is wrong with them is noted, all of it."""

from collections.abc import Collection
from pathlib import Path

from quizzes.authoring.fields import BASIS, Field, Kind, Shape
from quizzes.authoring.items import ITEMS, read_item, shape_of
from quizzes.authoring.paths import check_paths
from quizzes.authoring.school import PEOPLE, RULES
from quizzes.authoring.source import ID, Source, report_duplicate_ids
from quizzes.authoring.stimulus import STIMULUS, read_stimulus
from quizzes.engine.model import Basis, EditorialNote, Scenario

_EDITORIAL_NOTE: Shape = {
    "date": Field(Kind.DATE, "The day it was written, as 2026-11-22."),
    "text": Field(Kind.TEXT, "What is practised today, and who says so."),
}

SCENARIO: Shape = {
    "id": Field(Kind.ID, "The file's name without .yaml."),
    "title": Field(Kind.TEXT, "What happens, in a line."),
    "role": Field(Kind.TEXT, "Whom the reader is asked to be: Teacher, Lunchtime supervisor…"),
    "level": Field(Kind.TEXT, "How hard it is.", values=("core", "grey", "hard")),
    "basis": BASIS,
    "content_note": Field(Kind.TEXT, "Of a hard one: what it is about, before anything else is read.", False),
    "situation": Field(Kind.TEXT, "Two to four sentences, with the pressure that makes a wrong answer tempting."),
    "stimulus": STIMULUS,
    "items": Field(Kind.OBJECTS, "The questions. The first is asked first; `to` says what follows.", variants=ITEMS),
    "who_to_tell": Field(Kind.TEXT, "Whom to tell, and when there is no need to.", False),
    "search_words": Field(Kind.TEXTS, "Staff's own words for it that it does not use, for the search.", False),
    "school": Field(Kind.TEXTS, "Entries of school.js to show beside it.", False, values=(*PEOPLE, *RULES)),
    "editorial_note": Field(
        Kind.OBJECT,
        "Present-day practice that the guidance does not mention.",
        False,
        shape=_EDITORIAL_NOTE,
    ),
}


def read_scenario(file: Path, source: Source, clauses: Collection[str]) -> Scenario | None:
    """Read one scenario. ``clauses``: the ids that may be cited. None, with the problems noted, if it has any."""
    root = source.load(file)
    if root is None:
        return None
    fields = source.fields(root, SCENARIO)
    if "id" in fields.nodes and fields.text("id") != file.stem:
        name = fields.text("id")
        fix = f'rename the file to "{name}.yaml"'
        fix = f'make it "{file.stem}", or {fix}' if ID.fullmatch(file.stem) else fix
        fields.report("id", f'the id "{name}" is not the file\'s name', fix)
    nodes = [source.fields(each, shape_of(each)) for each in fields.each("items")]
    report_duplicate_ids(nodes, "item", "scenario")
    stimulus = read_stimulus(fields)
    items = [read_item(each, clauses) for each in nodes]
    written = fields.nodes.get("editorial_note")
    note = source.fields(written, _EDITORIAL_NOTE) if written else None
    check_paths(source, nodes)
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
        situation=fields.text("situation"),
        stimulus=stimulus,
        who_to_tell=fields.text("who_to_tell"),
        search_words=fields.texts("search_words"),
        school=fields.texts("school"),
        editorial_note=EditorialNote(note.text("date"), note.text("text")) if note else None,
    )
