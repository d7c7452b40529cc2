"""The fields of the authors' files, said once: the reader checks by them, the editor schema is made of them."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from quizzes.engine.model import Basis, Grade, Interaction


class Kind(Enum):
    """What a field holds."""

    TEXT = "text"
    ID = "id"
    DATE = "date"
    NUMBER = "number"
    TEXTS = "a list of texts"
    OBJECT = "fields"
    OBJECTS = "a list of fields"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``values``: the only texts it may hold; ``shape``: the fields of an object, or of each in a list.

    ``minimum`` and ``maximum`` are a number's, both included.
    """

    kind: Kind
    help: str
    required: bool = True
    values: tuple[str, ...] = ()
    shape: "Shape | None" = None
    minimum: float = 0
    maximum: float = 1


type Shape = dict[str, Field]


def _words(names: type[StrEnum]) -> tuple[str, ...]:
    return tuple(name.value for name in names)


OPTION: Shape = {
    "id": Field(Kind.ID, "Names the option for good: never a letter or a position, so that options can be moved."),
    "grade": Field(Kind.TEXT, "How good it is. Every item has a best option.", values=_words(Grade)),
    "text": Field(Kind.TEXT, "What the reader can select: something a sensible colleague might do."),
    "feedback": Field(Kind.TEXT, "What would happen next, why this grade, which clause says so."),
    "clauses": Field(Kind.TEXTS, "Ids of the clauses that the feedback rests on, the weightiest first."),
    "to": Field(Kind.ID, "The item that follows when this is selected. Without it the path ends here.", False),
}

ITEM: Shape = {
    "id": Field(Kind.ID, "Names the item within its scenario."),
    "interaction": Field(Kind.TEXT, "How it is answered.", values=_words(Interaction)),
    "situation": Field(Kind.TEXT, "What has happened since the step before.", False),
    "prompt": Field(Kind.TEXT, "The question."),
    "basis": Field(
        Kind.TEXT,
        "What decides these grades, where it is not what decides the scenario's.",
        False,
        _words(Basis),
    ),
    "options": Field(Kind.OBJECTS, "Three to five, alike in length and grammar.", shape=OPTION),
}

EDITORIAL_NOTE: Shape = {
    "date": Field(Kind.DATE, "The day it was written, as 2026-11-22."),
    "text": Field(Kind.TEXT, "What is practised today, and who says so."),
}

SCENARIO: Shape = {
    "id": Field(Kind.ID, "The file's name without .yaml."),
    "title": Field(Kind.TEXT, "What happens, in a line."),
    "role": Field(Kind.TEXT, "Whom the reader is asked to be: Teacher, Lunchtime supervisor…"),
    "level": Field(Kind.TEXT, "How hard it is.", values=("core", "grey", "hard")),
    "basis": Field(
        Kind.TEXT,
        "What decides the grades: a clause, a clause stretched to newer technology, or the editors.",
        values=_words(Basis),
    ),
    "situation": Field(Kind.TEXT, "Two to four sentences, with the pressure that makes a wrong answer tempting."),
    "items": Field(Kind.OBJECTS, "The questions. The first is asked first; options say what follows.", shape=ITEM),
    "who_to_tell": Field(Kind.TEXT, "Whom to tell, and when there is no need to.", False),
    "editorial_note": Field(
        Kind.OBJECT,
        "Present-day practice that the guidance does not mention.",
        False,
        shape=EDITORIAL_NOTE,
    ),
}

MODULE: Shape = {
    "id": Field(Kind.ID, "Names the module; its page asks for it by `/// module | <id>`."),
    "title": Field(Kind.TEXT, "What it is called."),
    "summary": Field(Kind.TEXT, "What it covers, in a sentence."),
    "minutes": Field(Kind.NUMBER, "How long it takes, in minutes.", minimum=1, maximum=60),
    "audience": Field(Kind.TEXTS, "Whom it is for: Everyone, Teachers…"),
    "mastery_score": Field(Kind.NUMBER, "The share of marks that passes, 0 to 1; 0.8 unless given.", False),
    "scenarios": Field(Kind.TEXTS, "Ids of its scenarios, in order."),
}

MODULES: Shape = {"modules": Field(Kind.OBJECTS, "All modules, in order.", shape=MODULE)}
