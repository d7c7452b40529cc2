"""What is wrong in an author's file, where, and how to fix it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


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
    """The content cannot be published. ``problems`` has every mistake found, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """A fix that names what the author may have meant, or what there is to choose from."""
    known = list(known)
    meant = closest(word, known)
    if meant is not None:
        return f'did you mean "{meant}"?'
    return f"it can be {', '.join(known)}" if 0 < len(known) <= 12 else "check its spelling"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that differs least, whatever its case; None where none is much like it."""
    by_lower = {each.lower(): each for each in known}
    return next((by_lower[each] for each in get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)), None)


def quoted(text: str) -> str:
    """An author's text within a message: on one line, and not too long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= 60 else f'"{line[:59]}…"'
