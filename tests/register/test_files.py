"""Record files are found at any depth, and no file can block the command or fill the memory."""

import os
import zipfile
from pathlib import Path

from quizzes.engine.records.pile import MAX_BYTES, FoundFile
from quizzes.register.files import find


def found(*paths: Path) -> tuple[list[FoundFile], list[str]]:
    """Return the files found below some paths, and the names of those that were skipped."""
    files = sorted(find(paths), key=lambda file: file.path)
    return (
        [file for file in files if isinstance(file, FoundFile)],
        [Path(file.path).name for file in files if not isinstance(file, FoundFile)],
    )


def test_an_oversized_file_is_read_only_up_to_the_limit(tmp_path: Path) -> None:
    """Only the first bytes of an oversized file are read, which is enough to refuse it."""
    (tmp_path / "a.json").write_bytes(b"x" * (MAX_BYTES + 10))
    ((only,), _) = found(tmp_path)
    assert len(only.text) == MAX_BYTES + 1


def test_pipes_and_circular_links_are_not_opened(tmp_path: Path) -> None:
    """Pipes and broken links are listed as unreadable, circular links are skipped, and invalid names are cleaned."""
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.json").symlink_to(tmp_path / "nothing")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[2J.json")).write_text("{}")
    files, skipped = found(tmp_path)
    assert [(Path(file.path).name, file.text, file.problem) for file in files] == [
        ("gone.json", "", "not-opened"),
        ("pipe.json", "", "not-opened"),
        ("\ufffd\ufffd[2J.json", "{}", ""),
    ]
    assert skipped == ["loop"]


def test_a_damaged_entry_does_not_affect_the_others(tmp_path: Path) -> None:
    """A damaged entry in a zip is listed as unreadable, and the other entries are read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.json", "A" * 100)
        archive.writestr("b.json", "B")
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data.replace(b"A" * 100, b"A" * 99 + b"C"))
    files, _ = found(tmp_path)
    assert [(file.text, file.problem) for file in files] == [("", "not-opened"), ("B", "")]


def test_a_record_is_read_in_each_unicode_encoding(tmp_path: Path) -> None:
    """A file that an editor saved as UTF-8 or UTF-16 gives the same text, with or without its byte-order mark."""
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")):
        mark = b"\xff\xfe" * (encoding == "utf-16-le") + b"\xfe\xff" * (encoding == "utf-16-be")
        (tmp_path / f"{number}.json").write_bytes(mark + "Zoë 🦊".encode(encoding))
    files, _ = found(tmp_path)
    assert {file.text for file in files} == {"Zoë 🦊"}
