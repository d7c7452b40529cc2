"""Reads the entries of a WebAssembly module's sections that the image changes."""

from dataclasses import dataclass

from quizzes.shipping.image import binary
from quizzes.shipping.image.binary import FormatError, Kind, Reader

_I32 = 0x7F
_I32_CONST, _GLOBAL_GET, _END = 0x41, 0x23, 0x0B
_PLAIN_ELEMENTS = 0  # a segment that fills the only table with the functions whose numbers follow


@dataclass(frozen=True, slots=True)
class Import:
    """What a module imports.

    ``name`` is one such as "env.memory". ``description`` is the type, as a definition of the module's own has it.
    """

    name: str
    kind: Kind
    description: bytes
    encoded: bytes

    def sized(self, size: int | None) -> bytes:
        """Return the description of a table or a memory with another size at first; None is for what has no size."""
        if size is None:
            return self.description
        reader = Reader(self.description)
        if self.kind is Kind.TABLE:
            reader.byte()  # the type of its elements
        reader.byte()  # whether there is a largest size too
        start = reader.position
        reader.unsigned()
        return self.description[:start] + binary.unsigned(size) + reader.rest()


@dataclass(frozen=True, slots=True)
class Global:
    """A global that the module defines. ``initial`` is the expression that its first value comes from."""

    is_mutable: bool
    initial: bytes

    @property
    def encoded(self) -> bytes:
        return bytes([_I32, self.is_mutable]) + self.initial


def imports(section: bytes) -> list[Import]:
    """Return the imports in order."""
    reader = Reader(section)
    return reader.entries(lambda: _import(reader))


def _import(reader: Reader) -> Import:
    start = reader.position
    space, name = reader.name(), reader.name()
    kind = Kind(reader.byte())
    described = reader.position
    match kind:
        case Kind.FUNCTION:
            reader.unsigned()
        case Kind.TABLE:
            reader.byte()
            _limits(reader)
        case Kind.MEMORY:
            _limits(reader)
        case Kind.GLOBAL:
            _global_type(reader)
        case Kind.TAG:
            reader.byte()
            reader.unsigned()
    return Import(f"{space}.{name}", kind, reader.since(described), reader.since(start))


def _limits(reader: Reader) -> None:
    for _ in range(1 + reader.byte()):  # a 1 says that a largest size follows the first
        reader.unsigned()


def globals_of(section: bytes) -> list[Global]:
    """Return the globals that a module defines, in order. Raises FormatError unless each is an i32."""
    reader = Reader(section)
    return reader.entries(lambda: _global(reader))


def _global(reader: Reader) -> Global:
    is_mutable = _global_type(reader)
    start = reader.position
    _expression(reader)
    return Global(is_mutable, reader.since(start))


def _global_type(reader: Reader) -> bool:
    """Return whether the global is mutable."""
    if (kind := reader.byte()) != _I32:
        raise FormatError(f"a global has the type {kind:#x}, where all were i32 ({_I32:#x})")
    return reader.byte() == 1


def _expression(reader: Reader) -> int | None:
    """Read an expression of one constant or global. Return the global's number, or None for a constant."""
    operation, value = reader.byte(), reader.unsigned()  # a signed number has the same bytes
    if operation not in (_I32_CONST, _GLOBAL_GET) or reader.byte() != _END:
        raise FormatError(f"an expression has more than one constant or global: it starts with {operation:#x}")
    return value if operation == _GLOBAL_GET else None


def constant(value: int) -> bytes:
    """Write the expression of an i32, which WebAssembly writes as signed."""
    return bytes([_I32_CONST]) + binary.signed(value - (1 << 32) if value >= 1 << 31 else value) + bytes([_END])


def exports(section: bytes) -> dict[str, bytes]:
    """Return the exports by their names, each as the section has it."""
    reader = Reader(section)

    def read() -> tuple[str, bytes]:
        start = reader.position
        name = reader.name()
        reader.byte()
        reader.unsigned()
        return name, reader.since(start)

    return dict(reader.entries(read))


def export(name: str, kind: Kind, index: int) -> bytes:
    """Write an export."""
    return binary.name(name) + bytes([kind]) + binary.unsigned(index)


def elements_at(section: bytes, globals_before: list[int]) -> bytes:
    """Return the table's elements with their places as constants. ``globals_before``: values of the first globals."""
    reader = Reader(section)

    def read() -> bytes:
        if (flags := reader.unsigned()) != _PLAIN_ELEMENTS:
            raise FormatError(f"a segment of the table's elements has the flags {flags}, where all had none")
        start = reader.position
        index = _expression(reader)
        place = reader.since(start) if index is None else constant(globals_before[index])
        functions = reader.position
        reader.entries(reader.unsigned)
        return bytes([_PLAIN_ELEMENTS]) + place + reader.since(functions)

    return binary.entries(reader.entries(read))
