"""Interface strings, from quizzes/words/<language>.yaml."""

from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

DEFAULT = "en"

_FOLDER = Path(__file__).resolve().parent
_file = _FOLDER / f"{DEFAULT}.yaml"


class LanguageError(Exception):
    """A language cannot be used. The message says which file is missing, or what is missing in it."""


def use_language(language: str, folder: Path = _FOLDER) -> None:
    """Use a language's file in ``folder`` for all strings from now on.

    Raises LanguageError if there is no such file, or if its keys differ from the English file's.
    """
    global _file
    file = folder / f"{language}.yaml"
    if not file.exists():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.yaml")))
        raise LanguageError(f"theme.language is {language}, but {file} is missing; there is: {known}")
    english, own = _read((folder / f"{DEFAULT}.yaml").resolve()), _read(file.resolve())
    if missing := [key for key in english if key not in own]:
        raise LanguageError(f"{file} lacks these strings: {', '.join(missing)}")
    if unknown := [key for key in own if key not in english]:
        raise LanguageError(f"{file} has strings that {DEFAULT}.yaml lacks: {', '.join(unknown)}")
    _file = file.resolve()


def strings() -> dict[str, str]:
    """All strings of the language in use, by key."""
    return _read(_file)


@lru_cache
def _read(file: Path) -> dict[str, str]:
    return cast(dict[str, str], yaml.safe_load(file.read_text(encoding="utf-8")))


def translate(key: str, **values: object) -> str:
    """Return the string for a key, with its {names} filled in. Raises KeyError if the key or a name is missing."""
    return strings()[key].format(**values)
