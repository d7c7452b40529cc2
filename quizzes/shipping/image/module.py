"""Edits Pyodide's WebAssembly module: before Python starts in Node, and when it gets the memory that Python left.

The module imports its memory, its function table and some globals, and sets other globals when it starts. In the image
all of them are its own and have the values that they had after the start. So a worker only gives it functions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.shipping.image import binary, parts
from quizzes.shipping.image.binary import FormatError, Kind, SectionId
from quizzes.shipping.image.parts import Global

FUNCTIONS = (
    "PyMem_RawMalloc",
    "PyMem_RawFree",
    "PyUnicode_FromStringAndSize",
    "PyUnicode_AsUTF8AndSize",
    "PyObject_CallOneArg",
    "Py_DecRef",
)
"""What the worker calls of Python's C API (see quizzes/web/engine/python.ts)."""

_OWN = {Kind.TABLE: SectionId.TABLE, Kind.MEMORY: SectionId.MEMORY, Kind.TAG: SectionId.TAG}
"""Kinds of imports that become the image's own, with the sections that they are defined in."""


@dataclass(frozen=True, slots=True)
class State:
    """What Python left when it had started, apart from the content of its memory."""

    imported: dict[str, int]
    """Values of the imported globals, by names such as "env.__stack_pointer"."""
    own: dict[str, int]
    """Values of the module's own mutable globals, by the names that ``with_exported_globals`` gave them."""
    table: int
    """Size of the function table."""
    pages: int
    """Size of the memory in pages of 64 KiB."""
    answer: int
    """Address of the Python function that answers requests."""


def with_exported_globals(module: bytes) -> bytes:
    """Return the module with each of its own mutable globals exported too, as "global 0" and so on."""
    sections = list(binary.read_sections(module))
    content = dict(sections)
    first = sum(each.kind is Kind.GLOBAL for each in parts.imports(content[SectionId.IMPORT]))
    exported = list(parts.exports(content[SectionId.EXPORT]).values())
    for index, each in enumerate(parts.globals_of(content[SectionId.GLOBAL])):
        if each.is_mutable:
            exported.append(parts.export(_name(index), Kind.GLOBAL, first + index))
    return binary.write_module(
        (number, binary.entries(exported) if number is SectionId.EXPORT else section) for number, section in sections
    )


def _name(index: int) -> str:
    return f"global {index}"


def started(module: bytes, state: State) -> bytes:
    """Return the module as it is after the start, without its data. Raises FormatError.

    It exports ``FUNCTIONS``, "memory" and "table". It has no start function: that would only set the globals again,
    and empty memory that is in use now.
    """
    left_out = (SectionId.CUSTOM, SectionId.START, SectionId.DATA, SectionId.DATA_COUNT)
    sections = {number: content for number, content in binary.read_sections(module) if number not in left_out}
    imports = parts.imports(sections[SectionId.IMPORT])
    sizes = {Kind.TABLE: state.table, Kind.MEMORY: state.pages}
    for kind, section in _OWN.items():
        own = [each.sized(sizes.get(kind)) for each in imports if each.kind is kind]
        sections[section] = binary.before(sections.get(section), own)
    # The imported globals come first in both, so every global keeps its number.
    values = [state.imported[each.name] for each in imports if each.kind is Kind.GLOBAL]
    mutable = [
        Global(True, parts.constant(state.own[_name(index)])) if each.is_mutable else each
        for index, each in enumerate(parts.globals_of(sections[SectionId.GLOBAL]))
    ]
    imported = [Global(True, parts.constant(value)) for value in values]
    sections[SectionId.GLOBAL] = binary.entries(each.encoded for each in [*imported, *mutable])
    sections[SectionId.IMPORT] = binary.entries(each.encoded for each in imports if each.kind is Kind.FUNCTION)
    sections[SectionId.ELEMENT] = parts.elements_at(sections[SectionId.ELEMENT], values)
    exported = parts.exports(sections[SectionId.EXPORT])
    if missing := [name for name in FUNCTIONS if name not in exported]:
        raise FormatError(f"the module does not export {', '.join(missing)}")
    functions = [exported[name] for name in FUNCTIONS]
    others = [parts.export("memory", Kind.MEMORY, 0), parts.export("table", Kind.TABLE, 0)]
    sections[SectionId.EXPORT] = binary.entries([*functions, *others])
    return binary.write_module(sections.items())


def with_memory(module: bytes, answer: int, runs: Iterable[tuple[int, bytes]]) -> bytes:
    """Return a module of ``started`` with its memory as data, and ``answer`` as the value of an exported global.

    ``runs``: addresses, and the content there.
    """
    sections = dict(binary.read_sections(module))
    own = [each.encoded for each in parts.globals_of(sections[SectionId.GLOBAL])]
    sections[SectionId.GLOBAL] = binary.entries([*own, Global(False, parts.constant(answer)).encoded])
    exported = parts.exports(sections[SectionId.EXPORT]).values()
    sections[SectionId.EXPORT] = binary.entries([*exported, parts.export("answer", Kind.GLOBAL, len(own))])
    sections[SectionId.DATA] = binary.entries(
        b"\0" + parts.constant(address) + binary.unsigned(len(content)) + content for address, content in runs
    )
    return binary.write_module(sections.items())
