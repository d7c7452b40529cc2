"""``handle``, the engine's only entry point: it takes a request in JSON and returns a reply in JSON.

A request is an object with an ``operation`` and the fields of that operation's class. Definitions, entries and files
are strings in it, which only Python parses. A reply holds ids, grades, numbers, names and files. All other words that
a reader sees are in the page already.
"""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.engine.definition import decode_module
from quizzes.engine.documents import codec
from quizzes.engine.errors import WireError
from quizzes.engine.messages import (
    AnswerRequest,
    EntryReply,
    LeaveOutRequest,
    ResumeRequest,
    SessionReply,
    session_reply,
)
from quizzes.engine.model import Module
from quizzes.engine.parsing import parse, write
from quizzes.engine.progress import decode_entries, encode_entry, next_key
from quizzes.engine.session import Attempt, Session

type Operation = tuple[type, Callable[[Any], Any]]
"""An operation's request class, and the function that returns its reply."""


def handle(request: str) -> str:
    """Answer one request. Raises WireError for any text that is not a valid request, and no other error."""
    message = parse(request)
    if not isinstance(message, dict):
        raise WireError("malformed", "a request must be a JSON object")
    operation = message.pop("operation", None)
    if not isinstance(operation, str) or operation not in _OPERATIONS:
        raise WireError("unknown-operation", f"operation must be one of: {', '.join(_OPERATIONS)}")
    kind, answer = _OPERATIONS[operation]()
    reply = answer(codec(kind).read(message))
    return write(codec(type(reply)).write(reply))


def _resume(request: ResumeRequest) -> SessionReply:
    module = decode_module(request.module)
    session, set_aside = decode_entries(request.session, module.id)
    return session_reply(session.outcome(module), None, set_aside, unanswered=False)


def _answer(request: AnswerRequest) -> SessionReply:
    module = decode_module(request.module)
    session, set_aside = decode_entries(request.session, module.id)
    longer = session.answer(module, Attempt(request.scenario, request.item, request.response))
    unanswered = longer is session
    if unanswered:
        return session_reply(longer.outcome(module), None, set_aside, unanswered=True)
    return session_reply(longer.outcome(module), _entry(request, module, longer), set_aside, unanswered=False)


def _leave_out(request: LeaveOutRequest) -> SessionReply:
    module = decode_module(request.module)
    session, set_aside = decode_entries(request.session, module.id)
    longer = session.leave_out(module, request.scenario)
    entry = None if longer is session else _entry(request, module, longer)
    return session_reply(longer.outcome(module), entry, set_aside, unanswered=False)


def _entry(request: AnswerRequest | LeaveOutRequest, module: Module, session: Session) -> EntryReply:
    """Return the entry to store for a session's last attempt."""
    text = encode_entry(module.id, session.log[-1])
    return EntryReply(next_key(request.session, text), text)


# Few readers need these operations. They are imported on first use, so that the first answer doesn't wait for them.


def _record() -> Operation:
    from quizzes.engine.records import making

    return making.RecordRequest, making.record


def _save() -> Operation:
    from quizzes.engine import progress_file

    return progress_file.SaveRequest, progress_file.save


def _open() -> Operation:
    from quizzes.engine import progress_file

    return progress_file.OpenRequest, progress_file.open_file


def _check() -> Operation:
    from quizzes.engine.records import operations

    return operations.CheckRequest, operations.check


def _register() -> Operation:
    from quizzes.engine.records import operations

    return operations.RegisterRequest, operations.register


def _report() -> Operation:
    from quizzes.engine import report

    return report.ReportRequest, report.report


def _unpack() -> Operation:
    from quizzes.engine import report

    return report.UnpackRequest, report.unpack_answers


def _read_list() -> Operation:
    from quizzes.engine.records import operations

    return operations.ListRequest, operations.read_list


def _open_register() -> Operation:
    from quizzes.engine.records import kept_operations

    return kept_operations.OpenRegisterRequest, kept_operations.open_register


def _save_register() -> Operation:
    from quizzes.engine.records import kept_operations

    return kept_operations.SaveRegisterRequest, kept_operations.save_register


def _sign() -> Operation:
    from quizzes.engine.records import kept_operations

    return kept_operations.SignRequest, kept_operations.sign


_OPERATIONS: Mapping[str, Callable[[], Operation]] = {
    "resume": lambda: (ResumeRequest, _resume),
    "answer": lambda: (AnswerRequest, _answer),
    "leave-out": lambda: (LeaveOutRequest, _leave_out),
    "record": _record,
    "save": _save,
    "open": _open,
    "check": _check,
    "register": _register,
    "report": _report,
    "unpack": _unpack,
    "read-list": _read_list,
    "open-register": _open_register,
    "save-register": _save_register,
    "sign": _sign,
}
