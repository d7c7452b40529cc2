"""Find where YAML reads a text otherwise than its author typed it, and says nothing.

All of this is valid YAML, so the parser accepts it. ``document.py`` explains what the parser refuses.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import yaml

from quizzes.authoring.problems import quoted

QUOTES = "put quotes round the whole text"

_END = r"(?>\r\n|[\r\n\x85\u2028\u2029])"
_SAME_LINE_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\r\n\x85\u2028\u2029\0]*)")
_NEXT_LINE_COMMENT = re.compile(rf"[ \t]*{_END}(?P<spaces> *)(?P<comment>#[^\r\n\x85\u2028\u2029\0]*)")
_LIST_ENTRY = re.compile(rf"{_END}[ \t]*(?=- )")
_FIELD = re.compile(rf"{_END}\s*(?:- )?(?P<name>[a-z_]+):")
_COMMENT_IN_BLOCK = re.compile(rf"{_END}[ \t]*(?P<text>#[ \t][^\r\n]*)")
_SPLIT_WORD = re.compile(rf"[^\W\d_](?P<hyphen>-)[ \t]*{_END}\s*(?!(?:and|or|to|but)\b)\w")
_ONE_EMPTY_LINE = re.compile(rf"\S[ \t]*{_END}(?P<empty>)[ \t]*{_END}[ \t]*(?=\S)")
_FIRST_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {
    "0": "an invisible character",
    "a": "an invisible character",
    "b": "an invisible character",
    "e": "an invisible character",
    "f": "an invisible character",
    "v": "an invisible character",
    "t": "a tab",
    "n": "a new line",
    "r": "a new line",
    "N": "a new line",
    "L": "a new line",
    "P": "a new line",
    "_": "a non-breaking space",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One place where YAML changes a text. ``index`` is the place in the file's text, from 0."""

    index: int
    what: str
    fix: str


def changes(node: yaml.ScalarNode, indent: int | None, fields: Collection[str]) -> Iterator[Change]:
    """Yield the changes that YAML makes to a text that readers see.

    ``indent``: the column of the text's field name or list entry, from 0; None inside brackets. ``fields``: the names
    of the fields that may stand beside the text.
    """
    style = node.style or ""
    start, end = node.start_mark.pointer, node.end_mark.pointer
    written = (node.start_mark.buffer or "")[start:end]
    if style == '"':
        yield from _escapes(written, start)
    if not style:
        if comment := comment_after(node, indent):
            yield replace(comment, what=f"{comment.what} and leaves it out of this text")
        yield from _curly_quotes(written, start)
        for found in _LIST_ENTRY.finditer(written):
            what = "YAML joins this line to the text before it, so it is not an entry of a list"
            yield Change(start + found.end(), what, "write sentences, because a text cannot contain a list")
    yield from _swallowed_fields(written, start, fields)
    if style in ("|", ">"):
        for found in _COMMENT_IN_BLOCK.finditer(written):
            what = f"{quoted(found['text'])} is part of the text, so readers would see it"
            yield Change(start + found.start("text"), what, "write a comment above the field's name")
    for found in _SPLIT_WORD.finditer(written):
        what = "YAML puts a space between this hyphen and the next line"
        yield Change(start + found.start("hyphen"), what, "write the whole word on one line")
    if style != "|":
        header = _FIRST_LINE.match(written) if style == ">" else None
        for found in _ONE_EMPTY_LINE.finditer(written, header.end() if header else 0):
            what = "one empty line does not begin a new paragraph in this text"
            fix = "write two empty lines, or delete this one; or begin the text with |- and keep it"
            yield Change(start + found.start("empty"), what, fix)


def comment_after(node: yaml.ScalarNode, indent: int | None) -> Change | None:
    """Return the comment that follows an unquoted text on its line, or as a next line that is indented as the text is.

    If the text is empty, the comment may be what its author meant by it.
    """
    text, end = node.start_mark.buffer or "", node.end_mark.pointer
    if found := _SAME_LINE_COMMENT.match(text, end):
        words, fix = found["comment"], f"{QUOTES}; a comment needs a line of its own, above"
    elif indent is not None and (found := _NEXT_LINE_COMMENT.match(text, end)) and len(found["spaces"]) > indent:
        words, fix = found["comment"], f"{QUOTES}; or, if this is a comment, indent it less"
    else:
        return None
    return Change(found.start("comment"), f"YAML takes {quoted(words)} for a comment", fix)


def split_texts(node: yaml.SequenceNode) -> Iterator[Change]:
    """Yield the entries of a list in brackets that a comma within round brackets has split from their other half."""
    for before, entry in zip(node.value, node.value[1:], strict=False):
        if node.flow_style and _is_open(before) and isinstance(entry, yaml.ScalarNode) and not entry.style:
            what = f"the comma after {quoted(before.value)} makes two texts of one"
            yield Change(before.start_mark.pointer, what, QUOTES)


def _is_open(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value.count("(") > node.value.count(")")


def _escapes(written: str, start: int) -> Iterator[Change]:
    for found in _ESCAPE.finditer(written):
        if meaning := _ESCAPES.get(found[1]):
            what = f"in double quotes, YAML reads {found[0]} as {meaning}"
            fix = "write two backslashes, or put single quotes round the text; for paragraphs, begin it with |-"
            yield Change(start + found.start(), what, fix)


def _curly_quotes(written: str, start: int) -> Iterator[Change]:
    inner = written[1:-1]
    if len(written) > 1 and written[0] in "“„" and written[-1] in '”“"' and not re.search("[“”„]", inner):
        what = "YAML keeps curly quotation marks, so readers would see those round this text"
        yield Change(start, what, 'write straight ones ("…"), or none; or, if somebody is quoted, ‘…’')


def _swallowed_fields(written: str, start: int, fields: Collection[str]) -> Iterator[Change]:
    for found in _FIELD.finditer(written):
        if found["name"] in fields:
            what = f'"{found["name"]}" is indented as part of the text before it, so it is not read as a field'
            fix = "align it with the other fields; or, if it is part of the text, begin the line with another word"
            yield Change(start + found.start("name"), what, fix)
