"""Zip files are read piece by piece, as zipfile reads them whole, and none that is damaged does harm."""

import io
import struct
import zipfile
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.records.pile import FoundFile, Part, SkippedFile, first_part, look_into
from quizzes.engine.records.zips import END_BYTES, ZipError, list_start, unpack, zipped_files
from tests.browser.zips import zip_bomb, zipped, zipped_to_a_pipe

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=20)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=2_000), max_size=5)


def unpacked(archive: bytes, max_bytes: int = 10_000) -> dict[str, bytes]:
    """Unpack every file of a zip."""
    return {
        file.name: unpack(file, archive[file.start : file.start + file.length], max_bytes)
        for file in zipped_files(archive, 0)
    }


def found_in(archive: bytes) -> Iterator[FoundFile | SkippedFile]:
    """Yield what is found in a zip, with one part of it in memory at a time."""
    queue = [first_part(0, "a.zip", len(archive))]
    while queue:
        part = queue.pop(0)
        assert isinstance(part, Part)
        for found in look_into(part, archive[part.start : part.start + part.length]):
            if isinstance(found, Part):
                queue.append(found)
            else:
                yield found


@given(CONTENTS, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), st.binary(max_size=50), st.booleans())
def test_every_file_of_a_zip_is_unpacked(files: dict[str, bytes], method: int, before: bytes, large: bool) -> None:
    """Files are the same as in zipfile, in zips for large files too, and if something was put before the zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            with archive.open(name, "w", force_zip64=large) as file:
                file.write(content)
        archive.comment = b"PK, but no end of a zip"
    assert unpacked(before + out.getvalue()) == files


@given(CONTENTS, st.data())
def test_a_damaged_zip_is_refused_or_read(files: dict[str, bytes], data: st.DataObject) -> None:
    """With any byte changed or any end cut off, a zip gives what it had or is refused. Nothing else happens."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    damaged = bytearray(out.getvalue())
    damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = unpacked(bytes(damaged[: data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))]))
    except ZipError:
        return
    # A changed byte in the list may hide a file or rename it, but no content is invented.
    assert set(found.values()) <= {*files.values(), b""}


def test_more_files_than_are_read_at_first() -> None:
    """If the list of files is longer than what is read at first, it is asked for again, and every file is found."""
    archive = zipped({f"{'long-' * 20}{number:04}.json": f"[{number}]" for number in range(1_000)})
    assert list_start(archive, 0) < len(archive) - END_BYTES
    assert sorted(file.text for file in found_in(archive) if isinstance(file, FoundFile)) == sorted(
        f"[{number}]" for number in range(1_000)
    )


def test_a_zip_for_large_files_is_read() -> None:
    """A zip that states its places in 64 bits is read, as macOS and Windows write them for more than 4 GB."""
    archive = zipped({"a.json": "[1]"})
    end = archive.index(b"PK\5\6")
    size, start = struct.unpack_from("<2L", archive, end + 12)
    end_64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    unknown = struct.pack("<4s4H2LH", b"PK\5\6", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert unpacked(archive[:end] + end_64 + locator + unknown) == {"a.json": b"[1]"}


def test_sizes_after_the_data_are_read() -> None:
    """A zip that was written to a pipe has no sizes before its files."""
    assert unpacked(zipped_to_a_pipe({"a.json": "[1]", "b.json": ""})) == {"a.json": b"[1]", "b.json": b""}


def test_a_zip_bomb_is_unpacked_no_further_than_asked() -> None:
    """Of a file that would be very large, only its beginning is unpacked."""
    assert unpacked(zip_bomb(5_000_000), 1_000) == {"record-bomb.json": bytes(1_000)}


def test_files_that_overlap_are_refused() -> None:
    """Many files that share their packed bytes are not unpacked again and again."""
    archive = zipped({"a.json": "x" * 1_000, "b.json": "y" * 1_000}, zipfile.ZIP_STORED)
    listed = archive.rindex(b"PK\1\2")
    shared = archive[: listed + 42] + struct.pack("<L", 10) + archive[listed + 46 :]
    assert [file.problem for file in found_in(shared) if isinstance(file, FoundFile)] == ["not-opened", "not-opened"]


def test_an_encrypted_file_is_reported() -> None:
    """A file with a password is named as one that cannot be opened."""
    archive = bytearray(zipped({"a.json": "[1]"}))
    archive[archive.index(b"PK\1\2") + 8] |= 1
    assert list(found_in(bytes(archive))) == [FoundFile("a.zip/a.json", problem="not-opened")]


def test_a_zip_without_files_is_reported() -> None:
    """A zip with nothing in it, or only with folders, is empty; one with other files is not."""
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as archive:
        archive.mkdir("records")
    assert list(found_in(zipped({}))) == list(found_in(folder.getvalue())) == [FoundFile("a.zip", problem="empty")]
    assert list(found_in(zipped({"a.txt": "", "__MACOSX/._a.txt": ""}))) == [SkippedFile("a.zip/a.txt")]
