"""Reads and writes WebAssembly's binary format, as far as module.py needs it.

https://webassembly.github.io/spec/core/binary/modules.html describes the format. A module is a list of sections, and
most sections are a number of entries, one after the other.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum

PREAMBLE = b"\0asm\1\0\0\0"


class SectionId(IntEnum):
    """The sections, in the order that a module must have them in. Their numbers are the format's."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    TAG = 13
    GLOBAL = 6
    EXPORT = 7
    START = 8
    ELEMENT = 9
    DATA_COUNT = 12
    CODE = 10
    DATA = 11


_ORDER = list(SectionId)


class Kind(IntEnum):
    """What an import or an export is."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


class FormatError(Exception):
    """Raised if a module is not what this file reads. The message has the section and what was found there."""


class Reader:
    """Reads values one after the other from the bytes of a section."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.position = 0

    def byte(self) -> int:
        """Return the next byte."""
        self.position += 1
        return self._content[self.position - 1]

    def unsigned(self) -> int:
        """Return a number in LEB128, 7 bits a byte from the lowest on; a byte from 128 has another after it."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes."""
        self.position += size
        return self._content[self.position - size : self.position]

    def name(self) -> str:
        """Return a text, which comes after its length in bytes."""
        return self.take(self.unsigned()).decode()

    def entries[T](self, read: Callable[[], T]) -> list[T]:
        """Return what ``read`` returns for each entry of the section."""
        return [read() for _ in range(self.unsigned())]

    def rest(self) -> bytes:
        """Return the bytes from this position on."""
        return self._content[self.position :]

    def since(self, start: int) -> bytes:
        """Return the bytes from an earlier position up to this one."""
        return self._content[start : self.position]


def unsigned(value: int) -> bytes:
    """Write a number in LEB128."""
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def signed(value: int) -> bytes:
    """Write a number in signed LEB128: the sign is bit 6 of the last byte."""
    encoded = bytearray()
    while not -0x40 <= value < 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value & 0x7F])


def name(text: str) -> bytes:
    """Write a text after its length."""
    encoded = text.encode()
    return unsigned(len(encoded)) + encoded


def entries(parts: Iterable[bytes]) -> bytes:
    """Write a section of entries after their number."""
    listed = list(parts)
    return unsigned(len(listed)) + b"".join(listed)


def before(section: bytes | None, parts: list[bytes]) -> bytes:
    """Return a section with other entries before its own. None stands for a section that there is not."""
    reader = Reader(section or b"\0")
    count = reader.unsigned()
    return unsigned(len(parts) + count) + b"".join(parts) + reader.rest()


def read_sections(module: bytes) -> Iterator[tuple[SectionId, bytes]]:
    """Yield a module's sections. Raises FormatError if it is not a WebAssembly module or has an unknown section."""
    reader = Reader(module)
    if reader.take(len(PREAMBLE)) != PREAMBLE:
        raise FormatError("not a WebAssembly module of version 1")
    while reader.position < len(module):
        number = reader.byte()
        content = reader.take(reader.unsigned())
        if number not in _ORDER:
            raise FormatError(f"unknown section {number}")
        yield SectionId(number), content


def write_module(sections: Iterable[tuple[SectionId, bytes]]) -> bytes:
    """Write a module with the sections in the format's order."""
    ordered = sorted(sections, key=lambda section: _ORDER.index(section[0]))
    return PREAMBLE + b"".join(bytes([number]) + unsigned(len(content)) + content for number, content in ordered)
