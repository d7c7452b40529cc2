"""The types that declare the fields of authors' files. Each reader declares its own; schema.py reads them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from quizzes.engine.model import Basis


class Kind(Enum):
    """The type of a field's value. Names are texts that stand for something else, as a clause's id does."""

    TEXT = "text"
    ID = "id"
    DATE = "date"
    NUMBER = "number"
    TEXTS = "a list of texts"
    NAMES = "a list of names"
    OBJECT = "fields"
    OBJECTS = "a list of fields"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``help`` is shown in the author's editor, and in the message if the field is missing or empty.

    ``values`` lists the allowed texts. ``shape`` has the fields of an object, or of each object in a list.
    ``variants`` replaces it if an object's fields depend on its interaction: it maps interactions to shapes.
    ``minimum`` and ``maximum`` limit a number, inclusively. A list has ``at_least`` that many entries. ``replaces`` is
    the name of the field of an earlier edition that this one replaces, for the message.
    """

    kind: Kind
    help: str
    required: bool = True
    values: tuple[str, ...] = ()
    shape: "Shape | None" = None
    variants: "dict[str, Shape] | None" = None
    minimum: float = 0
    maximum: float = 1
    replaces: str = ""
    at_least: int = 1


type Shape = dict[str, Field]


def words(names: Iterable[StrEnum]) -> tuple[str, ...]:
    """Return the values of an enumeration, as authors write them."""
    return tuple(name.value for name in names)


# Optional here, because editorial grades need no clause. fairness.py requires it for all others.
CLAUSES = Field(Kind.NAMES, "Ids of the clauses that the feedback cites, the most important first.", False)

BASIS = Field(
    Kind.TEXT,
    "What decides the grades: a clause, a clause extended to newer technology, or the editors.",
    values=words(Basis),
)
