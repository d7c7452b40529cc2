"""Edit authors' files in place: everything that an edit does not concern stays as it was typed, comments included."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from quizzes.authoring.catalogue import MODULES, SCENARIOS
from quizzes.authoring.document import UnreadableError, read_document
from quizzes.authoring.problems import Problem
from quizzes.authoring.source import ID

_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


class EditError(Exception):
    """An edit cannot be made. The message says why, and what to do first."""


def check_id(name: str) -> None:
    """Raise EditError if a new id is not valid."""
    if not ID.fullmatch(name):
        raise EditError(f'"{name}" is not a valid id; write lower-case words joined by hyphens')


@dataclass(slots=True)
class YamlFile:
    """A file of YAML being edited. Its edits are made together, by ``save``."""

    path: Path
    name: str
    text: str
    root: yaml.Node
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def replace(self, node: yaml.Node, new: str) -> None:
        """Write something else in a node's place."""
        self.edits.append((node.start_mark.pointer, node.end_mark.pointer, new))

    def remove(self, entries: yaml.SequenceNode, *gone: yaml.Node) -> None:
        """Remove entries of a list, with their lines."""
        if entries.flow_style:
            kept = [entry for entry in entries.value if entry not in gone]
            texts = (self.text[entry.start_mark.pointer : entry.end_mark.pointer] for entry in kept)
            self.replace(entries, f"[{', '.join(texts)}]")
            return
        starts = self._line_starts()
        for entry in gone:
            first, last = entry.start_mark.line, _last_line(entry)
            if isinstance(entry, yaml.MappingNode) and not self.text[starts[first - 1] : starts[first]].strip():
                first -= 1  # the empty line that parts it from the entry before
            self.edits.append((starts[first], starts[last + 1], ""))

    def insert_after(self, entry: yaml.Node, lines: str) -> None:
        """Write lines after an entry of a list. The file's own line ends are used."""
        place = self._line_starts()[_last_line(entry) + 1]
        missing = "" if self.text[:place].endswith(("\n", "\r")) else "\n"
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        self.edits.append((place, place, f"{missing}{lines}".replace("\n", line_end)))

    def _line_starts(self) -> list[int]:
        """Return where each line begins, and where one more would."""
        return [0, *(found.end() for found in _END.finditer(self.text)), len(self.text)]

    def save(self) -> bool:
        """Make the edits. Return whether there were any."""
        text = self.text
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        if text == self.text:
            return False
        bom = codecs.BOM_UTF8 if self.path.read_bytes().startswith(codecs.BOM_UTF8) else b""
        self.path.write_bytes(bom + text.encode())
        return True


def open_yaml(root: Path, name: str) -> YamlFile:
    """Open a file of the project. Raises EditError if it is missing or is not YAML."""
    path = root / name
    if not path.exists():
        raise EditError(f"there is no {name}")
    data = path.read_bytes()
    try:
        node = read_document(data)
    except UnreadableError as error:
        raise EditError(str(Problem(name, error.line, error.column, error.what, error.fix))) from None
    return YamlFile(path, name, data.decode("utf-8-sig"), node)


def open_modules(root: Path) -> YamlFile:
    """Open scenarios/modules.yaml."""
    return open_yaml(root, f"{SCENARIOS}/{MODULES}")


def entries_of(node: yaml.Node | None, name: str) -> tuple[yaml.SequenceNode | None, list[yaml.Node]]:
    """Return a field's list and its entries; None and no entries if there is no such list."""
    found = field_of(node, name)
    return (found, list(found.value)) if isinstance(found, yaml.SequenceNode) else (None, [])


def field_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """Return the value of a field, or None."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def value_of(node: yaml.Node | None) -> str:
    """Return a text; "" if the node has none."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""


@dataclass(frozen=True, slots=True)
class Group:
    """A module or a route in scenarios/modules.yaml: its entry, its list, and the nodes that name its scenarios."""

    kind: str
    id: str
    entry: yaml.Node
    entries: yaml.SequenceNode
    listed: yaml.SequenceNode | None
    scenarios: dict[str, yaml.Node]


def groups(modules: YamlFile) -> Iterator[Group]:
    """Yield the modules, and then the routes."""
    for kind in ("module", "route"):
        entries, every = entries_of(modules.root, f"{kind}s")
        for entry in every:
            listed, nodes = entries_of(entry, "scenarios")
            named = {value_of(node): node for node in nodes}
            if entries is not None:
                yield Group(kind, value_of(field_of(entry, "id")), entry, entries, listed, named)


def rewrite(root: Path, files: Iterable[Path], pattern: str, new: str) -> list[str]:
    """Replace what matches a pattern in text files. Return the names of those that have changed."""
    changed = []
    for file in files:
        text = file.read_bytes().decode()
        if (rewritten := re.sub(pattern, new, text, flags=re.MULTILINE)) != text:
            file.write_bytes(rewritten.encode())
            changed.append(file.relative_to(root).as_posix())
    return changed


def pages(root: Path) -> list[Path]:
    """Return the pages, the notes that they include, and mkdocs.yml, whose navigation names pages."""
    found = [file for folder in ("docs", "source") for file in sorted((root / folder).rglob("*.md"))]
    return [*found, *(file for file in [root / "mkdocs.yml"] if file.exists())]


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a node, from 0, without the empty lines and comments that YAML counts to it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last_line(node.value[-1])
    mark = node.end_mark
    return mark.line - 1 if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else mark.line
