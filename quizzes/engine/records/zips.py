"""Read zip files piece by piece: first the list of files at their end, then each file that is wanted.

zipfile would need the whole zip. The page cannot give it that: a zip may be larger than the browser's memory. Zip files
come from many people and may be hostile, so no file is unpacked further than the caller asks.
"""

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise

END_BYTES = 128 * 1024
"""Bytes to read first, from a zip's end. They nearly always have the list of files."""

_MAX_LIST_BYTES = 16 * 1024 * 1024
"""The longest list of files that is read. It has room for some 150,000."""

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = -1
_UNKNOWN = 0xFFFFFFFF  # the real value is in an extra field, because it needs 64 bits
_ZIP64 = 1

# The records of a zip file (APPNOTE.TXT of PKWARE), each with its signature.
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LISTED = struct.Struct("<4s6H3L5H2L")
_HEADER = struct.Struct("<4s5H3L2H")


class ZipError(Exception):
    """A zip file, or a file in it, is damaged, encrypted or packed by an unknown method."""


@dataclass(frozen=True, slots=True)
class ZippedFile:
    """A file in a zip: where it is, and what its list says of it. ``length`` is that of its header and packed bytes."""

    name: str
    start: int
    length: int
    packed_bytes: int
    method: int
    checksum: int


def list_start(end: bytes, start: int) -> int:
    """Return where the list of files begins. ``end`` is the end of a zip, from ``start`` on. Raises ZipError."""
    return _list_of(end, start)[0]


def zipped_files(end: bytes, start: int) -> list[ZippedFile]:
    """Return the files of a zip, in its order. ``end`` must begin no later than ``list_start``. Raises ZipError."""
    place, size, shift = _list_of(end, start)
    if place < start:
        raise ValueError("the list of files begins earlier")
    listed = end[place - start : place - start + size]
    found = []
    position = 0
    while position < len(listed):
        if listed[position : position + 4] != b"PK\1\2" or len(listed) < position + _LISTED.size:
            raise ZipError("its list of files is damaged")
        (_, _, _, flags, method, _, _, checksum, packed, size, name, extra, comment, _, _, _, offset) = (
            _LISTED.unpack_from(listed, position)
        )
        position += _LISTED.size
        names, extras = listed[position : position + name], listed[position + name : position + name + extra]
        position += name + extra + comment
        packed, offset = _in_64_bits(extras, size, packed, offset)
        method = _ENCRYPTED if flags & 1 else method
        found.append((names.decode("utf-8", "replace"), offset + shift, packed, method, checksum))
    return _with_lengths(found, place)


def unpack(file: ZippedFile, data: bytes, max_bytes: int) -> bytes:
    """Return a file's first bytes, at most ``max_bytes``. ``data`` is what the zip has at its place. Raises ZipError.

    If that is all of the file, its checksum is compared.
    """
    if data[:4] != b"PK\3\4" or len(data) < _HEADER.size:
        raise ZipError("a file is not where the list says")
    *_, name, extra = _HEADER.unpack_from(data)
    packed = data[_HEADER.size + name + extra :][: file.packed_bytes]
    if file.method == _STORED:
        unpacked, is_whole = packed[:max_bytes], file.packed_bytes <= max_bytes
    elif file.method == _DEFLATED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            unpacked = unpacker.decompress(packed, max_bytes)
        except zlib.error as error:
            raise ZipError(str(error)) from None
        is_whole = len(unpacked) < max_bytes
        if is_whole and not unpacker.eof:
            raise ZipError("a file is cut off")
    else:
        raise ZipError("a file is encrypted, or packed by an unknown method")
    if is_whole and zlib.crc32(unpacked) != file.checksum:
        raise ZipError("a file is damaged")
    return unpacked


def _list_of(end: bytes, start: int) -> tuple[int, int, int]:
    """Return place and length of the list of files, and by how much all places in the zip are too small."""
    at = end.rfind(b"PK\5\6")
    if at < 0 or len(end) < at + _END.size:
        raise ZipError("not a zip file")
    *_, size, offset, _ = _END.unpack_from(end, at)
    locator = at - _LOCATOR_64.size
    if locator >= _END_64.size and end[locator : locator + 4] == b"PK\6\7":
        at = locator - _END_64.size
        *_, size, offset = _END_64.unpack_from(end, at)
    if size > _MAX_LIST_BYTES:
        raise ZipError("its list of files is too long")
    # Something may have been put before the zip, and the places in it don't count that.
    shift = start + at - size - offset
    if shift < 0:
        raise ZipError("its list of files is damaged")
    return offset + shift, size, shift


def _in_64_bits(extras: bytes, size: int, packed: int, offset: int) -> tuple[int, int]:
    """Return packed size and place, from the extra field for large files if they are there."""
    position = 0
    while position + 4 <= len(extras):
        kind, length = struct.unpack_from("<2H", extras, position)
        if kind == _ZIP64:
            field = extras[position + 4 : position + 4 + length]
            values = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
            # It has only those of the three that need it, in this order.
            _, packed, offset = (
                next(values, value) if value == _UNKNOWN else value for value in (size, packed, offset)
            )
        position += 4 + length
    return packed, offset


def _with_lengths(found: list[tuple[str, int, int, int, int]], end: int) -> list[ZippedFile]:
    """Add the length of each file: up to the next one, because the list does not say how long a file's header is."""
    following = dict(pairwise([*sorted({place for _, place, *_ in found}), end]))
    return [
        ZippedFile(name, place, max(0, following[place] - place), packed, method, checksum)
        for name, place, packed, method, checksum in found
    ]
