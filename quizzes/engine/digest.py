"""Digests: what tells one wording from another, and a record that was changed from one that was not.

They find damage and casual edits. They are no signature: whoever can read this can make them anew.
"""

from dataclasses import asdict
from hashlib import sha256

from quizzes.engine.model import Module, Scenario
from quizzes.engine.parsing import canonical

LENGTH = 16
"""Hexadecimal digits of a digest: the first 64 bits of SHA-256."""

# What a scenario is found, listed or introduced by. A change there asks nobody to take it again.
_BESIDE = ("digest", "title", "role", "level", "basis", "content_note", "search_words", "school", "editorial_note")


def digest_of(value: object) -> str:
    """The digest of anything that JSON can hold."""
    return sha256(canonical(value)).hexdigest()[:LENGTH]


def text_digest(text: str) -> str:
    """The digest of a text, whatever is in it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def scenario_digest(scenario: Scenario) -> str:
    """Of what is asked, marked and taught: the situation, every word and grade of its items, who to tell.

    The clauses count by their ids; what they say has digests of its own.
    """
    fields = asdict(scenario)
    return digest_of({name: value for name, value in fields.items() if name not in _BESIDE})


def module_digest(module: Module) -> str:
    """Of everything that a module's outcome rests on."""
    scenarios = [[scenario.id, scenario.digest] for scenario in module.scenarios]
    return digest_of([scenarios, module.clauses, module.mastery_score])


def clause_digest(text: str, stem: str) -> str:
    """Of the county's words, and of those quoted before them."""
    return digest_of([stem, text])
