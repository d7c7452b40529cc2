"""Records for tests: made by the engine of answers that stand, and then spoilt or grown old."""

import json
from collections.abc import Callable
from random import Random

from quizzes.engine.digest import digest_of
from quizzes.engine.model import Grade, Item, Module
from quizzes.engine.parsing import write_file
from quizzes.engine.records.making import RECORD, make_record
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, Session
from tests.responses import at_random, best, of_grade

DAY = "2026-11-23"
LIMITS = "Unsupervised, and no proof of anything."

HOSTILE_NAMES = {
    "emoji": "Zoë 🦊 Ó Dálaigh",
    "right-to-left": "عائشة بنت محمد",
    "quotes": "\"quoted\" & 'so'",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "html": "<b>Ann</b><img src=x onerror=alert(1)>",
}
"""Names that have done harm elsewhere."""

type Answering = Callable[[Item], Response]


def random_answers(random: Random) -> Answering:
    """Any answers that can be marked."""
    return lambda item: at_random(item, random)


def sometimes_wrong(seed: int, share: float = 0.1) -> Answering:
    """Answers that are the best ones but for a share of them, which are acceptable or poor."""
    random = Random(seed)
    return lambda item: (
        of_grade(item, random.choice([Grade.ACCEPTABLE, Grade.POOR])) if random.random() < share else best(item)
    )


def completed_session(module: Module, answering: Answering = best) -> Session:
    """A module's session, with every scenario taken to its end."""
    session = Session()
    for scenario in module.scenarios:
        item: Item | None = scenario.items[0]
        while item:
            session = session.answer(module, Attempt(scenario.id, item.id, answering(item)))
            outcome = session.outcome(module)
            following = next(each.next for each in outcome.scenarios if each.id == scenario.id)
            item = scenario.item(following) if following else None
    return session


def record_of(
    module: Module, name: str = "Ann Smith", role: str = "Teacher", day: str = DAY, answering: Answering = best
) -> str:
    """A record's file."""
    return RECORD.write(make_record(module, completed_session(module, answering), name, role, day, LIMITS))


def tampered(file: str) -> str:
    """The file with its result turned round, as somebody might who has found it in an editor."""
    content = json.loads(file)
    content["modules"][0]["passed"] = not content["modules"][0]["passed"]
    return write_file(content)


def made_before_change(file: str, clause: str) -> str:
    """The file as it would have been made before a clause changed."""
    content = json.loads(file)
    content["clauses"][clause] = digest_of("The words as they were.")
    del content["checksum"]
    return write_file({**content, "checksum": digest_of(content)})
