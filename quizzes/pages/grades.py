"""Grades and verdicts: the word and the icon of each."""

from markupsafe import Markup

from quizzes.engine.model import Grade, Item
from quizzes.engine.scoring import Verdict
from quizzes.pages.components import component
from quizzes.words.lookup import strings

_GRADE_ICONS = {
    Grade.BEST: "check-circle",
    Grade.ACCEPTABLE: "check-circle-outline",
    Grade.POOR: "alert",
    Grade.HARMFUL: "alert-octagon",
}

_VERDICT_ICONS = {
    Verdict.RIGHT: "check",
    Verdict.LEFT: "check",
    Verdict.HOLDS: "check",
    Verdict.ACCEPTABLE: "check-circle-outline",
    Verdict.MISSED: "close",
    Verdict.WRONG: "close",
    Verdict.BROKEN: "swap-vertical",
    Verdict.HARMFUL: "alert-octagon",
}


def grade(value: Grade) -> Markup:
    """Draw a grade."""
    return component("grade", grade=value, icon_name=_GRADE_ICONS[value])


def verdicts(item: Item) -> list[Markup]:
    """Draw every verdict, with what the reader did if the interaction has a string for that."""
    return [
        component(
            "verdict",
            verdict=verdict,
            icon_name=_VERDICT_ICONS[verdict],
            done=strings().get(f"{item.interaction}_{verdict}"),
        )
        for verdict in Verdict
    ]
