"""Parse a file's bytes into one YAML node, and explain the first syntax error in authors' words."""

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml
from yaml.reader import Reader, ReaderError

MAX_BYTES = 256 * 1024
"""PyYAML takes a few seconds to parse this much. The longest scenario has a twentieth of it."""

MAX_DEPTH = 20
"""Levels of nesting."""

_KEPT = 128
"""How many parsed documents are kept. The handbook has a third of it."""

_ODD = "[\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u2064\\u3000\\ufeff]"
ODD_ENTRY = re.compile(f"-{_ODD}")
"""An entry of a list with a space after its hyphen that YAML takes for a letter."""
_ODD_SPACE = re.compile(rf" *(?:- +)*(?:[\w-]+:|-)?(?={_ODD})")

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class UnreadableError(Exception):
    """A file has no valid YAML document. ``line`` and ``column`` count from 1."""

    def __init__(self, line: int, column: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.line = line
        self.column = column
        self.what = what
        self.fix = fix


@lru_cache(_KEPT)
def read_document(data: bytes) -> yaml.Node:
    """Parse the one YAML document in a file's bytes. For invalid bytes, raises UnreadableError and no other error.

    Parsing takes most of the time that reading the content takes, so equal bytes give the same node. Do not change it.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            1, 1, f"the file is larger than {MAX_BYTES // 1024} KB", "write one scenario in each file"
        )
    text = _decode(data)
    try:
        loader = _Loader(text)
    except ReaderError as error:
        raise UnreadableError(
            *place(text[: error.position]),
            f"the character U+{ord(text[error.position]):04X} is not allowed in YAML",
            "delete it, even if your editor does not show it",
        ) from None
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except ValueError:  # from PyYAML, for an escape such as \\UFFFFFFFF that is not a character
        raise _at(loader.get_mark(), _ESCAPE, _BACKSLASH) from None
    finally:
        loader.dispose()
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        raise UnreadableError(1, 1, "the file is empty", "see an existing file for the fields to write")
    return node


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
        raise UnreadableError(*place(before), "this is not UTF-8", "save the file as UTF-8") from None


def place(before: str) -> tuple[int, int]:
    """Return the line and column, from 1, at which this beginning of a file ends."""
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1


def without_odd_spaces(name: str) -> str:
    """Return a field's name without spaces and invisible characters round it that YAML takes for letters."""
    return re.sub(f"^{_ODD}+|{_ODD}+$", "", name).strip()


def _at(mark: yaml.Mark | None, what: str, fix: str) -> UnreadableError:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return UnreadableError(line, column, what, fix)


_RESERVED = "unquoted text cannot begin with *, & or ! (YAML aliases, anchors and tags are not supported)"
_QUOTES = "put quotes round the whole text"
_ESCAPE = "invalid YAML: in double quotes, a backslash begins an escape such as \\n, and this is not one"
_BACKSLASH = "write two backslashes, or put single quotes round the text"


class _Loader(yaml.SafeLoader):
    """Loads YAML without anchors, aliases and tags, so that each node has one place in the file."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or getattr(event, "tag", None) is not None:
            raise _at(event.start_mark, _RESERVED, _QUOTES)
        if self.depth > MAX_DEPTH:
            raise _at(event.start_mark, "too many lists and fields are nested here", "look for a stray [ or {")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.ScalarNode) and (match := Reader.NON_PRINTABLE.search(node.value)):
            what = f"this text contains the unprintable character U+{ord(match[0]):04X}"
            raise _at(node.start_mark, what, f"delete it; for a backslash, {_BACKSLASH}")
        return node


@dataclass(frozen=True, slots=True)
class _Hint:
    """What to tell an author when PyYAML's message contains ``phrase``.

    With ``at_start``, point to where the construct begins, not to where PyYAML gives up.
    """

    phrase: str
    what: str
    fix: str
    at_start: bool = False


_HINTS = (
    _Hint("'\\t'", "invalid YAML: this is a tab", "write spaces in its place"),
    _Hint("while scanning an alias", _RESERVED, _QUOTES, True),
    _Hint("while scanning an anchor", _RESERVED, _QUOTES, True),
    _Hint("while scanning a tag", _RESERVED, _QUOTES, True),
    _Hint("end of stream", "invalid YAML: these quotes are never closed", "close them", True),
    _Hint("unknown escape", _ESCAPE, _BACKSLASH),
    _Hint("escape sequence", _ESCAPE, _BACKSLASH),
    _Hint("cannot start any token", "invalid YAML: unquoted text cannot begin with this character", _QUOTES),
    _Hint("another document", "a second document begins here", "keep one document in the file, and delete `---`"),
    _Hint(
        "could not find expected ':'",
        "invalid YAML: expected a field's name and a colon here",
        "write them; or indent the line, if it continues the text before it",
        True,
    ),
    _Hint(
        "while scanning a block scalar",
        "invalid YAML: text cannot begin on the same line as > or |",
        "begin it on the next line, indented",
    ),
)
_FLOW = "while parsing a flow"
_COLON = "mapping values are not allowed"
_BLOCK_END = "expected <block end>"


def _explained(error: yaml.MarkedYAMLError, text: str) -> UnreadableError:
    message = f"{error.context}; {error.problem}"
    mark = error.problem_mark or error.context_mark
    lines = _LINE_END.split(text)
    for number in range(max(0, mark.line - 1), min(mark.line + 1, len(lines))) if mark else ():
        if found := _ODD_SPACE.match(lines[number]):
            what = "invalid YAML: this space looks like an ordinary one, but is not"
            return UnreadableError(number + 1, found.end() + 1, what, "type it again")
    for hint in _HINTS:
        if hint.phrase in message:
            shown = error.context_mark if hint.at_start and error.context_mark else error.problem_mark
            return _at(shown, hint.what, hint.fix)
    before = lines[mark.line][: mark.column] if mark else ""
    if _FLOW in message and mark and error.context_mark and mark.line == error.context_mark.line:
        return _at(mark, "invalid YAML: this is not allowed inside these brackets", "put quotes round each text")
    if _FLOW in message:
        fix = "close it; or, if it is part of a text, put quotes round the whole text"
        return _at(error.context_mark, "invalid YAML: this bracket is never closed", fix)
    if _COLON in message and ": " in before:
        return _at(mark, "invalid YAML: a second colon is not allowed here", _QUOTES)
    if _COLON in message:
        fix = "align it with the field above; or, if it continues a text, put quotes round the whole text"
        return _at(mark, "invalid YAML: this line is indented too far for a field", fix)
    if _BLOCK_END in message and not before.strip(" -"):
        return _at(mark, "invalid YAML: this line's indentation is wrong", "align it with the lines above or below")
    if _BLOCK_END in message:
        return _at(mark, "invalid YAML: there is text after the closing quotes or brackets", _QUOTES)
    fix = "check the indentation and colons here, and put quotes round text that contains ': ' or ' #'"
    return _at(mark, f"invalid YAML: {error.problem}", fix)
