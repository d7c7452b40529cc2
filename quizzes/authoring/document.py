"""A file's bytes become one YAML node, or the first reason why they cannot."""

import re
from dataclasses import dataclass

import yaml
from yaml.reader import Reader, ReaderError

MAX_BYTES = 256 * 1024
"""Bytes. PyYAML takes a few seconds for so much; the longest scenario is a twentieth of it."""

MAX_DEPTH = 20

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class UnreadableError(Exception):
    """The file holds no document. ``line`` and ``column`` count from 1."""

    def __init__(self, line: int, column: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.line = line
        self.column = column
        self.what = what
        self.fix = fix


def read_document(data: bytes) -> yaml.Node:
    """The one document in a file's bytes. Raises UnreadableError, and nothing else, whatever they are."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(1, 1, f"the file is larger than {MAX_BYTES // 1024} KB", "write one scenario in a file")
    text = _decode(data)
    try:
        loader = _Loader(text)
    except ReaderError as error:
        raise UnreadableError(
            *_place(text[: error.position]),
            f"the character U+{ord(text[error.position]):04X} cannot stand in YAML",
            "delete it; an editor may not show it",
        ) from None
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except ValueError:  # PyYAML makes a character of \\U and any eight digits
        raise _at(loader.get_mark(), _ESCAPE, _BACKSLASH) from None
    finally:
        loader.dispose()
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        raise UnreadableError(1, 1, "the file is empty", "see an existing file for the fields that it needs")
    return node


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
        raise UnreadableError(*_place(before), "this is not UTF-8", "save the file with the encoding UTF-8") from None


def _place(before: str) -> tuple[int, int]:
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1


def _at(mark: yaml.Mark | None, what: str, fix: str) -> UnreadableError:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return UnreadableError(line, column, what, fix)


_TAKEN = "a text cannot begin with *, & or ! (YAML's aliases, anchors and tags are not read here)"
_QUOTES = "put quotes round the whole text"
_ESCAPE = "this is not YAML: a backslash in double quotes means something else"
_BACKSLASH = "write two backslashes for one, or single quotes round the text"


class _Loader(yaml.SafeLoader):
    """Plain YAML: no anchors, aliases or tags, so that a node stands where the author sees it."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or getattr(event, "tag", None) is not None:
            raise _at(event.start_mark, _TAKEN, _QUOTES)
        if self.depth > MAX_DEPTH:
            raise _at(event.start_mark, "this stands too deep in other lists and fields", "look for a stray [ or {")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.ScalarNode) and (found := Reader.NON_PRINTABLE.search(node.value)):
            what = f"this text holds the character U+{ord(found[0]):04X}, which cannot be shown"
            raise _at(node.start_mark, what, _BACKSLASH)
        return node


@dataclass(frozen=True, slots=True)
class _Hint:
    """An author's words for one of PyYAML's. ``begun``: it is mended where it begins, not where YAML gives up."""

    sign: str
    what: str
    fix: str
    begun: bool = False


_HINTS = (
    _Hint("'\\t'", "this is not YAML: a tab stands here", "indent with spaces"),
    _Hint("while scanning an alias", _TAKEN, _QUOTES, True),
    _Hint("while scanning an anchor", _TAKEN, _QUOTES, True),
    _Hint("while scanning a tag", _TAKEN, _QUOTES, True),
    _Hint("end of stream", "this is not YAML: the quotes that begin here do not end", "close them", True),
    _Hint("unknown escape", _ESCAPE, _BACKSLASH),
    _Hint("escape sequence", _ESCAPE, _BACKSLASH),
    _Hint("cannot start any token", "this is not YAML: a text cannot begin with this character", _QUOTES),
    _Hint("another document", "a second document begins here", "keep one in a file, and take `---` out"),
    _Hint(
        "could not find expected ':'",
        "this is not YAML: a field's name and a colon should stand here",
        "write them; or indent the line, if it goes on the text before it",
        True,
    ),
    _Hint(
        "while scanning a block scalar",
        "this is not YAML: the text cannot begin on the line of > or |",
        "begin it on the next line, indented",
    ),
)
_FLOW = "while parsing a flow"
_COLON = "mapping values are not allowed"
_MISFIT = "expected <block end>"


def _explained(error: yaml.MarkedYAMLError, text: str) -> UnreadableError:
    said = f"{error.context}; {error.problem}"
    for hint in _HINTS:
        if hint.sign in said:
            mark = error.context_mark if hint.begun and error.context_mark else error.problem_mark
            return _at(mark, hint.what, hint.fix)
    mark = error.problem_mark or error.context_mark
    before = _LINE_END.split(text)[mark.line][: mark.column] if mark else ""
    if _FLOW in said and mark and error.context_mark and mark.line == error.context_mark.line:
        return _at(mark, "this is not YAML: this does not fit into the brackets round it", "put quotes round each text")
    if _FLOW in said:
        fix = "close it; or, if it is a text's, put quotes round the whole text"
        return _at(error.context_mark, "this is not YAML: the bracket that begins here does not end", fix)
    if _COLON in said and ": " in before:
        return _at(mark, "this is not YAML: a second colon cannot stand here", _QUOTES)
    if _COLON in said:
        fix = "begin it under the field before it; or, if it goes on a text, put quotes round the whole text"
        return _at(mark, "this is not YAML: this line is indented too far for a field", fix)
    if _MISFIT in said and not before.strip(" -"):
        return _at(mark, "this is not YAML: this line does not stand in line", "begin it under its neighbours")
    if _MISFIT in said:
        return _at(mark, "this is not YAML: the text went on after its quotes or brackets ended", _QUOTES)
    fix = "check the indentation and colons here, and put quotes round a text that holds ': ' or ' #'"
    return _at(mark, f"this is not YAML: {error.problem}", fix)
