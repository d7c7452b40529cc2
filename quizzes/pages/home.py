"""The home page's two doors, to the guidance and to the practice."""

from math import ceil

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.minutes import shown_minutes
from quizzes.pages.components import component

# How fast most adults read non-fiction in silence (Brysbaert 2019).
_WORDS_A_MINUTE = 238


def render_doors(catalogue: Catalogue) -> Markup:
    """Draw both doors, with the minutes that the chapter and the shortest module take."""
    words = sum(len(clause.text.split()) for clause in catalogue.clauses.values())
    return component(
        "doors",
        reading=ceil(words / _WORDS_A_MINUTE),
        practising=min(shown_minutes(module) for module in catalogue.modules.values()),
    )
