"""The message, post, request or call that a scenario or an item begins with."""

from markupsafe import Markup

from quizzes.engine.model import Stimulus
from quizzes.pages.components import component

_ICONS = {
    "request": "account-plus-outline",
    "message": "message-text-outline",
    "post": "post-outline",
    "e-mail": "email-outline",
    "chat": "forum-outline",
    "call": "phone-outline",
}


def render_stimulus(stimulus: Stimulus | None) -> Markup | None:
    """Draw a stimulus as it would look on a screen; None if there is none."""
    return component("stimulus", stimulus=stimulus, icon_name=_ICONS[stimulus.kind]) if stimulus else None
