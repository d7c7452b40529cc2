"""Match people's names on a staff list with those on records."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

MIN_SIMILARITY = 0.8
"""From 0 to 1: how similar two names must be for one to be suggested for the other."""

SALUTATIONS = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "rev"))

_CACHE_SIZE = 256
"""Names whose keys are remembered. A register asks several times in a row for the same name's."""


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a staff list."""

    name: str
    """Name."""
    role: str = ""
    """Role. It may be empty."""
    reference: str = ""
    """Reference. The school's own, which may be empty."""


@lru_cache(_CACHE_SIZE)
def key_of(name: str) -> str:
    """Return a name without case, accents and extra spaces, so that different spellings of it are equal."""
    if name.isascii():
        return " ".join(name.casefold().split())
    # Folded twice, because styled letters such as 𝐀 become foldable only when they are decomposed.
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN)).casefold()
    visible = (char for char in decomposed if not unicodedata.combining(char) and unicodedata.category(char) != "Cf")
    return " ".join("".join(visible).split()) or name


# Letters and punctuation that Unicode does not decompose into a plain character.
_PLAIN = str.maketrans("łøđħı’‘ʼ´`‐‑–", "lodhi" + "'" * 5 + "-" * 3)


class Names:
    """A list of names in which to look for one that is spelt differently."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(_sorted(name), name)

    def near(self, name: str) -> str | None:
        """Return the most similar name, or the first of several; None if none is similar enough."""
        sought = _sorted(name)
        if sought in self._names:
            return self._names[sought]
        matcher = SequenceMatcher(None, b=sought, autojunk=False)
        best, similarity = None, MIN_SIMILARITY
        for words, other in self._names.items():
            matcher.set_seq1(words)
            if matcher.real_quick_ratio() >= similarity and matcher.quick_ratio() >= similarity:
                ratio = matcher.ratio()
                if ratio > similarity or (best is None and ratio == similarity):
                    best, similarity = other, ratio
        return best


def _sorted(name: str) -> str:
    words = sorted(re.sub("[-,.]", " ", key_of(name)).split())
    # A staff list may have "Mrs Jo Lee", and her record "Jo Lee". But of "Mrs Lee", "Lee" alone would say too little.
    without_title = [word for word in words if word not in SALUTATIONS]
    return " ".join(without_title if len(without_title) > 1 else words)
