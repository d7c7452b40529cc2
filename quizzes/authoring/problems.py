"""Mistakes in authors' files: what is wrong, where, and how to fix it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_MAX_LISTED = 14
"""Known words that a fix lists if none is similar."""

_MIN_BEGINNING = 3
"""Letters of a beginning that can stand for a whole word."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. ``line`` and ``column`` count from 1, as editors do."""

    path: str
    line: int
    column: int
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}; {self.fix}"


class ContentError(Exception):
    """The content has mistakes. ``problems`` has all of them, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a fix that suggests the most similar known word, or lists the known words."""
    known = list(known)
    meant = closest(word, known)
    if meant is not None:
        return f'did you mean "{meant}"?'
    return f"choose one of: {', '.join(known)}" if 0 < len(known) <= _MAX_LISTED else "check the spelling"


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the only known word that begins like this one, or else the most similar, ignoring case.

    Return None if none is similar enough.
    """
    by_lower = {other.lower(): other for other in known}
    longer = [lower for lower in by_lower if len(word) >= _MIN_BEGINNING and lower.startswith(word.lower())]
    similar = longer if len(longer) == 1 else get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[similar[0]] if similar else None


def quoted(text: str) -> str:
    """Quote an author's text for a message, on one line and shortened to 60 characters."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 60 else f'"{line[:59]}…"'
