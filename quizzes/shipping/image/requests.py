"""What the engine is asked when the image is built, and what it has to import, so that a worker has it all at hand."""

import ast
import json
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizzes.engine.api import handle
from quizzes.engine.errors import WireError
from quizzes.engine.records.table import HEADINGS


def imported_by(sources: list[Path]) -> list[str]:
    """Return the names of the modules that the sources import, at any depth, sorted."""
    found: set[str] = set()
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return sorted(found)


def warm_up() -> Iterator[tuple[str, str]]:
    """Yield requests that reach all operations, and the worker's reply to each (see prepare.py)."""
    for request in _requests():
        try:
            yield request, f"={handle(request)}"
        except WireError as error:
            kind = type(error)
            yield request, f"!{error.name} {kind.__module__}.{kind.__qualname__}: {error}"


_PACKED = "1:q+ZSUErLL8pNLFGyUlAqLklMS9PNSMxLScrPz9YtKMpPL0otLlbSAaoqSy0qzszPAyozBHFz81NKc1KLgdzqWq5aLgA="
"""A progress file without progress, as quizzes/engine/report.py packs it."""


def _requests() -> list[str]:
    option = {"id": "tell", "grade": "best", "clauses": ["SG-3"], "to": None}
    item = {"id": "first", "interaction": "choice", "options": [option]}
    scenarios = [{"id": "request", "digest": "0" * 16, "items": [item]}]
    module = json.dumps({"id": "trial", "mastery_score": 0.8, "clauses": {}, "scenarios": scenarios})
    answer = {"operation": "answer", "module": module, "session": {}, "scenario": "request", "item": "first"}
    taken = _reply({**answer, "response": ["tell"]})["entry"]
    session = {taken["key"]: taken["text"]}
    resume = {"operation": "resume", "module": module, "session": session}
    save = {"operation": "save", "progress": {"trial": session}, "date": "2026-11-23"}
    load = {"operation": "open", "file": _reply(save)["file"]}
    person = {"name": "A", "role": "", "date": "2026-11-23", "limits": ""}
    record = {"operation": "record", "module": module, "session": session, **person}
    checks = list(_checks(module, _reply(record)["file"]))
    said = ("standing_passed", "standing_paper", "standing_unreadable", "reason_malformed", "kept_about")
    words = dict.fromkeys((*HEADINGS, *said, "source_record", "source_paper", "yes", "no"), "")
    lists = [
        {"operation": "read-list", "file": b64encode(file).decode("ascii")}
        for file in (
            "Zoë".encode(),
            "Zoë".encode("utf-16"),
            "Zoë".encode("utf-16-be"),
            "Zoë".encode("cp1252"),
            b"PK\3\4",
        )
    ]
    today = "2026-11-23"
    staff = {"staff": 'Name\nAnn\nB, A\n"', "name_columns": "A", "same": {}, "left": []}
    settings = {**staff, "required": [{"role": "Cook", "modules": ["trial"]}], "months": 12, "today": today}
    sign = {"operation": "sign", "people": [("Ann", "")], "module": "trial", "date": today, "today": today}
    rows = [*_reply(checks[-1])["rows"], *_reply(sign)["rows"]]
    register = {"operation": "register", "rows": rows, **settings, "words": words}
    keep = {**register, "operation": "save-register", "modules": [module], "opened": []}
    reopen = {"operation": "open-register", "modules": [module], "file": _reply(keep)["file"]}
    responses: list[list[str]] = [["tell"], [], ["nothing"]]
    answers: list[object] = [{**answer, "response": response} for response in responses]
    # Deflated bytes differ from one zlib to the next, so none are in a reply.
    report = {**resume, "operation": "report", "session": {}}
    unpack = {"operation": "unpack", "packed": _PACKED}
    others = [resume, save, load, record, *checks, *lists, sign, register, keep, reopen, report, unpack]
    return [*map(json.dumps, [*answers, *others]), "not JSON"]


def _checks(module: str, record: str) -> Iterator[dict[str, Any]]:
    """Yield requests to check a record, a file that is damaged, and a zip with both, step by step."""
    zipped = BytesIO()
    with ZipFile(zipped, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("a.json"), "{")
        archive.writestr(ZipInfo("b.json"), record, ZIP_DEFLATED)
    files = {"records.zip": zipped.getvalue(), "c.json": b"{", "d.json": record.encode(), "e.txt": b""}
    data = list(files.values())
    new = [(number, name, len(data[number])) for number, name in enumerate(files)]
    request: dict[str, Any] = {"operation": "check", "modules": [module], "files": new, "parts": []}
    while True:
        yield request
        wanted = _reply(request)["wanted"]
        if not wanted:
            return
        read = [data[part["source"]][part["start"] : part["start"] + part["length"]] for part in wanted]
        parts = [(part, b64encode(piece).decode("ascii")) for part, piece in zip(wanted, read, strict=True)]
        request = {**request, "files": [], "parts": parts}


def _reply(request: object) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(handle(json.dumps(request)))
    return reply
