"""What fields an author's file may have. The shapes stand beside their readers; the schema is made of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from quizzes.engine.model import Basis


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

    ``variants``: where the fields of each in a list depend on its interaction, their shapes by its name.
    ``minimum`` and ``maximum`` are a number's, both included.
    """

    kind: Kind
    help: str
    required: bool = True
    values: tuple[str, ...] = ()
    shape: "Shape | None" = None
    variants: "dict[str, Shape] | None" = None
    minimum: float = 0
    maximum: float = 1


type Shape = dict[str, Field]


def words(names: Iterable[StrEnum]) -> tuple[str, ...]:
    """The values of these names, as authors write them."""
    return tuple(name.value for name in names)


# Not required here, since the editors alone may decide; of all others fairness.py demands it.
CLAUSES = Field(Kind.TEXTS, "Ids of the clauses that the feedback rests on, the weightiest first.", False)

BASIS = Field(
    Kind.TEXT,
    "What decides the grades: a clause, a clause stretched to newer technology, or the editors.",
    values=words(Basis),
)
