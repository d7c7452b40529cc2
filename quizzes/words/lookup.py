"""The interface's words, from quizzes/words/<language>.yaml."""

from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

_FOLDER = Path(__file__).parent


@lru_cache
def strings(language: str = "en") -> dict[str, str]:
    """All interface strings of a language, by key."""
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return cast(dict[str, str], yaml.safe_load(text))


def translate(key: str, **values: object) -> str:
    """The string of that key with its {names} filled in. Raises KeyError for one that is not there."""
    return strings()[key].format(**values)
