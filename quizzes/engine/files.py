"""Files that people keep or hand in: each says what it is and which version, before it says anything else."""

from dataclasses import dataclass
from typing import Any

from quizzes.engine.documents import codec
from quizzes.engine.errors import WireError
from quizzes.engine.parsing import parse, write_file


@dataclass(frozen=True, slots=True)
class FileFormat[T]:
    """A kind of file: JSON with ``format`` and ``version``, then the fields of the dataclass ``kind``.

    ``version`` goes up when an older reader would misread a file; ``max_length`` is the most characters that a file has.
    """

    kind: type[T]
    name: str
    version: int
    max_length: int

    def read(self, text: str) -> T:
        """Read a file's text.

        Raises WireError: "too-large"; "foreign" for another kind of file; "future" for a later version of this
        program's; "malformed" for one that is damaged, or has anything that this kind of file does not.
        """
        return self.read_with_content(text)[0]

    def read_with_content(self, text: str) -> tuple[T, dict[str, Any]]:
        """Read a file's text as ``read`` does; returns also what JSON holds of it."""
        if len(text) > self.max_length:
            raise WireError("too-large", f"a file of this kind has {self.max_length} characters at most")
        content = parse(text.removeprefix("\ufeff"))
        if not isinstance(content, dict):
            raise WireError("malformed", "a file must hold an object")
        if content.get("format") != self.name:
            raise WireError("foreign", f'the file\'s format is not "{self.name}"')
        version = content.get("version")
        if isinstance(version, bool) or not isinstance(version, int | float) or version < self.version:
            raise WireError("malformed", f"version must be {self.version}")
        if version > self.version:
            raise WireError("future", f"the file is of version {version}; this program reads version {self.version}")
        fields = {name: value for name, value in content.items() if name not in ("format", "version")}
        return codec(self.kind).read(fields), content

    def content(self, value: T) -> dict[str, Any]:
        """What JSON holds of a value, the file's format and version first."""
        return {"format": self.name, "version": self.version, **codec(self.kind).write(value)}

    def write(self, value: T) -> str:
        """The text of a file. Raises WireError "too-large" where ``read`` would."""
        text = write_file(self.content(value))
        if len(text) > self.max_length:
            raise WireError("too-large", f"a file of this kind has {self.max_length} characters at most")
        return text
