"""YAML nodes that know their line and column, and the checks that need no meaning: shape and type."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.problems import Problem, nearest

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_TEXT = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}


@dataclass(slots=True)
class Source:
    """One file being read: its name as the author knows it, and what was found wrong with it."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, node: yaml.Node | None, what: str, mend: str) -> None:
        """Note a problem at a node's place, or at the file's beginning where there is no node."""
        mark = node.start_mark if node else None
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problems.append(Problem(self.path, line, column, what, mend))

    def load(self, file: Path) -> yaml.Node | None:
        """The file's one YAML document; None, with a problem noted, where it has none."""
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
            self.problems.append(
                Problem(self.path, line, column, "this is not UTF-8", "save the file with the encoding UTF-8")
            )
            return None
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            what = f"this is not YAML: {error.problem or error.context}"
            mend = "check the indentation and colons here, and put quotes round a text that holds ': ' or '#'"
            self.problems.append(Problem(self.path, line, column, what, mend))
            return None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            column = error.position - text.rfind("\n", 0, error.position)
            what = f"this character cannot stand in YAML: {error.reason}"
            self.problems.append(Problem(self.path, line, column, what, "take it out"))
            return None
        if node is None:
            self.report(None, "the file is empty", "see an existing file for the fields that it needs")
        return node

    def fields(self, node: yaml.Node, shape: Shape) -> "Fields":
        """The node's fields, with every missing, unknown, doubled and mistyped one reported."""
        values: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self.report(node, f"this is {_kind(node)}, not fields", f"write {', '.join(shape)}, each with its value")
            return Fields(self, node, values)
        for key, value in node.value:
            name = str(key.value)
            if name not in shape:
                self.report(key, f'there is no field "{name}" here', nearest(name, shape))
            elif name in values:
                self.report(key, f'the field "{name}" stands here twice', "take one of them out")
            elif self._fits(value, name, shape[name]):
                values[name] = value
        present = {key.value for key, _ in node.value}
        for name, spec in shape.items():
            if spec.required and name not in present:
                self.report(node, f'the field "{name}" is missing', f"add it: {spec.help}")
        return Fields(self, node, values)

    def _fits(self, node: yaml.Node, name: str, spec: Field) -> bool:
        if spec.kind in (Kind.TEXTS, Kind.OBJECTS):
            return self._fits_list(node, name, spec)
        if spec.kind is Kind.OBJECT:
            return True  # ``fields`` checks it when it is read
        if not isinstance(node, yaml.ScalarNode):
            self.report(node, f'"{name}" is {_kind(node)}', f"write {_KINDS[spec.kind].mend}")
            return False
        return self._fits_scalar(node, name, spec)

    def _fits_list(self, node: yaml.Node, name: str, spec: Field) -> bool:
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, f'"{name}" is {_kind(node)}, not {spec.kind.value}', "write a list, even of one")
            return False
        if not node.value:
            self.report(node, f'"{name}" is empty', spec.help)
            return False
        if spec.kind is Kind.OBJECTS:
            return True
        each = Field(Kind.TEXT, spec.help)
        return all([self._fits(child, name, each) for child in node.value])  # noqa: C419 - each is to be reported

    def _fits_scalar(self, node: yaml.ScalarNode, name: str, spec: Field) -> bool:
        value = str(node.value).strip()
        if not value:
            self.report(node, f'"{name}" is empty', spec.help)
        elif spec.kind is Kind.TEXT and node.tag in _NOT_TEXT:
            self.report(node, f'"{name}" is a number, not text', f'put quotes round it: "{value}"')
        elif not _KINDS[spec.kind].fits(value):
            self.report(node, f'"{value}" will not do for "{name}"', f"write {_KINDS[spec.kind].mend}")
        elif spec.values and value not in spec.values:
            self.report(node, f'"{value}" will not do for "{name}"', nearest(value, spec.values))
        elif spec.kind is Kind.NUMBER and not _in_range(float(value), spec):
            self.report(node, f'{value} is out of range for "{name}"', f"{spec.help}")
        else:
            return True
        return False


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that have passed the checks of shape and type; what failed them is absent."""

    source: Source
    node: yaml.Node
    nodes: dict[str, yaml.Node]

    def text(self, name: str) -> str:
        """The field's words, runs of blanks within a line folded; "" where it is absent."""
        node = self.nodes.get(name)
        return str(node.value).strip() if node else ""

    def number(self, name: str, default: float) -> float:
        """The field's number."""
        return float(self.nodes[name].value) if name in self.nodes else default

    def each(self, name: str) -> Iterator[yaml.Node]:
        """The nodes of a list."""
        node = self.nodes.get(name)
        yield from node.value if node else ()

    def report(self, name: str, what: str, mend: str) -> None:
        """Note a problem at a field, or at the whole where the field is absent."""
        self.source.report(self.nodes.get(name, self.node), what, mend)


@dataclass(frozen=True, slots=True)
class _Scalar:
    fits: Callable[[str], bool]
    mend: str


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-11-22")


def _is_number(value: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", value) is not None


_KINDS = {
    Kind.TEXT: _Scalar(lambda value: True, "a text"),
    Kind.ID: _Scalar(lambda value: ID.fullmatch(value) is not None, "lower-case words joined by hyphens"),
    Kind.DATE: _Scalar(_is_date, "a date as 2026-11-22"),
    Kind.NUMBER: _Scalar(_is_number, "a number, with a point for decimals"),
}


def _in_range(value: float, spec: Field) -> bool:
    return spec.minimum <= value and (spec.maximum is None or value <= spec.maximum)


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "fields" if isinstance(node, yaml.MappingNode) else "a text"
