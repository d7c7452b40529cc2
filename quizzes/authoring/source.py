"""Read fields from YAML nodes, which know their line and column, and check their names and types."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from quizzes.authoring.document import ODD_ENTRY, UnreadableError, place, read_document, without_odd_spaces
from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import Problem, closest, nearest, quoted
from quizzes.authoring.yaml_changes import Change, changes, comment_after, split_texts
from quizzes.engine.rules import ID_PATTERN

ID = re.compile(ID_PATTERN)
_NOT_TEXT = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_NULL = "tag:yaml.org,2002:null"


@dataclass(slots=True)
class Source:
    """A file being read: its path from the project's root, and the problems found in it."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, node: yaml.Node | None, what: str, fix: str) -> None:
        """Record a problem at a node's place, or at the file's beginning if ``node`` is None."""
        mark = node.start_mark if node else None
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problems.append(Problem(self.path, line, column, what, fix))

    def _report_changes(self, node: yaml.Node, indent: int | None, spec: Field, shape: Shape) -> None:
        """Report where YAML changes a text that readers see, or a list of them. ``changes`` explains ``indent``."""
        if spec.kind not in (Kind.TEXT, Kind.TEXTS) or spec.values:
            return  # ids, numbers, dates and names are checked anyway, so no change of theirs goes unseen
        found: Iterable[Change] = ()
        if isinstance(node, yaml.ScalarNode):
            found = changes(node, indent, shape)
        elif isinstance(node, yaml.SequenceNode):
            found = split_texts(node)
            for child in node.value:
                self._report_changes(child, None if node.flow_style else node.start_mark.column, spec, shape)
        for change in found:
            line, column = place((node.start_mark.buffer or "")[: change.index])
            self.problems.append(Problem(self.path, line, column, change.what, change.fix))

    def load(self, file: Path) -> yaml.Node | None:
        """Parse the file's YAML document. If it is invalid, record a problem and return None."""
        try:
            return read_document(file.read_bytes())
        except UnreadableError as error:
            self.problems.append(Problem(self.path, error.line, error.column, error.what, error.fix))
            return None

    def fields(self, node: yaml.Node, shape: Shape, noun: str = "field") -> "Fields":
        """Return the node's valid fields, and report every missing, unknown, duplicate and invalid one.

        ``noun`` is what messages call a field.
        """
        values: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            what = f"this is {_kind(node)}, not a group of fields"
            self.report(node, what, f"write these fields, each with its value: {', '.join(shape)}")
            return Fields(self, node, values)
        names: set[str | None] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key, f"this is {_kind(key)}, not a field's name", "put quotes round it if it is a text")
                continue
            name = str(key.value)
            names.add(name)
            if name not in shape and (bare := without_odd_spaces(name)) in shape:
                what = f'there is a space beside {noun} "{bare}" that YAML takes for a part of its name'
                self.report(key, what, "replace it with an ordinary space, even if it looks like one")
                names.add(bare)
            elif name not in shape:
                meant = _replacement(name, shape)
                fix = f'write "{meant}" instead: {shape[meant].help}' if meant else nearest(name, shape)
                self.report(key, f"unknown {noun} {quoted(name)}", fix)
                names.add(meant or closest(name, shape))  # misspelt, so don't report it as missing too
            elif name in values:
                self.report(key, f'{noun} "{name}" occurs twice', "delete one of them")
            else:
                indent = None if node.flow_style else key.start_mark.column
                if self._fits(value, f'"{name}"', shape[name], indent):
                    values[name] = value
                    self._report_changes(value, indent, shape[name], shape)
        for name, spec in shape.items():
            if spec.required and name not in names:
                self.report(node, f'{noun} "{name}" is missing', f"add it: {spec.help}")
        return Fields(self, node, values)

    def _fits(self, node: yaml.Node, label: str, spec: Field, indent: int | None) -> bool:
        if isinstance(node, yaml.ScalarNode) and _is_empty(node) and spec.kind is not Kind.OBJECT:
            self._report_empty(node, label, spec, indent)
            return False
        if spec.kind in (Kind.TEXTS, Kind.NAMES, Kind.OBJECTS):
            return self._fits_list(node, label, spec)
        if spec.kind is Kind.OBJECT:
            return True  # checked later, when the reader calls ``fields`` for it
        if not isinstance(node, yaml.ScalarNode):
            fix = _one_text(node) if spec.kind is Kind.TEXT else f"write {_fix(spec)}"
            self.report(node, f"{label} is {_kind(node)}, not a text", fix)
            return False
        return self._fits_scalar(node, label, spec)

    def _fits_list(self, node: yaml.Node, label: str, spec: Field) -> bool:
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, f"{label} is {_kind(node)}, not {spec.kind.value}", _one_list(node))
            return False
        if not node.value:
            self.report(node, f"{label} is empty", f"write it: {spec.help}")
            return False
        if len(node.value) < spec.at_least:
            what = f"{label} has only {len(node.value)}, so there is nothing to choose from"
            self.report(node, what, f"write more: {spec.help}")
        if spec.kind is Kind.OBJECTS:
            return True
        entry = Field(Kind.TEXT, spec.help, values=spec.values)
        indent = None if node.flow_style else node.start_mark.column
        return all([self._fits(child, f"an entry of {label}", entry, indent) for child in node.value])  # noqa: C419 - report all

    def _report_empty(self, node: yaml.ScalarNode, label: str, spec: Field, indent: int | None) -> None:
        if node.value and not node.style:
            what, fix = (
                f"{label} is empty, because YAML reads {node.value} as nothing",
                "put quotes round it, or write it",
            )
        elif not node.style and (comment := comment_after(node, indent)):
            what, fix = f"{label} is empty, because {comment.what}", comment.fix
        else:
            what, fix = f"{label} is empty", f"write it: {spec.help}"
        self.report(node, what, fix)

    def _fits_scalar(self, node: yaml.ScalarNode, label: str, spec: Field) -> bool:
        value = str(node.value).strip()
        wrong = f"{quoted(value)} is not valid for {label}"
        if spec.kind in (Kind.TEXT, Kind.ID) and node.tag in _NOT_TEXT:
            self.report(node, f"{label} is a number, not a text", f"put quotes round it: {quoted(value)}")
        elif not _KINDS[spec.kind].fits(value):
            self.report(node, wrong, f"write {_fix(spec)}")
        elif spec.values and value not in spec.values:
            self.report(node, wrong, nearest(value, spec.values))
        elif spec.kind is Kind.NUMBER and not spec.minimum <= float(value) <= spec.maximum:
            self.report(node, wrong, f"write {_fix(spec)}")
        else:
            return True
        return False


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that have passed the checks of name and type. Those that failed are absent."""

    source: Source
    node: yaml.Node
    nodes: dict[str, yaml.Node]

    def text(self, name: str) -> str:
        """Return a text field's value without surrounding white space; "" if it is absent."""
        node = self.nodes.get(name)
        return str(node.value).strip() if node else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(str(node.value).strip() for node in self.nodes_of(name))

    def number(self, name: str, default: float) -> float:
        """Return a number field's value, or ``default`` if it is absent."""
        return float(self.nodes[name].value) if name in self.nodes else default

    def nodes_of(self, name: str) -> Iterator[yaml.Node]:
        """Yield the nodes of a list; none if it is absent."""
        node = self.nodes.get(name)
        yield from node.value if node else ()

    def report(self, name: str, what: str, fix: str) -> None:
        """Record a problem at a field, or at the whole object if the field is absent."""
        self.source.report(self.nodes.get(name, self.node), what, fix)


