"""Files that people save or hand in. Each begins with its format and version."""

from dataclasses import dataclass
from typing import Any

from quizzes.engine.documents import codec
from quizzes.engine.errors import WireError
from quizzes.engine.parsing import MAX_NAMES, has_more_names, parse, write_file


@dataclass(frozen=True, slots=True)
class FileFormat[T]:
    """A kind of file: JSON with ``format`` and ``version``, then the fields of the dataclass ``kind``.

    Raise ``version`` when an older reader would misread a new file. ``max_length`` is in characters; ``max_names`` is
    how many different names all objects of a file may have together.
    """

    kind: type[T]
    name: str
    version: int
    max_length: int
    max_names: int = MAX_NAMES

    def read(self, text: str) -> T:
        """Read a file's text.

        Raises WireError "too-large"; "foreign" if it is another kind of file; "future" if a later version of this
        program wrote it; "malformed" if it is damaged or doesn't match its declaration.
        """
        return self.read_with_content(text)[0]

    def read_with_content(self, text: str) -> tuple[T, dict[str, Any]]:
        """Read a file's text as ``read`` does; return the value and the parsed JSON."""
        self._check_size(text)
        content = parse(text.removeprefix("\ufeff"))
        if not isinstance(content, dict):
            raise WireError("malformed", "the file must contain a JSON object")
        if content.get("format") != self.name:
            raise WireError("foreign", f'format must be "{self.name}"')
        version = content.get("version")
        if isinstance(version, bool) or not isinstance(version, int | float) or version < self.version:
            raise WireError("malformed", f"version must be {self.version}")
        if version > self.version:
            raise WireError("future", f"the file has version {version}, but this program reads version {self.version}")
        fields = {name: value for name, value in content.items() if name not in ("format", "version")}
        return codec(self.kind).read(fields), content

    def content(self, value: T) -> dict[str, Any]:
        """Return a value as a JSON object, with the file's format and version first."""
        return {"format": self.name, "version": self.version, **codec(self.kind).write(value)}

    def write(self, value: T) -> str:
        """Write a file's text. Raises WireError "too-large" if ``read`` would refuse it."""
        text = write_file(self.content(value))
        self._check_size(text)
        return text

    def _check_size(self, text: str) -> None:
        if len(text) > self.max_length:
            raise WireError("too-large", f"the file must have at most {self.max_length} characters")
        if has_more_names(text, self.max_names):
            raise WireError("too-large", f"the file must have at most {self.max_names} different names")
