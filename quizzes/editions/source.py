"""Where an edition is read from: a site's folder, the zip that schools get, or the edition file itself."""

import re
import zipfile
import zlib
from pathlib import Path

from quizzes.editions.edition import FILE, MAX_LENGTH, Edition, decode_edition
from quizzes.engine.errors import WireError

_FRONT = "index.html"
_NONE = f"is not a handbook; give the folder that has {_FRONT} in it, the zip as it was packed, or an {FILE}"
_OLDER = (
    f"is a handbook without {FILE}, from before handbooks had one; "
    "build it again from its own scenarios and clauses with these tools, or give a later one"
)
_DAMAGED = "take it anew from where it was packed"


class EditionError(Exception):
    """There is no edition to be read; the message names the path, what is wrong, and the mend."""


def read_edition(path: Path) -> Edition:
    """The edition of a site's folder, of a handbook's zip, or of an edition file. Raises EditionError."""
    try:
        return decode_edition(_content(path).decode("utf-8"))
    except WireError as error:
        raise EditionError(f"{path} {_why(error)}") from None
    except UnicodeDecodeError:
        raise EditionError(f"{path} {_NONE}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise EditionError(f"{path} is a damaged zip ({error}); {_DAMAGED}") from None
    except OSError as error:
        raise EditionError(f"{error.filename or path} cannot be read: {error.strerror or error}") from None


def _content(path: Path) -> bytes:
    if not path.exists():
        raise EditionError(f"{path} is not there; look whether the path is spelt right")
    if path.is_dir():
        return _from_folder(path)
    # Only what says that it is a zip: is_zipfile would take a file that has one somewhere in it.
    with path.open("rb") as file:
        if file.read(4) in (b"PK\x03\x04", b"PK\x05\x06"):
            return _from_zip(path)
    return _from_file(path)


def _from_folder(folder: Path) -> bytes:
    if (folder / FILE).is_file():
        return _from_file(folder / FILE)
    raise EditionError(f"{folder} {_OLDER if (folder / _FRONT).is_file() else _NONE}")


def _from_file(file: Path) -> bytes:
    if file.stat().st_size > MAX_LENGTH:
        raise EditionError(f"{file} {_NONE}")
    return file.read_bytes()


def _from_zip(path: Path) -> bytes:
    """From the one folder that the zip has, whatever its name, or from its top."""
    with zipfile.ZipFile(path) as archive:
        entries = [each for each in archive.infolist() if re.fullmatch(rf"([^/]+/)?{re.escape(FILE)}", each.filename)]
        if not entries:
            older = any(re.fullmatch(rf"([^/]+/)?{re.escape(_FRONT)}", name) for name in archive.namelist())
            raise EditionError(f"{path} {_OLDER if older else _NONE}")
        if len(entries) > 1 or entries[0].file_size > MAX_LENGTH:
            raise EditionError(f"{path} {_NONE}")
        # No more than an entry says of itself is ever unpacked.
        return archive.read(entries[0])


def _why(error: WireError) -> str:
    match error.name:
        case "foreign":
            return _NONE
        case "future":
            return f"was built by later tools: {error.detail}; run the later handbook's own `python -m quizzes changes`"
        case _:
            return f"is damaged ({error.detail}); {_DAMAGED}"
