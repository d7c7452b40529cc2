"""Check that every text is short enough for a reader with five minutes and a phone. All lengths are in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.authoring.bank import Bank
from quizzes.authoring.problems import Problem, quoted
from quizzes.authoring.texts import Kind, texts
from quizzes.authoring.wording import sentences, words
from quizzes.engine.model import Interaction

MAX_SENTENCE = 20

MAX_RATIO = 1.5
"""The length of a *choice* item's longest option, as a multiple of its shortest."""

MAX_CLAUSES = 2
"""Clauses that one option or statement may cite."""


@dataclass(frozen=True, slots=True)
class _Limit:
    most: int
    fix: str = "say less"
    least: int = 0


LIMITS = {
    Kind.SITUATION: _Limit(60, "keep what tempts the reader, and cut the rest"),
    Kind.STIMULUS: _Limit(50, "cut what the answer does not turn on"),
    Kind.PROMPT: _Limit(12, "ask one short question"),
    Kind.OPTION: _Limit(18),
    Kind.STATEMENT: _Limit(18),
    Kind.FEEDBACK: _Limit(45, 'keep the reason, and move what to do now to "already_done"'),
    Kind.ALREADY_DONE: _Limit(30, "say only what to do now"),
    Kind.ABOUT: _Limit(14, "name the matter in 3 to 14 words", least=3),
    Kind.NOT_TELL: _Limit(30),
    Kind.IF_NOT_HEARD: _Limit(30),
    Kind.FOR_YOU: _Limit(30),
    Kind.EDITORIAL_NOTE: _Limit(45, "keep what only this scenario needs"),
}
"""The limits of each kind of text. A kind that isn't listed has none."""

_NOT_OURS = (Kind.STIMULUS,)
"""Kinds of text in which other people write as they do."""


def texts_are_short(bank: Bank) -> Iterator[Problem]:
    """Every text has at most the words of its kind, and "about" has at least three."""
    for text in texts(bank):
        limit = LIMITS.get(text.kind)
        count = len(words(text.text))
        if limit and count > limit.most:
            what = f"{text.kind.value} has {_words(count)}, more than {limit.most}"
            yield bank.problem(text.place, what, f"{limit.fix} ({count - limit.most} too many)")
        elif limit and count < limit.least:
            what = f"{text.kind.value} has {_words(count)}, fewer than {limit.least}"
            yield bank.problem(text.place, what, limit.fix)


def sentences_are_short(bank: Bank) -> Iterator[Problem]:
    """Every sentence that we write has at most 20 words. Stimuli are what others write."""
    for text in texts(bank):
        if text.kind in _NOT_OURS:
            continue
        for sentence in sentences(text.text):
            count = len(words(sentence))
            if count > MAX_SENTENCE:
                yield bank.problem(
                    text.place,
                    f"a sentence has {count} words, more than {MAX_SENTENCE}: {quoted(sentence)}",
                    "make two of it: one idea in each",
                )


def options_are_alike_in_length(bank: Bank) -> Iterator[Problem]:
    """In a *choice* item, the longest option has at most one and a half times the words of the shortest."""
    for entry in bank.entries():
        if entry.item.interaction is not Interaction.CHOICE:
            continue
        counts = [len(words(option.text)) for option in entry.item.options]
        longest, shortest = counts.index(max(counts)), counts.index(min(counts))
        allowed = int(MAX_RATIO * counts[shortest])
        if counts[longest] > allowed:
            option, other = entry.item.options[longest], entry.item.options[shortest]
            yield bank.problem(
                entry.place.at("options", longest, "text"),
                f'option "{option.id}" has {_words(counts[longest])}, more than {MAX_RATIO} times as many as '
                f'"{other.id}", which has {counts[shortest]}',
                f'shorten it to {_words(allowed)}, or lengthen "{other.id}"',
            )


def few_clauses_are_cited(bank: Bank) -> Iterator[Problem]:
    """Every option and statement cites at most two clauses."""
    for entry in bank.entries():
        for part, place in entry.parts():
            if len(part.clauses) > MAX_CLAUSES:
                yield bank.problem(
                    place.at("clauses"),
                    f'"{part.id}" cites {len(part.clauses)} clauses, more than {MAX_CLAUSES}',
                    "keep those that decide the grade",
                )


CHECKS = (texts_are_short, sentences_are_short, options_are_alike_in_length, few_clauses_are_cited)


def _words(count: int) -> str:
    return f"{count} word{'' if count == 1 else 's'}"
