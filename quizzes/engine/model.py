"""What is asked and how it is graded: modules of scenarios, scenarios of items, items of options or statements.

The words of an item are fields beside what marking needs, so that a file is read into one tree. The wire
leaves the words out (the page has them already), so in the browser they are empty.
"""

from dataclasses import dataclass, field
from enum import StrEnum


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

    id: str
    grade: Grade
    clauses: tuple[str, ...] = ()
    to: str | None = None
    text: str = ""
    feedback: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A critical pair of *order*: the option ``first`` has to come before the option ``then``."""

    first: str
    then: str
    feedback: str = ""

    @property
    def id(self) -> str:
        """The pair's name among an item's feedback. No option has it, since no id has a full stop."""
        return f"{self.first}.{self.then}"


@dataclass(frozen=True, slots=True)
class Category:
    """What a statement of *match* can be put under."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be put under a category; ``grades`` has the grade of each, by the category's id.

    ``basis`` is None where the item's holds for it too.
    """

    id: str
    grades: dict[str, Grade]
    clauses: tuple[str, ...] = ()
    text: str = ""
    feedback: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote or said; ``relation`` is theirs to the reader."""

    sender: str
    words: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Stimulus:
    """The message, post or request that the reader is shown. ``title``: a group's name, a subject, a place."""

    kind: str
    when: str
    messages: tuple[Message, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, with options or, of *match*, with categories and statements.

    ``to`` names the item that follows whatever the response, which is how all but *choice* lead on.
    ``basis`` is None where the scenario's holds for it too.
    """

    id: str
    interaction: Interaction
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    categories: tuple[Category, ...] = ()
    statements: tuple[Statement, ...] = ()
    to: str | None = None
    prompt: str = ""
    situation: str = ""
    stimulus: Stimulus | None = None
    feedback: str = ""
    basis: Basis | None = None

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

    id: str
    items: tuple[Item, ...]
    digest: str = ""
    title: str = ""
    role: str = ""
    level: str = ""
    basis: Basis = Basis.CLAUSE
    content_note: str = ""
    situation: str = ""
    stimulus: Stimulus | None = None
    who_to_tell: str = ""
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


@dataclass(frozen=True, slots=True)
class Module:
    """Scenarios taken together.

    ``mastery_score`` is the share of marks, 0 to 1, that passes (cmi5). ``clauses`` has the digest of every clause
    that its scenarios rest on and of the one that its record acknowledges, by the clause's id.
    """

    id: str
    scenarios: tuple[Scenario, ...]
    mastery_score: float = 0.8
    clauses: dict[str, str] = field(default_factory=dict)
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
