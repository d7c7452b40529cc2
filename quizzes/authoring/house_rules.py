"""Check those house rules that can be told from the wording, without judging what it means."""

import re
from collections.abc import Iterator

from quizzes.authoring.bank import Bank, Place
from quizzes.authoring.problems import Problem, quoted
from quizzes.authoring.texts import Kind, texts
from quizzes.authoring.wording import normalised, own_sentences, plain, without_links
from quizzes.engine.model import Grade, Option

_WHOM = re.compile(r"\bwhom(?:ever)?\b", re.IGNORECASE)

_JUDGEMENT = re.compile(
    r"(?:well done|good|great|excellent|perfect|exactly|correct|right|quite right|wrong|yes|no)[,.:;!–]"
    r"|(?:a|the) (?:good|great|right|best|wrong|worst|bad) (?:answer|call|choice|decision|idea|instinct|move|thing)\b"
    r"|(?:this|that|it)(?:[’']s| is| was)(?: the| a)? (?:good|great|right|best|correct|wrong|worst|bad)\b"
    r"|you(?:[’']re| are| were) (?:right|wrong)\b",
    re.IGNORECASE,
)
"""How feedback begins if it praises or scolds."""

_REMEDY = re.compile(r"\bif you(?:[’']ve| have) already\b", re.IGNORECASE)

OPENNESS = "SI-11"
"""Communication with pupils is open to scrutiny. The clause asks for openness in nothing else."""

CONTACT = {"SI-8", "SI-9", "SI-10", "SI-12", "SI-13", "SI-17b", "SI-19", "SI-20a", "SI-20b", "SI-21", "SI-22", "SI-23"}
"""The other clauses about contact with pupils. A scenario about it cites at least one of them."""

RUN_LENGTH = 8
"""Words in a row that two editorial notes may not share."""


def nobody_is_whom(bank: Bank) -> Iterator[Problem]:
    """No text says "whom", apart from quotations."""
    for text in texts(bank):
        if _WHOM.search(" ".join(own_sentences(text.text))):
            yield bank.problem(text.place, f'{text.kind.value} says "whom"', 'say "who", or turn the sentence round')


def harm_has_a_remedy(bank: Bank) -> Iterator[Problem]:
    """Every harmful option says what to do if it has already been done."""
    for entry in bank.entries():
        for part, place in entry.parts():
            if isinstance(part, Option) and part.grade is Grade.HARMFUL and not part.already_done:
                yield bank.problem(
                    place,
                    f'"{part.id}" is harmful, and has no "already_done"',
                    "add it: say what readers should do now if they have done this already",
                )


def feedback_has_no_remedy(bank: Bank) -> Iterator[Problem]:
    """Feedback gives the reason. What to do if something has already happened is in "already_done"."""
    for feedback, place in bank.feedbacks():
        if match := _REMEDY.search(plain(feedback)):
            yield bank.problem(place, f'the feedback says "{match[0]}"', 'move what to do now to "already_done"')


def feedback_begins_with_the_reason(bank: Bank) -> Iterator[Problem]:
    """Feedback begins neither with praise nor with scolding."""
    for feedback, place in bank.feedbacks():
        if match := _JUDGEMENT.match(plain(feedback)):
            yield bank.problem(
                place,
                f'the feedback begins with a judgement: "{match[0]}"',
                "begin with the reason: what would happen, or what the rule protects",
            )


def openness_is_about_pupils(bank: Bank) -> Iterator[Problem]:
    """SI-11 is cited only in scenarios that cite another clause about contact with pupils too."""
    for entry in bank.entries():
        if not CONTACT.isdisjoint(entry.scenario.clauses):
            continue
        for part, place in entry.parts():
            if OPENNESS in part.clauses:
                yield bank.problem(
                    place.at("clauses", part.clauses.index(OPENNESS)),
                    f'"{part.id}" cites {OPENNESS}, and nothing in this scenario is about communication with pupils',
                    "cite the clause that decides the grade; or, if none does, add `basis: editorial`",
                )


def notes_differ(bank: Bank) -> Iterator[Problem]:
    """No two editorial notes share eight words in a row, apart from the words of links."""
    first: dict[str, Place] = {}
    for text in texts(bank):
        if text.kind is not Kind.EDITORIAL_NOTE:
            continue
        runs = _runs(text.text)
        if run := next((run for run in runs if run in first), ""):
            yield bank.problem(
                text.place,
                f"this repeats words of the editorial note at {bank.position(first[run])}: {quoted(run)}",
                "keep them in one note; what several scenarios need belongs on docs/guidance/what-has-changed.md",
            )
        for run in runs:
            first.setdefault(run, text.place)


CHECKS = (
    nobody_is_whom,
    harm_has_a_remedy,
    feedback_has_no_remedy,
    feedback_begins_with_the_reason,
    openness_is_about_pupils,
    notes_differ,
)


def _runs(text: str) -> list[str]:
    """Return every run of eight words of a note that no link interrupts."""
    found = []
    for part in without_links(text):
        each = normalised(part).split()
        found += [" ".join(each[start : start + RUN_LENGTH]) for start in range(len(each) - RUN_LENGTH + 1)]
    return found
