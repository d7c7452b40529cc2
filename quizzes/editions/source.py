"""Read an edition from a site's folder, from the zip that schools get, or from the edition file itself."""

import re
import zipfile
import zlib
from pathlib import Path

from quizzes.editions.edition import FILE, MAX_LENGTH, Edition, decode_edition
from quizzes.engine.errors import WireError

_FRONT = "index.html"
_NOT_A_HANDBOOK = f"is not a handbook; name the folder that contains {_FRONT}, the zip as it was packed, or an {FILE}"
_OLDER = (
    f"is a handbook from before there was {FILE}; "
    "build it again with these tools from its own scenarios, or name a later one"
)
_COPY_AGAIN = "copy it again from where it was packed"


class EditionError(Exception):
    """An edition cannot be read; the message names the path, what is wrong and what to do."""


def read_edition(path: Path) -> Edition:
    """Read the edition from a site's folder, a handbook's zip or an edition file. Raises EditionError."""
    try:
        return decode_edition(_content(path).decode("utf-8"))
    except WireError as error:
        raise EditionError(f"{path} {_why(error)}") from None
    except UnicodeDecodeError:
        raise EditionError(f"{path} {_NOT_A_HANDBOOK}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise EditionError(f"{path} is a damaged zip ({error}); {_COPY_AGAIN}") from None
    except OSError as error:
        raise EditionError(f"{error.filename or path} cannot be read: {error.strerror or error}") from None


def _content(path: Path) -> bytes:
    if not path.exists():
        raise EditionError(f"{path} does not exist; check the spelling of the path")
    if path.is_dir():
        return _from_folder(path)
    # Not is_zipfile, which accepts any file that contains a zip somewhere.
    with path.open("rb") as file:
        if file.read(4) in (b"PK\x03\x04", b"PK\x05\x06"):
            return _from_zip(path)
    return _from_file(path)


def _from_folder(folder: Path) -> bytes:
    if (folder / FILE).is_file():
        return _from_file(folder / FILE)
    raise EditionError(f"{folder} {_OLDER if (folder / _FRONT).is_file() else _NOT_A_HANDBOOK}")


def _from_file(file: Path) -> bytes:
    if file.stat().st_size > MAX_LENGTH:
        raise EditionError(f"{file} {_NOT_A_HANDBOOK}")
    return file.read_bytes()


def _from_zip(path: Path) -> bytes:
    """Read the edition file in the zip's top folder or at its top level."""
    with zipfile.ZipFile(path) as archive:
        entries = [
            entry for entry in archive.infolist() if re.fullmatch(rf"([^/]+/)?{re.escape(FILE)}", entry.filename)
        ]
        if not entries:
            older = any(re.fullmatch(rf"([^/]+/)?{re.escape(_FRONT)}", name) for name in archive.namelist())
            raise EditionError(f"{path} {_OLDER if older else _NOT_A_HANDBOOK}")
        if len(entries) > 1 or entries[0].file_size > MAX_LENGTH:
            raise EditionError(f"{path} {_NOT_A_HANDBOOK}")
        # zipfile never unpacks more than the entry's declared size, which was checked above.
        return archive.read(entries[0])


def _why(error: WireError) -> str:
    match error.name:
        case "foreign":
            return _NOT_A_HANDBOOK
        case "future":
            return f"was built by later tools: {error.detail}; run `python -m quizzes changes` of the later handbook"
        case _:
            return f"is damaged ({error.detail}); {_COPY_AGAIN}"
