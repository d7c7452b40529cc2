"""Standings: the word and the icon of each. Its colour is in components/grade/style.css."""

from markupsafe import Markup

from quizzes.engine.standing import Standing
from quizzes.pages.components import component

_ICONS = {
    Standing.NOT_STARTED: "circle-outline",
    Standing.UNDER_WAY: "progress-clock",
    Standing.NOT_PASSED: "alert",
    Standing.PASSED: "check-circle",
    Standing.COMPLETED: "check-circle-outline",
    Standing.PAPER: "file-sign",
    Standing.RETAKE: "update",
    Standing.DUE: "clock-alert-outline",
    Standing.POSTDATED: "calendar-alert",
    Standing.ALTERED: "alert-octagon",
    Standing.UNREADABLE: "file-question-outline",
    Standing.UNMARKED: "help-circle-outline",
    Standing.NO_RECORD: "minus",
}


def standing(value: Standing) -> Markup:
    """Draw a standing."""
    return component("standing", standing=value, icon_name=_ICONS[value])


def standings(*values: Standing) -> dict[Standing, Markup]:
    """Draw some standings, by value."""
    return {value: standing(value) for value in values}
