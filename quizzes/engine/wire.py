"""The engine's one entry, ``handle``: a request in JSON gives a reply in JSON.

A request is an object with an ``operation`` and what that needs. Of every operation, and of nothing else, Python
reads what is kept or handed in: to the page, entries and files are texts.

"resume" and "answer" take ``module`` (a definition, as definition.py writes it into the page) and ``session`` (the
entries kept so far, a list of texts, oldest first); "answer" also ``scenario``, ``item`` (ids) and ``response`` (a
list of texts, see scoring.py). They reply with:

- ``entry``: the entry to keep of this answer, a text; null where nothing was marked
- ``set_aside``: how many entries could not be read; they are neither changed nor counted
- ``unanswered``: true where nothing was selected, and so nothing was marked
- ``completed``, ``passed``, ``passed_before``: booleans; ``score``: 0 to 1, or null until completed
- ``scenarios``: a list, in the module's order, of ``id``, ``completed``, ``changed`` (since it was answered),
  ``harmful``, ``grade`` and ``score`` (null until completed), ``next`` (the item to answer, null at an end),
  ``clauses`` (worth reading again) and ``path``: a list of ``item``, ``response``, ``grade``, ``score`` and
  ``feedback``, a list of pairs: the id of an option, a statement or a critical pair, and its verdict

"record" takes ``module``, ``session``, ``name``, ``role``, ``date`` (ISO 8601) and ``limits`` (what a record is no
proof of, in words); it replies with ``file`` (the text of the record), ``file_name``, ``code`` (its checksum as people
compare it), ``name``, ``role`` and ``date``.

"save" takes ``progress``, the entries by their keys, by module; it replies with ``file``, a progress file.
"open" takes ``file``; it replies with ``progress``.

"check" takes ``modules`` (definitions) and ``files``, pairs of a name and a text; it replies with ``rows``, a list of
what checking.py says of each. "register" takes ``rows``, ``staff`` (the text of a staff list), ``same`` (an object:
names on records to names on the list), ``months`` (a number), ``today`` and ``words`` (what the fixed words mean, and
the columns' headings); it replies as office.py's ``register`` says.

A reply holds ids, grades, numbers, names and files: every other word that a reader sees is in the page already.
"""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.engine.definition import decode_module
from quizzes.engine.errors import WireError
from quizzes.engine.model import Module
from quizzes.engine.parsing import as_object, as_text, as_texts, parse, write
from quizzes.engine.progress import decode_entries, decode_file, encode_entry, encode_file
from quizzes.engine.record import code_of, file_name, make_record, read_record
from quizzes.engine.session import Attempt, ModuleOutcome, Session

type Message = dict[str, Any]


def handle(request: str) -> str:
    """Answer one request. Raises WireError, and nothing else, whatever the text."""
    message = as_object(parse(request), "the request")
    operation = message.get("operation")
    answer = _OPERATIONS.get(operation) if isinstance(operation, str) else None
    if answer is None:
        raise WireError("unknown-operation", f"the operations are {', '.join(_OPERATIONS)}")
    return write(answer(message))


def _resume(message: Message) -> Message:
    module, session, set_aside = _session(message)
    return {"entry": None, "set_aside": set_aside, "unanswered": False, **_outcome(session.outcome(module))}


def _answer(message: Message) -> Message:
    module, session, set_aside = _session(message)
    attempt = Attempt(
        as_text(message.get("scenario"), "scenario"),
        as_text(message.get("item"), "item"),
        as_texts(message.get("response"), "response"),
    )
    longer = session.answer(module, attempt)
    unanswered = longer is session
    entry = None if unanswered else encode_entry(module.id, longer.log[-1])
    return {"entry": entry, "set_aside": set_aside, "unanswered": unanswered, **_outcome(longer.outcome(module))}


def _session(message: Message) -> tuple[Module, Session, int]:
    module = _module(message.get("module"))
    return (module, *decode_entries(as_texts(message.get("session"), "session"), module.id))


def _module(definition: Any) -> Module:
    return decode_module(as_object(definition, "module"))


def _outcome(outcome: ModuleOutcome) -> Message:
    return {
        "completed": outcome.completed,
        "passed": outcome.passed,
        "passed_before": outcome.passed_before,
        "score": outcome.score,
        "scenarios": [
            {
                "id": scenario.id,
                "completed": scenario.completed,
                "changed": scenario.changed,
                "harmful": scenario.harmful,
                "grade": scenario.grade if scenario.completed else None,
                "score": scenario.score if scenario.completed else None,
                "next": scenario.next,
                "clauses": scenario.clauses,
                "path": [
                    {
                        "item": step.item,
                        "response": step.response,
                        "grade": step.outcome.grade,
                        "score": step.outcome.score,
                        "feedback": step.outcome.feedback,
                    }
                    for step in scenario.path
                ],
            }
            for scenario in outcome.scenarios
        ],
    }


def _record(message: Message) -> Message:
    module, session, _ = _session(message)
    fields = (as_text(message.get(field), field) for field in ("name", "role", "date", "limits"))
    file = make_record(module, session, *fields)
    made = read_record(file)
    return {
        "file": file,
        "file_name": file_name(module.id, made.date, made.name),
        "code": code_of(made.checksum),
        "name": made.name,
        "role": made.role,
        "date": made.date,
    }


def _save(message: Message) -> Message:
    return {"file": encode_file(message.get("progress"))}


def _open(message: Message) -> Message:
    return {"progress": decode_file(as_text(message.get("file"), "file"))}


# What only the register's page needs is imported there: readers do not wait for it.
def _check(message: Message) -> Message:
    from quizzes.engine import office

    return office.check(message)


def _register(message: Message) -> Message:
    from quizzes.engine import office

    return office.register(message)


_OPERATIONS: Mapping[str, Callable[[Message], Message]] = {
    "resume": _resume,
    "answer": _answer,
    "record": _record,
    "save": _save,
    "open": _open,
    "check": _check,
    "register": _register,
}
