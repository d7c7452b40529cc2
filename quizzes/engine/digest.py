"""Digests: what tells one wording from another, and a record that was changed from one that was not.

They find damage and casual edits. They are no signature: anybody who can read this can make them.
"""

from hashlib import sha256

from quizzes.engine.documents import codec
from quizzes.engine.model import DIGEST, Module, Scenario
from quizzes.engine.parsing import canonical
from quizzes.engine.rules import DIGEST_LENGTH


def digest_of(value: object) -> str:
    """The digest of a value that JSON can hold."""
    return sha256(canonical(value)).hexdigest()[:DIGEST_LENGTH]


def text_digest(text: str) -> str:
    """The digest of any text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def scenario_digest(scenario: Scenario) -> str:
    """The digest of what is asked, marked and taught: the fields that model.py counts.

    The clauses count by their ids. Their words have digests of their own.
    """
    return digest_of(codec(Scenario, DIGEST).write(scenario))


def module_digest(module: Module) -> str:
    """The digest of everything that a module's outcome depends on."""
    scenarios = [[scenario.id, scenario.digest] for scenario in module.scenarios]
    return digest_of([scenarios, module.clauses, module.mastery_score])


def clause_digest(text: str, stem: str) -> str:
    """The digest of the county's words and of the stem that is quoted before them."""
    return digest_of([stem, text])
