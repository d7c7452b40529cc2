"""Register files on the command line: read one, and write one without losing what another has."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from quizzes.engine.errors import WireError
from quizzes.engine.records.keeping import MAX_BYTES, KeptRegister, read_kept, write_kept
from quizzes.engine.records.names import key_of
from quizzes.engine.records.required import Requirement
from quizzes.engine.records.text import decoded

_MENDS = {
    "foreign": "this is not a register file; give record files without --state",
    "future": "a newer version of the handbook saved this register; read it with that version",
    "too-large": "this is too large to be a register file",
}


class KeptError(Exception):
    """A register file cannot be read or written, or an option for it is wrong. The message says what to do."""


def read_register_file(path: Path) -> KeptRegister:
    """Read a register file. Raises KeptError."""
    try:
        with path.open("rb") as file:
            return read_kept(decoded(file.read(MAX_BYTES + 1)))
    except OSError as error:
        raise KeptError(f"{path}: {error.strerror or error}") from None
    except WireError as error:
        mend = _MENDS.get(error.name, f"{error.detail}; mend this, or read an earlier copy of the file")
        raise KeptError(f"{path}: {mend}") from None


def check_target(path: Path, opened: Path | None) -> None:
    """Raise KeptError if a register saved here would replace anything but the register file that was read."""
    if not path.exists():
        if not path.parent.is_dir():
            raise KeptError(f"{path}: there is no folder {path.parent}")
        return
    try:
        read_register_file(path)
    except KeptError as error:
        raise KeptError(f"{error}\n{path} was not written, because it exists; choose another name") from None
    if not opened or not path.samefile(opened):
        raise KeptError(f"{path} has a register already; add --state {path}, or choose another name")


def check_tables(tables: Iterable[Path | None], others: Iterable[Path | None]) -> None:
    """Raise KeptError if a table or list would replace one of the ``others``: what is read, or the saved register."""
    files = [path for path in others if path]
    for table in filter(None, tables):
        if any(table == path or (table.exists() and path.exists() and table.samefile(path)) for path in files):
            raise KeptError(f"{table} was not written, because this command reads or saves it; choose another name")


def write_register_file(path: Path, kept: KeptRegister) -> None:
    """Write a register file. If that fails half-way, a file that was there stays as it was. Raises KeptError."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.write_text(write_kept(kept), encoding="utf-8", newline="\n")
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    except (OSError, UnicodeEncodeError, WireError) as error:
        unfinished.unlink(missing_ok=True)
        raise KeptError(f"{path}: the register was not saved: {error}") from None


def requirements_of(options: Iterable[str], known: Collection[str]) -> dict[str, Requirement]:
    """Read what is required, written as "module,module" for everybody or "role=module,module", by the role's key.

    Raises KeptError if a module is not among the ``known`` ones.
    """
    found: dict[str, Requirement] = {}
    for option in options:
        role, _, listed = option.rpartition("=")
        modules = tuple(name.strip() for name in listed.split(",") if name.strip())
        if unknown := [name for name in modules if name not in known]:
            raise KeptError(f"--require {option}: no module {', '.join(unknown)}; there are {', '.join(known)}")
        found[key_of(role)] = Requirement(" ".join(role.split()), modules)
    return found


def with_requirements(kept: Sequence[Requirement], given: dict[str, Requirement]) -> tuple[Requirement, ...]:
    """Return the table of a register file with those roles replaced that are given."""
    return (*(requirement for requirement in kept if key_of(requirement.role) not in given), *given.values())
