"""Zips as people make them, and as nobody should: too many files, too large ones, and sizes that are lies."""

import io
import struct
import zipfile
from collections.abc import Buffer, Iterable, Mapping


def zipped(files: Mapping[str, str] | Iterable[tuple[str, str]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, text in dict(files).items():
            archive.writestr(name, text)
    return out.getvalue()


class _Pipe(io.RawIOBase):
    """What cannot be gone back in: for it, sizes are written after each file."""

    def __init__(self) -> None:
        super().__init__()
        self.write_files = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        piece = bytes(memoryview(data))
        self.write_files += piece
        return len(piece)


def zipped_to_a_pipe(files: Mapping[str, str]) -> bytes:
    """A zip whose files say their sizes only behind them, as those of some computers do."""
    out = _Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return bytes(out.write_files)


def zip_bomb(size: int, name: str = "record-bomb.json") -> bytes:
    """A zip of one file of zeros, of this size, which it says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive, archive.open(name, "w") as file:
        piece = bytes(1_000_000)
        for _ in range(size // len(piece)):
            file.write(piece)
    return out.getvalue()


def with_false_size(archive: bytes, size: int) -> bytes:
    """The zip with another size for its first file, in both of the places that say it."""
    content = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature)
        content[start + offset : start + offset + 4] = struct.pack("<I", size)
    return bytes(content)
