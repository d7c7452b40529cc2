"""Make ordinary zips, zips with sizes after the data, zip bombs, and zips with false sizes."""

import io
import struct
import zipfile
from collections.abc import Buffer, Iterable, Mapping


def zipped(files: Mapping[str, str] | Iterable[tuple[str, str]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip of these files, given by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, text in dict(files).items():
            archive.writestr(name, text)
    return out.getvalue()


class _Pipe(io.RawIOBase):
    """A stream that cannot seek, so that zipfile writes sizes after each file."""

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
    """Make a zip with the size of each file after its data, as some programs do."""
    out = _Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return bytes(out.write_files)


def zip_bomb(size: int, name: str = "record-bomb.json") -> bytes:
    """Make a zip of one file with this many zero bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive, archive.open(name, "w") as file:
        piece = bytes(1_000_000)
        for _ in range(size // len(piece)):
            file.write(piece)
    return out.getvalue()


def with_false_size(archive: bytes, size: int) -> bytes:
    """Change the stated size of a zip's first file, in both places where a zip states it."""
    content = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature)
        content[start + offset : start + offset + 4] = struct.pack("<I", size)
    return bytes(content)
