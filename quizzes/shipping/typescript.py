"""Writes the engine's replies as TypeScript types, so that scripts cannot expect what Python does not send."""

import re
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from quizzes.engine import messages, progress_file, report
from quizzes.engine.documents import bare, declared_fields
from quizzes.engine.records import keeping, list_text
from quizzes.engine.records import kept_operations as kept
from quizzes.engine.records import making as record
from quizzes.engine.records import operations as office
from quizzes.shipping.declared import field_docs

_FOLDER = "quizzes/web/engine"
_READERS, _OFFICE = f"{_FOLDER}/documents.ts", f"{_FOLDER}/office_documents.ts"

_READERS_REPLIES: tuple[type, ...] = (
    messages.SessionReply,
    record.RecordReply,
    progress_file.FileReply,
    progress_file.ProgressReply,
    report.ReportReply,
)
_OFFICE_REPLIES: tuple[type, ...] = (
    office.CheckReply,
    office.RegisterReply,
    office.ListReply,
    kept.OpenRegisterReply,
    kept.SaveRegisterReply,
    kept.SignReply,
)
_HEAD = """\
/** The engine's replies{about}. Generated from quizzes/engine/ by `python -m quizzes types`. */
"""
_OFFICE_LIMITS = f"""\
/** The most bytes that a register file and a staff list may have. */
export const MAX_REGISTER_BYTES = {keeping.MAX_BYTES};
export const MAX_LIST_BYTES = {list_text.MAX_BYTES};
"""
_PLAIN = {str: "string", bool: "boolean", int: "number", float: "number"}


def write_types(root: Path) -> list[Path]:
    """Write the types and return the files' paths."""
    for name, text in typescript().items():
        (root / name).write_text(text, encoding="utf-8")
    return [root / name for name in typescript()]


def typescript() -> dict[str, str]:
    """Return the files' texts: an interface for each dataclass and a type for each enumeration, in the order of use.

    Scripts import all types from the first file, which passes on those of the other.
    """
    readers: dict[str, str] = {}
    for reply in _READERS_REPLIES:
        _type(reply, readers)
    offices = dict.fromkeys(readers, "")
    for reply in _OFFICE_REPLIES:
        _type(reply, offices)
    own = [text for name, text in offices.items() if name not in readers]
    shared = [name for name in readers if re.search(rf"\b{name}\b", "".join(own))]
    heads = _HEAD.format(about=""), _HEAD.format(about=" to the register's page")
    return {
        _READERS: "\n".join([heads[0], 'export type * from "./office_documents";\n', *readers.values()]),
        _OFFICE: "\n".join(
            [heads[1], f'import type {{ {", ".join(shared)} }} from "./documents";\n', _OFFICE_LIMITS, *own]
        ),
    }


def _type(kind: Any, declarations: dict[str, str]) -> str:
    """Return the type's name in TypeScript, and add the declarations that it needs to ``declarations``."""
    kind = bare(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin is UnionType:
        return " | ".join("null" if part is NoneType else _type(part, declarations) for part in inner)
    if origin is tuple and inner[-1] is Ellipsis:
        entry = _type(inner[0], declarations)
        return f"({entry})[]" if " " in entry else f"{entry}[]"
    if origin is tuple:
        return f"[{', '.join(_type(part, declarations) for part in inner)}]"
    if origin is dict:
        return f"Record<string, {_type(inner[1], declarations)}>"
    if kind.__name__ not in declarations:
        declarations[kind.__name__] = ""  # reserves its place before the types that it uses
        declarations[kind.__name__] = _enum(kind) if issubclass(kind, StrEnum) else _interface(kind, declarations)
    return str(kind.__name__)


def _enum(kind: type[StrEnum]) -> str:
    return f"export type {kind.__name__} = {' | '.join(f'"{member}"' for member in kind)};\n"


def _interface(kind: type, declarations: dict[str, str]) -> str:
    docs = field_docs(kind)
    about = (kind.__doc__ or "").partition("\n\n")[0]
    lines = [f"/** {' '.join(about.split())} */", f"export interface {kind.__name__} {{"]
    for field in declared_fields(kind):
        if field.name in docs:
            lines.append(f"  /** {docs[field.name]} */")
        lines.append(f"  {field.name}: {_type(field.kind, declarations)};")
    return "\n".join([*lines, "}", ""])
