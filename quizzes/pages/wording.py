"""Interface strings as HTML, for templates; and days in words."""

from datetime import date

from markupsafe import Markup

from quizzes.words.lookup import chosen, forms, strings, translate

NUMBER = Markup('<b data-count=""></b>')
"""Where a script fills in a number, in bold."""


def say(key: str, **values: object) -> Markup:
    """Return the string for a key as HTML, with its {names} filled in. ``count`` decides which of its forms that is."""
    return Markup.escape(chosen(key, values.get("count"))).format(**values)


def counted(key: str, **values: object) -> Markup:
    """Every form of a string whose {count} only the browser knows; ``showCount`` shows the one that fits."""
    every = forms(key)
    texts = {name: Markup.escape(text).format(count=NUMBER, **values) for name, text in every.items()}
    if len(texts) == 1:
        return texts.popitem()[1]
    spans = Markup().join(
        Markup('<span data-form="{}" hidden="hidden">{}</span>').format(name, text) for name, text in texts.items()
    )
    return Markup('<span data-counted="{}" data-locale="{}">{}</span>').format(key, strings()["locale"], spans)


def written_day(day: date) -> str:
    """A day in words, such as "22 November 2026"."""
    return translate("date", day=day.day, month=translate("months").split()[day.month - 1], year=day.year)
