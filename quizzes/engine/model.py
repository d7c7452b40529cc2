"""What is asked and how it is graded: modules of scenarios, scenarios of items, items of options.

The words of an item are fields beside what marking needs, so that a file is read into one tree. The wire
leaves the words out (the page has them already), so in the browser they are empty.
"""

from dataclasses import dataclass
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


class Basis(StrEnum):
    """What decides a grade: a clause, a clause stretched to newer technology, or the editors alone."""

    CLAUSE = "clause"
    BY_EXTENSION = "by-extension"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be selected. ``to`` names the item that follows; None ends the path."""

    id: str
    grade: Grade
    clauses: tuple[str, ...] = ()
    to: str | None = None
    text: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``basis`` is None where the scenario's holds for it too."""

    id: str
    interaction: Interaction
    options: tuple[Option, ...]
    prompt: str = ""
    situation: str = ""
    basis: Basis | None = None

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """Present-day practice beside the source, dated (ISO 8601), never part of it."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation; ``items[0]`` is asked first, and the options say what follows."""

    id: str
    items: tuple[Item, ...]
    title: str = ""
    role: str = ""
    level: str = ""
    basis: Basis = Basis.CLAUSE
    situation: str = ""
    who_to_tell: str = ""
    editorial_note: EditorialNote | None = None

    def item(self, item_id: str) -> Item | None:
        """The item of that id, or None."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True)
class Module:
    """Scenarios taken together. ``mastery_score`` is the share of marks, 0 to 1, that passes (cmi5)."""

    id: str
    scenarios: tuple[Scenario, ...]
    mastery_score: float = 0.8
    title: str = ""
    summary: str = ""
    minutes: int = 0
    audience: tuple[str, ...] = ()

    def scenario(self, scenario_id: str) -> Scenario | None:
        """The scenario of that id, or None."""
        return next((scenario for scenario in self.scenarios if scenario.id == scenario_id), None)
