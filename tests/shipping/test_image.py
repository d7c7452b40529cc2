"""The image is the same wherever it is built, and what it rests on is checked when it is built."""

import gzip
from functools import cache
from pathlib import Path

import pytest

from quizzes.shipping.bundle import bundle
from quizzes.shipping.image import binary, boot, build, module, parts
from quizzes.shipping.image.binary import Kind, SectionId
from quizzes.shipping.image.node import NodeError, run_node
from tests.building import ROOT

STOCK = ROOT / "node_modules/pyodide/pyodide.asm.wasm"


@cache
def image() -> bytes:
    """Return the image of this run's site, decompressed."""
    built = bundle(ROOT, ROOT / ".cache")
    (path,) = [path for name, path in built.files.items() if "/python-" in name]
    return gzip.decompress(path.read_bytes())


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


def test_the_image_does_not_say_where_it_was_built() -> None:
    """The project's folder is not in it."""
    assert f"{ROOT}/".encode() not in image()


def test_a_missing_node_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the error says so, and names the command that installs it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NodeError, match="node is not on the PATH: run `make site`"):
        run_node(Path("any.cjs"))
