"""Make records for tests with the engine, and tampered or outdated copies of them."""

import json
from collections.abc import Callable, Collection, Sequence
from random import Random

from quizzes.engine.digest import digest_of
from quizzes.engine.model import Grade, Item, Module
from quizzes.engine.parsing import write_file
from quizzes.engine.records.making import RECORD, make_record
from quizzes.engine.scoring import Response
from quizzes.engine.session import Attempt, Session
from tests.instant import TODAY
from tests.responses import at_random, best, of_grade

DAY = "2026-11-23"
"""The day of records for the engine, which is told what day it is."""

LIMITS = "Unsupervised, and no proof of anything."

HOSTILE_NAMES = {
    "emoji": "Zoë 🦊 Ó Dálaigh",
    "right-to-left": "عائشة بنت محمد",
    "quotes": "\"quoted\" & 'so'",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "html": "<b>Ann</b><img src=x onerror=alert(1)>",
}
"""Names that break software which does not expect them."""

type Answering = Callable[[Item], Response]


def random_answers(random: Random) -> Answering:
    """Answer each item with a random response that can be marked."""
    return lambda item: at_random(item, random)


def sometimes_wrong(seed: int, share: float = 0.1) -> Answering:
    """Answer each item best, except for a share of items that get an acceptable or poor response."""
    random = Random(seed)
    return lambda item: (
        of_grade(item, random.choice([Grade.ACCEPTABLE, Grade.POOR])) if random.random() < share else best(item)
    )


def harmfully(item: Item) -> Response:
    """Return a harmful response, if there is one."""
    return of_grade(item, Grade.HARMFUL)


def completed_session(module: Module, answering: Answering = best, leaving_out: Collection[str] = ()) -> Session:
    """Take every scenario of a module to its end, or leave it out, and return the session."""
    session = Session()
    for scenario in module.scenarios:
        if scenario.id in leaving_out:
            session = session.leave_out(module, scenario.id)
            continue
        item: Item | None = scenario.items[0]
        while item:
            session = session.answer(module, Attempt(scenario.id, item.id, answering(item)))
            outcome = session.outcome(module)
            following = next(each.next for each in outcome.scenarios if each.id == scenario.id)
            item = scenario.item(following) if following else None
    return session


def record_of(
    module: Module,
    name: str = "Ann Smith",
    role: str = "Teacher",
    day: str = str(TODAY),
    answering: Answering = best,
    leaving_out: Collection[str] = (),
) -> str:
    """Make a record of a completed module, and return the file's text."""
    session = completed_session(module, answering, leaving_out)
    return RECORD.write(make_record(module, session, name, role, day, LIMITS))


def records_of(module: Module, names: Sequence[str]) -> list[str]:
    """Make a record for each name, all with the same best answers, and return the files' texts."""
    session = completed_session(module)
    return [RECORD.write(make_record(module, session, name, "Teacher", str(TODAY), LIMITS)) for name in names]


def tampered(file: str) -> str:
    """Return the record with its result reversed, as somebody might do in a text editor."""
    content = json.loads(file)
    content["modules"][0]["passed"] = not content["modules"][0]["passed"]
    return write_file(content)


def made_before_change(file: str, clause: str) -> str:
    """Return the record as it would be if it had been made before the clause changed."""
    content = json.loads(file)
    content["clauses"][clause] = digest_of("The words as they were.")
    del content["checksum"]
    return write_file({**content, "checksum": digest_of(content)})
