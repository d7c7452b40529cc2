"""The quiz model: modules contain scenarios, scenarios contain items, items contain options or statements.

Each field's type says which parts it belongs to (parts.py).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from quizzes.engine.documents import Rule
from quizzes.engine.parts import Counted, CountedIfFilled, Defined, DefinedIfFilled, Marked, MarkedIfFilled
from quizzes.engine.rules import NOT_EMPTY, ModuleId, Share


class Grade(StrEnum):
    """How good a response is, from best to harmful. Harmful scores 0, as poor does, and also blocks a pass."""

    BEST = "best"
    ACCEPTABLE = "acceptable"
    POOR = "poor"
    HARMFUL = "harmful"


class Interaction(StrEnum):
    """How an item is answered. The names are those of QTI."""

    CHOICE = "choice"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"


class Basis(StrEnum):
    """What decides a grade: a clause, a clause extended to newer technology, or the editors' judgement."""

    CLAUSE = "clause"
    BY_EXTENSION = "by-extension"
    EDITORIAL = "editorial"


class When(StrEnum):
    """How soon to tell somebody."""

    AT_ONCE = "at-once"
    TODAY = "today"


class Role(StrEnum):
    """A person or body to tell. ``NOBODY`` says that the reader need not tell anybody."""

    NOBODY = "nobody"
    POLICE = "police"
    DSL = "dsl"
    HEADTEACHER = "headteacher"
    CHAIR = "chair"
    LADO = "lado"
    SOCIAL_CARE = "social_care"
    DPO = "dpo"
    LINE_MANAGER = "line_manager"
    OFFICE = "office"
    LEADER = "leader"
    UNION = "union"
    HELPLINE = "helpline"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item; ``grade`` is the grade for selecting it.

    ``basis`` is None if the item's basis applies. ``already_done`` says what readers should do now if they have done
    this already; only poor and harmful options have it.
    In *multiple* and *order*, readers should select best options and leave poor and harmful ones.
    ``to`` is used by *choice* only: the id of the next item, or None to end the path.
    """

    id: Marked[str]
    grade: Marked[Grade]
    clauses: Marked[tuple[str, ...]] = ()
    to: Marked[str | None] = None
    text: Counted[str] = ""
    feedback: Counted[str] = ""
    basis: Counted[Basis | None] = None
    already_done: CountedIfFilled[str] = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A critical pair of an *order* item: option ``first`` must come before option ``then``."""

    first: Marked[str]
    then: Marked[str]
    feedback: Counted[str] = ""

    @property
    def id(self) -> str:
        """The pair's id in the item's feedback. It cannot clash with an option's id, which has no full stop."""
        return f"{self.first}.{self.then}"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a *match* item."""

    id: Counted[str]
    text: Counted[str] = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a *match* item; ``grades`` maps each category's id to the grade for choosing it.

    ``basis`` is None if the item's basis applies.
    """

    id: Marked[str]
    grades: Marked[dict[str, Grade]]
    clauses: Marked[tuple[str, ...]] = ()
    text: Counted[str] = ""
    feedback: Counted[str] = ""
    basis: Counted[Basis | None] = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person wrote or said; ``relation`` says who they are to the reader."""

    sender: Counted[str]
    words: Counted[str]
    relation: Counted[str] = ""


@dataclass(frozen=True, slots=True)
class Stimulus:
    """The message, post or request shown to the reader. ``title`` is a group's name, a subject or a page."""

    kind: Counted[str]
    when: Counted[str]
    messages: Counted[tuple[Message, ...]]
    title: Counted[str] = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, with options or, for *match*, with categories and statements.

    ``to`` is the id of the next item, whatever the response; in a *choice* item each option has its own.
    ``basis`` is None if the scenario's basis applies.
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
        """The options or, for *match*, the statements."""
        return self.options or self.statements

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of all clauses that the item cites, without duplicates, in the order of its parts."""
        return tuple(dict.fromkeys(clause for part in self.parts for clause in part.clauses))

    @property
    def following(self) -> tuple[str | None, ...]:
        """The ids of the items that a response may lead to; includes None if one may end the path."""
        if self.interaction is Interaction.CHOICE:
            return tuple(dict.fromkeys(option.to for option in self.options))
        return (self.to,)


MARKABLE = Rule(
    lambda item: item.parts and (item.pairs or item.interaction is not Interaction.ORDER),
    "an item with options, statements or, for order, critical pairs",
)


@dataclass(frozen=True, slots=True)
class Tell:
    """Who to tell, about what. Any one of the roles in ``who`` will do. ``when`` is None only for nobody."""

    who: CountedIfFilled[tuple[Role, ...]]
    about: CountedIfFilled[str]
    when: CountedIfFilled[When | None] = None


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """A dated note (ISO 8601) on present-day practice. It is ours and never part of the county's guidance."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation. The path starts at ``items[0]``; items and options say what follows.

    ``tell`` has the most urgent first. ``not_tell`` says who must not be told, ``if_not_heard`` where to go if nobody
    acts, ``for_you`` where readers find help for themselves.
    ``search_words`` are terms that staff use and the scenario doesn't; only the search index has them.
    ``school`` lists the entries of school.js to show with it. ``digest`` is made by ``scenario_digest``. ``optional``
    means that readers may leave it out. Scenarios with a content note are optional, and no others.
    """

    id: Marked[str]
    items: Marked[Annotated[tuple[Annotated[Item, MARKABLE], ...], NOT_EMPTY]]
    digest: Defined[str] = ""
    optional: DefinedIfFilled[bool] = False
    title: str = ""
    role: str = ""
    level: str = ""
    basis: Basis = Basis.CLAUSE
    content_note: str = ""
    situation: Counted[str] = ""
    stimulus: Counted[Stimulus | None] = None
    tell: CountedIfFilled[tuple[Tell, ...]] = ()
    not_tell: CountedIfFilled[str] = ""
    if_not_heard: CountedIfFilled[str] = ""
    for_you: CountedIfFilled[str] = ""
    search_words: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    editorial_note: EditorialNote | None = None

    def item(self, item_id: str) -> Item | None:
        """Return the item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of all clauses that the scenario cites, without duplicates, in the order of its items."""
        return tuple(dict.fromkeys(clause for item in self.items for clause in item.clauses))


ACKNOWLEDGED = "R-iv"
"""The clause that a record acknowledges: that disciplinary action may be taken."""


DEFAULT_MASTERY_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Module:
    """Scenarios taken together, for one record.

    ``mastery_score`` is the score, 0 to 1, needed to pass (a cmi5 term). ``clauses`` maps ids to digests, for every
    clause that its scenarios cite and for the one that its record acknowledges. ``lead`` introduces the module's own
    page; if it is empty, ``summary`` does. ``search_boost`` multiplies what that page counts in the search.
    """

    id: Defined[ModuleId]
    scenarios: Defined[Annotated[tuple[Scenario, ...], NOT_EMPTY]]
    mastery_score: Defined[Share] = DEFAULT_MASTERY_SCORE
    clauses: Defined[dict[str, str]] = field(default_factory=dict)
    title: str = ""
    summary: str = ""
    audience: tuple[str, ...] = ()
    lead: str = ""
    search_boost: float = 1.0

    def scenario(self, scenario_id: str) -> Scenario | None:
        """Return the scenario with this id, or None."""
        return next((scenario for scenario in self.scenarios if scenario.id == scenario_id), None)


@dataclass(frozen=True, slots=True)
class Route:
    """The scenarios written for one kind of job, to take after the first module."""

    id: str
    title: str
    scenarios: tuple[Scenario, ...]
