"""Interface strings, from quizzes/words/<language>.yaml.

A string that contains a number may have several forms, by the names that CLDR gives them: zero, one, two, few, many and
other. Which of them a language has, and which fits a number, follows from its ``locale``. Here babel knows the rules,
and in the browser ``Intl.PluralRules`` does, so a new language needs no code.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml
from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule

DEFAULT = "en"

OTHER = "other"
"""The form that every language has. It fits every number that no other form fits."""

_FORM = "/"
"""Stands between a string's key and the name of a form, as in "practise/one"."""

_FOLDER = Path(__file__).resolve().parent
_words: dict[str, str] = {}


class LanguageError(Exception):
    """A language cannot be used. The message says which file is missing, or what is missing in it."""


def use_language(language: str, folder: Path = _FOLDER) -> None:
    """Read a language's file in ``folder``, and use it for all strings from now on.

    Raises LanguageError if there is no such file, if its keys differ from the English file's, or if a string has other
    forms than the language needs.
    """
    global _words
    file = folder / f"{language}.yaml"
    if not file.exists():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.yaml")))
        raise LanguageError(f"theme.language is {language}, but {file} is missing; there is: {known}")
    own = _read(file)
    english = own if language == DEFAULT else _read(folder / f"{DEFAULT}.yaml")
    keys, expected = _keys(own), _keys(english)
    if missing := [key for key in expected if key not in keys]:
        raise LanguageError(f"{file} lacks these strings: {', '.join(missing)}")
    if unknown := [key for key in keys if key not in expected]:
        raise LanguageError(f"{file} has strings that {DEFAULT}.yaml lacks: {', '.join(unknown)}")
    _check_forms(file, own, english)
    _words = own


def strings() -> dict[str, str]:
    """All strings of the language in use, by key. A form's key is the string's, a slash and the form's name."""
    if not _words:
        use_language(DEFAULT)
    return _words


def forms(key: str) -> dict[str, str]:
    """Return every form of a string, by its name, ``other`` last. A string without forms is ``other`` alone.

    Raises KeyError if the key is missing.
    """
    words = strings()
    if key in words:
        return {OTHER: words[key]}
    names = [*sorted(_rule(words["locale"]).tags), OTHER]
    return {name: words[f"{key}{_FORM}{name}"] for name in names}


def chosen(key: str, count: object) -> str:
    """Return the form of a string that fits ``count``; a string without forms fits anything. Raises KeyError.

    The string's {names} are not filled in.
    """
    words = strings()
    if key in words or not isinstance(count, int):
        return words[key]
    every = forms(key)
    return every.get(_rule(words["locale"])(count), every[OTHER])


def translate(key: str, **values: object) -> str:
    """Return the string for a key, with its {names} filled in. ``count`` decides which of its forms that is.

    Raises KeyError if the key or a name is missing.
    """
    return chosen(key, values.get("count")).format(**values)


def _read(file: Path) -> dict[str, str]:
    # PyYAML's parser in C reads the file in a tenth of the time of the one in Python.
    read = cast(dict[str, str | dict[str, str]], yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))
    words: dict[str, str] = {}
    for key, string in read.items():
        if isinstance(string, Mapping):
            words |= {f"{key}{_FORM}{name}": text for name, text in string.items()}
        else:
            words[key] = string
    return words


def _keys(words: Mapping[str, str]) -> dict[str, set[str]]:
    """The strings' keys, each with the names of its forms."""
    keys: dict[str, set[str]] = {}
    for name in words:
        key, _, of_form = name.partition(_FORM)
        keys.setdefault(key, set()).update([of_form] if of_form else [])
    return keys


def _check_forms(file: Path, own: Mapping[str, str], english: Mapping[str, str]) -> None:
    """Raise LanguageError for a string that lacks a form of its language, or has one that the language does not have.

    A string may do without forms even if the English one has them, and have them if the English one has a {count}.
    """
    try:
        needed = {*_rule(own["locale"]).tags, OTHER}
    except (UnknownLocaleError, ValueError):
        raise LanguageError(f"{file}: locale is {own['locale']}, which is no locale, such as en-GB") from None
    for key, found in _keys(own).items():
        if found and "{count}" not in english.get(key, "{count}"):
            raise LanguageError(f"{file}: {key} has forms, but no number decides between them")
        if found and found != needed:
            named = ", ".join(sorted(needed))
            raise LanguageError(f"{file}: {key} has the forms {', '.join(sorted(found))}; write {named}")


@lru_cache
def _rule(locale: str) -> PluralRule:
    return Locale.parse(locale, sep="-").plural_form
