"""Slips: notes on a page that are not the county's text, and say so."""

from datetime import date

from markupsafe import Markup

from quizzes.engine.model import EditorialNote
from quizzes.pages.authored import paragraphs
from quizzes.pages.components import component
from quizzes.pages.wording import written_day
from quizzes.words.lookup import translate


def editors_note(day: date, body: Markup) -> Markup:
    """Put an editor's note on a slip, with its date."""
    written = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), written_day(day))
    tag = Markup.escape(translate("editors_note", date="{date}")).format(date=written)
    return component("slip", tag=tag, body=body)


def scenario_note(note: EditorialNote) -> Markup:
    """Put a scenario's editorial note on a slip."""
    return editors_note(date.fromisoformat(note.date), paragraphs(note.text))
