"""Gives a WebAssembly module the memory that Python left, as data.

https://webassembly.github.io/spec/core/binary/modules.html describes the format. A module is a list of sections. Its
data comes last, and only custom sections may follow. So nothing that the module has already must be read or changed.
"""

import re
from collections.abc import Iterator

GAP_BYTES = 96
"""So many zeros in a row are left out of the data, because memory is zero at first. Leaving out fewer costs more."""

# The format's numbers.
_CUSTOM, _DATA = 0, 11
_I32_CONST, _END = 0x41, 0x0B


def with_memory(code: bytes, memory: bytes, answer: bytes) -> bytes:
    """Return the module ``code``, which has no data, with ``memory`` as data and a custom section called "answer"."""
    segments = [
        bytes([0, _I32_CONST]) + _number(address, 0x40) + bytes([_END]) + _sized(content)
        for address, content in _runs(memory)
    ]
    data = _number(len(segments)) + b"".join(segments)
    return code + bytes([_DATA]) + _sized(data) + bytes([_CUSTOM]) + _sized(_sized(b"answer") + answer)


def _sized(content: bytes) -> bytes:
    return _number(len(content)) + content


def _number(value: int, limit: int = 0x80) -> bytes:
    """Write a number in LEB128: 7 bits a byte from the lowest on. The last byte is below ``limit``: 0x40 if signed."""
    encoded = bytearray()
    while value >= limit:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def _runs(memory: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield what is in memory between the long rows of zeros, each with its address."""
    start = 0
    for gap in re.finditer(rb"\0{%d,}" % GAP_BYTES, memory):
        if gap.start() > start:
            yield start, memory[start : gap.start()]
        start = gap.end()
    if start < len(memory):
        yield start, memory[start:]
