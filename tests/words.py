"""Normalise text, to compare what an author wrote with what a page shows."""

import re

from quizzes.engine.model import Scenario


def words(text: str) -> str:
    """Return a text without Markdown links and emphasis, and with white space collapsed."""
    text = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    return " ".join(text.replace("*", "").split())


def telling(scenario: Scenario) -> list[str]:
    """Return everything that a scenario says about telling, without the names of roles."""
    notes = (scenario.not_tell, scenario.if_not_heard, scenario.for_you)
    return [words(text) for text in (*(tell.about for tell in scenario.tell), *notes) if text]
