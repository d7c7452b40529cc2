"""Add files to the register as its page does: the engine says what to read, and gets it in base64."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.engine.asking import Json, ask

BATCH_SIZE = 20


@dataclass
class Checked:
    """What the engine said of all files."""

    rows: list[Any] = field(default_factory=list)
    files: int = 0
    skipped: list[str] = field(default_factory=list)


def check_files(definitions: Iterable[str], files: Mapping[str, str | bytes | None]) -> Checked:
    """Check files by path. One that is None cannot be read, as if it had been deleted."""
    data = [content.encode() if isinstance(content, str) else content for content in files.values()]
    message: Json = {"operation": "check", "modules": list(definitions)}
    added = [(source, path, len(data[source] or b"")) for source, path in enumerate(files)]
    checked = Checked()
    queue: list[Any] = []

    def take(reply: Json) -> None:
        checked.rows += reply["rows"]
        checked.files += reply["files"]
        checked.skipped += reply["skipped"]
        queue[:0] = reply["wanted"]

    take(ask({**message, "files": added, "parts": []}))
    while queue:
        batch, queue[:BATCH_SIZE] = queue[:BATCH_SIZE], []
        take(ask({**message, "files": [], "parts": [(part, _base64(data[part["source"]], part)) for part in batch]}))
    return checked


def _base64(data: bytes | None, part: Json) -> str | None:
    return None if data is None else b64encode(data[part["start"] : part["start"] + part["length"]]).decode("ascii")
