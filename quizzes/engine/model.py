"""What is asked and how it is graded: modules of scenarios, scenarios of items, items of options or statements.

Each field says in its type which parts it belongs to. A module's *definition* is what marking needs: the page has the
words already, so in the browser they are empty. A scenario's *digest* covers what a reader has to take again when it
changes. A field in neither may change at any time.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, TypeVar

from quizzes.engine.documents import Mark, Rule
from quizzes.engine.rules import NOT_EMPTY, ModuleId, Share

DEFINITION = "definition"
DIGEST = "digest"

T = TypeVar("T")

Defined = Annotated[T, Mark(DEFINITION)]
"""In the definition, and not in the scenario's digest."""
Counted = Annotated[T, Mark(DIGEST)]
"""In the digest, empty or not. Only the fields of the first edition: its digests must not change."""
CountedIfFilled = Annotated[T, Mark(DIGEST, if_filled=True)]
"""In the digest where it is filled: for each field that is added, so that scenarios without it keep their digest."""
Marked = Annotated[T, Mark(DEFINITION), Mark(DIGEST)]
"""In both, for marking needs it."""
MarkedIfFilled = Annotated[T, Mark(DEFINITION, if_filled=True), Mark(DIGEST)]
"""In both, but left out of the definition where it is empty."""


class Grade(StrEnum):
    """How good a response is, from best to harmful. Harmful marks no less than poor; it blocks a pass."""

    BEST = "best"
    ACCEPTABLE = "acceptable"
    POOR = "poor"
    HARMFUL = "harmful"


class Interaction(StrEnum):
    """How an item is answered; the names are QTI's."""

    CHOICE = "choice"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"


class Basis(StrEnum):
    """What decides a grade: a clause, a clause stretched to newer technology, or the editors alone."""

    CLAUSE = "clause"
    BY_EXTENSION = "by-extension"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be selected; ``grade`` is that of selecting it.

    ``basis`` is None where the item's holds for it too.
    Of *multiple* and *order* a best option is to be selected, a poor one left, a harmful one never selected.
    ``to``, of *choice* alone, names the item that follows; None ends the path.
    """

    id: Marked[str]
    grade: Marked[Grade]
    clauses: Marked[tuple[str, ...]] = ()
    to: Marked[str | None] = None
    text: Counted[str] = ""
    feedback: Counted[str] = ""
    basis: Counted[Basis | None] = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A critical pair of *order*: the option ``first`` has to come before the option ``then``."""

    first: Marked[str]
    then: Marked[str]
    feedback: Counted[str] = ""

    @property
    def id(self) -> str:
        """The pair's name among an item's feedback. No option has it, since no id has a full stop."""
        return f"{self.first}.{self.then}"


@dataclass(frozen=True, slots=True)
class Category:
    """What a statement of *match* can be put under."""

    id: Counted[str]
    text: Counted[str] = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be put under a category; ``grades`` has the grade of each, by the category's id.

    ``basis`` is None where the item's holds for it too.
    """

    id: Marked[str]
    grades: Marked[dict[str, Grade]]
    clauses: Marked[tuple[str, ...]] = ()
    text: Counted[str] = ""
    feedback: Counted[str] = ""
    basis: Counted[Basis | None] = None


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote or said; ``relation`` is theirs to the reader."""

    sender: Counted[str]
    words: Counted[str]
    relation: Counted[str] = ""


@dataclass(frozen=True, slots=True)
class Stimulus:
    """The message, post or request that the reader is shown. ``title``: a group's name, a subject, a place."""

    kind: Counted[str]
    when: Counted[str]
    messages: Counted[tuple[Message, ...]]
    title: Counted[str] = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, with options or, of *match*, with categories and statements.

    ``to`` names the item that follows whatever the response, which is how all but *choice* lead on.
    ``basis`` is None where the scenario's holds for it too.
    """

    id: Marked[str]
    interaction: Marked[Interaction]
    options: MarkedIfFilled[tuple[Option, ...]] = ()
    pairs: MarkedIfFilled[tuple[Pair, ...]] = ()
    categories: Counted[tuple[Category, ...]] = ()
    statements: MarkedIfFilled[tuple[Statement, ...]] = ()
    to: MarkedIfFilled[str | None] = None
    prompt: Counted[str] = ""
    situation: Counted[str] = ""
    stimulus: Counted[Stimulus | None] = None
    feedback: Counted[str] = ""
    basis: Counted[Basis | None] = None

    @property
    def parts(self) -> tuple[Option, ...] | tuple[Statement, ...]:
        """What has words and clauses of its own: the options or the statements."""
        return self.options or self.statements

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that the item rests on, once, in the order of its parts."""
        return tuple(dict.fromkeys(clause for part in self.parts for clause in part.clauses))

    @property
    def following(self) -> tuple[str | None, ...]:
        """The items that a response may lead to; None among them where one may end the path."""
        if self.interaction is Interaction.CHOICE:
            return tuple(dict.fromkeys(option.to for option in self.options))
        return (self.to,)


MARKABLE = Rule(
    lambda item: item.parts and (item.pairs or item.interaction is not Interaction.ORDER),
    "an item with something to mark it by",
)


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """Present-day practice beside the source, dated (ISO 8601), never part of it."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation; ``items[0]`` is asked first, and what is asked says what follows.

    ``search_words`` are what staff call it where its own words are others, for the search alone;
    ``school`` names the entries of the school's own file that are shown with it; ``digest`` is that of its words.
    """

    id: Marked[str]
    items: Marked[Annotated[tuple[Annotated[Item, MARKABLE], ...], NOT_EMPTY]]
    digest: Defined[str] = ""
    title: str = ""
    role: str = ""
    level: str = ""
    basis: Basis = Basis.CLAUSE
    content_note: str = ""
    situation: Counted[str] = ""
    stimulus: Counted[Stimulus | None] = None
    who_to_tell: Counted[str] = ""
    search_words: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    editorial_note: EditorialNote | None = None

    def item(self, item_id: str) -> Item | None:
        """The item of that id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that the scenario rests on, once, in the order of its items."""
        return tuple(dict.fromkeys(clause for item in self.items for clause in item.clauses))


ACKNOWLEDGED = "R-iv"
"""The clause that a record acknowledges: that disciplinary action may be taken."""


DEFAULT_MASTERY_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Module:
    """Scenarios taken together.

    ``mastery_score`` is the share of marks, 0 to 1, that passes (cmi5). ``clauses`` has the digest of every clause
    that its scenarios rest on and of the one that its record acknowledges, by the clause's id.
    """

    id: Defined[ModuleId]
    scenarios: Defined[Annotated[tuple[Scenario, ...], NOT_EMPTY]]
    mastery_score: Defined[Share] = DEFAULT_MASTERY_SCORE
    clauses: Defined[dict[str, str]] = field(default_factory=dict)
    title: str = ""
    summary: str = ""
    minutes: int = 0
    audience: tuple[str, ...] = ()

    def scenario(self, scenario_id: str) -> Scenario | None:
        """The scenario of that id, or None."""
        return next((scenario for scenario in self.scenarios if scenario.id == scenario_id), None)


@dataclass(frozen=True, slots=True)
class Route:
    """The scenarios that were written for people of one kind of work, to be taken after the first module."""

    id: str
    title: str
    scenarios: tuple[Scenario, ...]
