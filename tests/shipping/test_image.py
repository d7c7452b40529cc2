"""The image is the same wherever it is built, and what it rests on is checked when it is built."""

from collections import defaultdict
from pathlib import Path

import pytest

from quizzes.shipping.image import binary, boot, build, module, parts
from quizzes.shipping.image.binary import FormatError, Kind, SectionId
from quizzes.shipping.image.module import State
from quizzes.shipping.image.node import NodeError, run_node
from tests.building import ROOT
from tests.shipping.hosted import image

STOCK = dict(binary.read_sections((ROOT / "node_modules/pyodide/pyodide.asm.wasm").read_bytes()))
ANY_STATE = State(defaultdict(int), defaultdict(int), table=10_000, pages=320, answer=8)


def test_two_starts_leave_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another folder, zone and language, Python leaves the same memory and globals, byte for byte."""
    library = build.compiled_library(ROOT, ROOT / ".cache")
    left = []
    for name, zone, language in (("one", "UTC", "C"), ("another in a longer folder", "Asia/Tokyo", "tr_TR.UTF-8")):
        folder = tmp_path / name
        folder.mkdir()
        boot.prepare(ROOT, library, folder)
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LANG", language)
        left.append(boot.start(folder))
    assert left[0] == left[1]


def test_the_image_needs_nothing_but_functions() -> None:
    """It imports functions only, starts nothing, and exports what python.ts calls."""
    sections = dict(binary.read_sections(image()))
    assert {each.kind for each in parts.imports(sections[SectionId.IMPORT])} == {Kind.FUNCTION}
    assert SectionId.START not in sections
    exported = parts.exports(sections[SectionId.EXPORT])
    assert sorted(exported) == sorted([*module.FUNCTIONS, "memory", "table", "answer"])
    caller = (ROOT / "quizzes/web/engine/python.ts").read_text(encoding="utf-8")
    assert [name for name in exported if f"  {name}" not in caller] == []


@pytest.mark.parametrize(
    ("characters", "of_c_library"), [("啊阿埃挨哎唉", 1), ("亜唖娃阿哀愛", 1), ("가각간갇갈갉", 0)]
)
def test_tables_that_no_worker_can_reach_are_left_out(characters: str, of_c_library: int) -> None:
    """Of tables with an encoding's characters in order, the image has the C library's, but none of Python's."""
    encoded = characters.encode("utf-16-le")
    assert STOCK[SectionId.DATA].count(encoded) == 2
    assert image().count(encoded) == of_c_library


def test_the_image_does_not_say_where_it_was_built() -> None:
    """The project's folder is not in it."""
    assert f"{ROOT}/".encode() not in image()


def test_a_missing_node_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the error says so, and names the command that installs it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NodeError, match="node is not on the PATH: run `make site`"):
        run_node(Path("any.cjs"))


@pytest.mark.parametrize(
    ("section", "content", "message"),
    [
        (SectionId.GLOBAL, binary.entries([b"\x7c\x01\x44" + bytes(8) + b"\x0b"]), r"a global has the type 0x7c"),
        (SectionId.GLOBAL, binary.entries([b"\x7f\x00\x41\x01\x41\x01\x6a\x0b"]), r"more than one constant or global"),
        (SectionId.ELEMENT, binary.entries([b"\x01\x00\x00"]), r"a segment of the table's elements has the flags 1"),
        (SectionId.EXPORT, binary.entries([]), r"does not export PyMem_RawMalloc, .*Py_DecRef"),
    ],
)
def test_another_module_than_expected_is_reported(section: SectionId, content: bytes, message: str) -> None:
    """If an upgrade changes what module.py rests on, the build stops and says what it found."""
    assert module.started(binary.write_module(STOCK.items()), ANY_STATE)
    with pytest.raises(FormatError, match=message):
        module.started(binary.write_module((STOCK | {section: content}).items()), ANY_STATE)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"<!doctype html>", "not a WebAssembly module"), (binary.PREAMBLE + b"\x0e\x00", "unknown section 14")],
)
def test_a_file_of_another_kind_is_reported(content: bytes, message: str) -> None:
    """A file that is no module of this version, or has sections that are not known here, is refused."""
    with pytest.raises(FormatError, match=message):
        list(binary.read_sections(content))


@pytest.mark.parametrize("value", [0, 1, 63, 64, -1, -64, -65, 127, 128, 624_485, -123_456, 2**31 - 1, -(2**31)])
def test_numbers_are_written_as_they_are_read(value: int) -> None:
    """LEB128 keeps every value, and a signed number ends in the same place as an unsigned one."""
    assert binary.Reader(binary.unsigned(abs(value))).unsigned() == abs(value)
    reader = binary.Reader(binary.signed(value) + b"\x2a")
    bits = 7 * len(binary.signed(value))
    assert (reader.unsigned() ^ (1 << bits - 1)) - (1 << bits - 1) == value
    assert reader.byte() == 0x2A


def test_a_variable_that_pyodide_no_longer_exports_is_reported(tmp_path: Path) -> None:
    """boot.cjs names the variable of C's that it looked for."""
    boot.prepare(ROOT, build.compiled_library(ROOT, ROOT / ".cache"), tmp_path)
    path = tmp_path / "module.wasm"
    path.write_bytes(path.read_bytes().replace(b"_PyImport_FrozenBootstrap", b"_PyImport_FrozenElsewhere"))
    with pytest.raises(NodeError, match="the module does not export _PyImport_FrozenBootstrap, which boot"):
        boot.start(tmp_path)
