"""Surface features of options: what a reader can see of the wording who understands nothing of what it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.authoring.wording import plain

LENGTH = "length"
"""The group of the features that compare the options' lengths."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


GROUPS: dict[str, re.Pattern[str]] = {
    "a reason": _words(
        "because|since|so that|so (?:he|she|they|you|it|nobody|nothing|no)|in case|for fear|after all"
        "|as (?:you|he|she|they|it|we|there|this|that)|to (?:keep|avoid|be sure|see|hear|check|show)"
    ),
    "a word for telling or asking": _words(
        "tell|ask|ring|report|mention|advise|raise|pass|contact|hear|show|speak|talk|call|phone|e-mail|inform|warn|refer"
        r"|hand|see|let \w+ know|check with"
    ),
    "somebody in charge": _words(
        "headteacher|head|dsl|manager|office|school[’']s|deputy|leader|chair|governors?|union|police|999|lado|dpo"
    ),
    "a word for “at once”": _words("today|tonight|at once|now|straight away|there and then|immediately"),
    "a word for “later”": _words("tomorrow|later|then|after|afterwards|until|first|before|next|morning|week"),
    "a word for “private”": _words("yourself|myself|own|personal|privately|private|alone"),
    "a negative": re.compile(r"\b(?:not|no|never|nothing|nobody|none|without|cannot)\b|\b\w+n[’']t\b", re.IGNORECASE),
    "an absolute word": _words(
        "all|every|everybody|everyone|everything|any|anyone|anybody|anything|always|whole|only|just|never|nothing|nobody"
    ),
    "a tone word": _words(
        "kind|kindly|gently|quietly|quiet|thanks?|please|sorry|friendly|warm|warmly|politely|polite|calm|calmly|safe"
        "|careful|carefully|sweet|glad"
    ),
    "a number": re.compile(r"\d+|\b(?:one|two|three|four|once|twice)\b", re.IGNORECASE),
    "a quotation": re.compile(r"[‘“\"]"),
    "two halves": re.compile(r", and\b", re.IGNORECASE),
    "an “and”": _words("and"),
    "a comma": re.compile(","),
}
"""What each group of words is called in messages, and what finds it."""

FEATURES: tuple[str, ...] = (*(group for group in GROUPS for _ in range(3)), LENGTH, LENGTH, LENGTH)
"""The group of each feature, in the order of the numbers that `features` returns."""


def features(options: Sequence[str]) -> list[list[float]]:
    """Return the features of each option of one item.

    Each group has three: whether the option has such a word, whether it alone has one, and whether it alone has none.
    Length has three: the longest, the shortest, and how far the option is from the mean, in quarters of the mean.
    """
    texts = [plain(option) for option in options]
    columns: list[list[float]] = []
    for pattern in GROUPS.values():
        has = [bool(pattern.search(text)) for text in texts]
        columns.append([float(each) for each in has])
        columns.append([float(each and has.count(True) == 1) for each in has])
        columns.append([float(not each and has.count(False) == 1) for each in has])
    lengths = [len(text) for text in texts]
    mean = sum(lengths) / len(lengths) or 1
    columns.append([float(length == max(lengths)) / lengths.count(max(lengths)) for length in lengths])
    columns.append([float(length == min(lengths)) / lengths.count(min(lengths)) for length in lengths])
    columns.append([4 * (length - mean) / mean for length in lengths])
    return [list(row) for row in zip(*columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Contrast:
    """How the best options of an item differ from the others in one group of features."""

    group: str
    options: tuple[str, ...]
    best: frozenset[int]

    def __str__(self) -> str:
        return self._length() if self.group == LENGTH else self._words()

    def _length(self) -> str:
        lengths = [len(plain(option)) for option in self.options]
        best = [lengths[index] for index in self.best]
        if max(lengths) in best:
            return "the best option is the longest"
        if min(lengths) in best:
            return "the best option is the shortest"
        return "the best option is neither the longest nor the shortest"

    def _words(self) -> str:
        found = {index: list(self._found(option)) for index, option in enumerate(self.options)}
        others = [found[index] for index in found if index not in self.best]
        best = [word for index in sorted(self.best) for word in found[index]]
        count = sum(bool(each) for each in others)
        if best:
            return f"{'only ' if not count else ''}the best option has {self.group}{_quoted(best)}"
        words = _quoted([word for each in others for word in each])
        if count == len(others):
            return f"only the best option is without {self.group}{words}"
        return f"{count} of the others {'has' if count == 1 else 'have'} {self.group}{words}"

    def _found(self, option: str) -> Iterator[str]:
        for match in GROUPS[self.group].finditer(plain(option)):
            yield match[0]


def _quoted(found: Sequence[str]) -> str:
    words = [word for word in dict.fromkeys(found) if any(character.isalnum() for character in word)]
    return f" ({', '.join(words[:4])})" if words else ""