def report_duplicate_ids(objects: Iterable["Fields"], what: str, where: str) -> None:
    """Report every duplicate id. ``what`` is the noun for one of the objects, ``where`` for what contains them."""
    seen: dict[str, yaml.Node] = {}
    for fields in objects:
        node = fields.nodes.get("id")
        if node is None:
            continue
        first = seen.setdefault(str(node.value), node)
        if first is not node:
            line = first.start_mark.line + 1
            fields.report(
                "id", f'another {what} in this {where} has the id "{node.value}" (line {line})', "rename one of them"
            )


@dataclass(frozen=True, slots=True)
class _Scalar:
    fits: Callable[[str], bool]
    name: str


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None


_KINDS = {
    Kind.TEXT: _Scalar(lambda value: True, "a text"),
    Kind.ID: _Scalar(lambda value: ID.fullmatch(value) is not None, "lower-case words or numbers joined by hyphens"),
    Kind.DATE: _Scalar(_is_date, "a date, such as 2026-11-22"),
    Kind.NUMBER: _Scalar(_is_number, "a number"),
}


def _fix(spec: Field) -> str:
    name = _KINDS[spec.kind].name
    limits = (
        f" from {spec.minimum:g} to {spec.maximum:g}, with a decimal point if needed"
        if spec.kind is Kind.NUMBER
        else ""
    )
    return name + limits


def _replacement(name: str, shape: Shape) -> str | None:
    """Return the name of the field that replaces one of an earlier edition."""
    return next((new for new, spec in shape.items() if spec.replaces == name), None)


def _one_text(node: yaml.Node) -> str:
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        return "put quotes round a text that begins with [ or {"
    return "write one text, without `- `" if isinstance(node, yaml.SequenceNode) else "put quotes round the whole text"


def _one_list(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode) and not node.style and ODD_ENTRY.match(node.value):
        return "type the space after the hyphen again: it looks like an ordinary one, but is not"
    if isinstance(node, yaml.ScalarNode) and len(node.value) <= 60:
        round_brackets = not node.style and node.value.startswith("(") and node.value.endswith(")")
        return f"write a list, even for one entry: [{node.value[1:-1] if round_brackets else node.value}]"
    return "write a list, even for one entry: begin each entry with `- `"


def _is_empty(node: yaml.ScalarNode) -> bool:
    return node.tag == _NULL or not str(node.value).strip()


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.ScalarNode):
        return "empty" if _is_empty(node) else "a text"
    return "a group of fields"
