"""Types that several documents share, each with its rules for Python and for JSON Schema."""

import re
from datetime import date
from typing import Annotated, Any

from quizzes.engine.documents import Rule

DIGEST_LENGTH = 16
"""Hexadecimal digits of a digest: the first 64 bits of SHA-256."""

ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
"""The form of an id, in authors' files and in documents."""

MAX_ID_LENGTH = 100
"""Characters in a module's id."""

MAX_NAME_LENGTH = 200
"""Characters in a person's name or role."""


def matching(pattern: str, expected: str, **schema: Any) -> Rule:
    """Make the rule that a whole text matches a pattern.

    The schema also forbids line breaks, because in some validators ``$`` matches before a final one.
    """
    keywords = {"pattern": f"^{pattern}$", "not": {"pattern": r"\n"}, **schema}
    return Rule(re.compile(pattern).fullmatch, expected, keywords)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_visible(text: str) -> bool:
    return any(character.isprintable() and not character.isspace() for character in text)


_DAY_SCHEMA = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "maxLength": 10}
NOT_EMPTY = Rule(len, "a list with at least one entry", {"minItems": 1})
UNIQUE_IDS = Rule(lambda entries: len({entry.id for entry in entries}) == len(entries), "a list without duplicate ids")
_NO_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

PRINTABLE = Rule(
    lambda text: not _NO_CONTROLS.search(text),
    "free of control characters and lone surrogates",
    {"not": {"pattern": r"[\u0000-\u001f\u007f-\u009f\ud800-\udfff]"}},
)
SHORT = Rule(
    lambda text: len(text) <= MAX_NAME_LENGTH, f"{MAX_NAME_LENGTH} characters at most", {"maxLength": MAX_NAME_LENGTH}
)

_SHARE_SCHEMA = {"minimum": 0, "maximum": 1}
Share = Annotated[float, Rule(lambda share: 0 <= share <= 1, "a number from 0 to 1", _SHARE_SCHEMA)]
ShareOrNone = Annotated[
    float | None,
    Rule(lambda share: share is None or 0 <= share <= 1, "a number from 0 to 1, or null", _SHARE_SCHEMA),
]
Digest = Annotated[str, matching(f"[0-9a-f]{{{DIGEST_LENGTH}}}", f"{DIGEST_LENGTH} hexadecimal digits")]
ModuleId = Annotated[
    str,
    matching(ID_PATTERN, "lower-case words joined by hyphens"),
    Rule(lambda text: len(text) <= MAX_ID_LENGTH, f"{MAX_ID_LENGTH} characters at most", {"maxLength": MAX_ID_LENGTH}),
]
Day = Annotated[str, Rule(_is_day, "a day, such as 2026-11-23", _DAY_SCHEMA)]
Role = Annotated[str, SHORT, PRINTABLE]
Name = Annotated[str, SHORT, PRINTABLE, Rule(_is_visible, "a name of visible characters", {"pattern": r"\S"})]
Months = Annotated[
    int, Rule(lambda months: 0 <= months <= 1200, "a number from 0 to 1200", {"minimum": 0, "maximum": 1200})
]
"""Months after which a module must be taken again; 0 for never."""
