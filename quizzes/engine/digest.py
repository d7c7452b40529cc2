"""Digests, which show whether a text, a scenario or a record has changed.

They help to spot a damaged or edited file. They are not signatures: anybody can compute them.
"""

from hashlib import sha256

from quizzes.engine.documents import codec
from quizzes.engine.model import Module, Scenario
from quizzes.engine.parsing import canonical
from quizzes.engine.parts import DIGEST
from quizzes.engine.rules import DIGEST_LENGTH


def digest_of(value: object) -> str:
    """Return the digest of a JSON value: 16 hexadecimal digits of SHA-256."""
    return sha256(canonical(value)).hexdigest()[:DIGEST_LENGTH]


def text_digest(text: str) -> str:
    """Return the digest of a text, which may contain lone surrogates."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def code_of(digest: str) -> str:
    """Return a digest's first 12 characters in three groups, for people to compare, and for the names of files."""
    return "-".join(digest[start : start + 4].upper() for start in (0, 4, 8))


def scenario_digest(scenario: Scenario) -> str:
    """Return the digest of the fields that model.py marks with DIGEST: what is asked, marked and taught.

    It includes the ids of clauses, but not their words, which have their own digests (``clause_digest``).
    """
    return digest_of(codec(Scenario, DIGEST).write(scenario))


def module_digest(module: Module) -> str:
    """Return the digest of everything that a module's outcome depends on."""
    # Only if it is optional does a scenario say so, so that modules of the first edition keep their digests.
    scenarios = [
        [scenario.id, scenario.digest, *(["optional"] if scenario.optional else [])] for scenario in module.scenarios
    ]
    return digest_of([scenarios, module.clauses, module.mastery_score])


def clause_digest(text: str, stem: str) -> str:
    """Return the digest of a clause: the county's words and the stem that is quoted before them."""
    return digest_of([stem, text])
