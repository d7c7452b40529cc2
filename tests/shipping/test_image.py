"""The image is the same wherever it is built, and what it rests on is checked when it is built."""

import json
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quizzes.shipping.image import boot, build
from quizzes.shipping.image.data import with_memory
from quizzes.shipping.image.node import NodeError, run_node
from tests.building import ROOT
from tests.shipping.hosted import image

STOCK = ROOT / "node_modules/pyodide/pyodide.asm.wasm"
EDITOR = ROOT / "quizzes/shipping/image/module.mjs"


def in_node(module: bytes, script: str) -> Any:
    """Return the value of an expression in Node. ``bytes`` and ``module`` are the module there."""
    before = 'const bytes = require("fs").readFileSync(0); const module = new WebAssembly.Module(bytes);'
    command = ["node", "--eval", f"{before} console.log(JSON.stringify({script}));"]
    return json.loads(subprocess.run(command, input=module, stdout=subprocess.PIPE, check=True).stdout)


def test_another_start_gives_the_same_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another folder, zone and language, Python leaves the same memory and globals as for this run's image."""
    folder = tmp_path / "another in a longer folder"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    assert build.build(ROOT, ROOT / ".cache") == image()


def test_the_image_needs_nothing_but_functions() -> None:
    """It imports functions only, and exports what python.ts calls."""
    imports, exports = in_node(image(), "[WebAssembly.Module.imports(module), WebAssembly.Module.exports(module)]")
    assert {each["kind"] for each in imports} == {"function"}
    caller = (ROOT / "quizzes/web/engine/python.ts").read_text(encoding="utf-8")
    (members,) = re.findall(r"^interface Image \{$(.*?)^\}$", caller, re.MULTILINE | re.DOTALL)
    called = {name for name in re.findall(r"^  (\w+)[:(]", members, re.MULTILINE) if name != "answer"}
    assert {each["name"] for each in exports} == called


@pytest.mark.parametrize(
    ("characters", "of_c_library"), [("啊阿埃挨哎唉", 1), ("亜唖娃阿哀愛", 1), ("가각간갇갈갉", 0)]
)
def test_tables_that_no_worker_can_reach_are_left_out(characters: str, of_c_library: int) -> None:
    """Of tables with an encoding's characters in order, the image has the C library's, but none of Python's."""
    encoded = characters.encode("utf-16-le")
    assert STOCK.read_bytes().count(encoded) == 2
    assert image().count(encoded) == of_c_library


def test_the_image_does_not_say_where_it_was_built() -> None:
    """The project's folder is not in it."""
    assert f"{ROOT}/".encode() not in image()


def test_a_missing_node_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the error says so, and names the command that installs it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NodeError, match="node is not on the PATH: run `make site`"):
        run_node(Path("any.cjs"))


STARTING = """(module
    (import "env" "memory" (memory 1 9))
    (import "env" "table" (table 2 funcref))
    (import "env" "low" (global $low (mut i32)))
    (import "env" "place" (global $place i32))
    (import "env" "tag" (tag $tag (param i32)))
    (import "env" "unused" (func $not-there))
    (table $others 7 externref)
    (global $own (mut i32) (i32.const 1))
    (elem (global.get $place) func $low $own)
    (data (global.get $place) "replaced")
    (func $low (export "PyMem_RawMalloc") (result i32) (global.get $low))
    (func $place (export "PyMem_RawFree") (result i32) (global.get $place))
    (func $own (export "PyUnicode_FromStringAndSize") (result i32) (global.get $own))
    (func (export "PyUnicode_AsUTF8AndSize") (result i32) (call_indirect (result i32) (i32.const 5)))
    (func (export "PyObject_CallOneArg") (result i32) (ref.is_null (table.get $others (i32.const 6))))
    (func (export "Py_DecRef") (throw $tag (i32.const 1)))
    (func (export "unused") (call $not-there))
    (func $start (global.set $own (i32.const 2)) (memory.fill (i32.const 0) (i32.const 3) (i32.const 100)))
    (start $start)
)"""
"""A module with everything that module.mjs expects of Pyodide's."""

UNEXPECTED = {
    STARTING.replace("Py_DecRef", "another"): "the module does not export Py_DecRef",
    "(module (global (mut f64) (f64.const 1)))": r"the global \S+ is not an i32",
    "(module (func (drop (i8x16.splat (i32.const 1)))))": (r"all used features should be allowed, on \s*\(i8x16.splat"),
}
"""Other modules, each with what module.mjs says of it."""


@cache
def assembled() -> list[bytes]:
    """Return the modules above, from WebAssembly's text format. Node needs half a second to load binaryen."""
    script = """
        import binaryen from "binaryen";
        const modules = JSON.parse(process.argv[1]).map((text) => binaryen.parseText(text));
        for (const module of modules) module.setFeatures(binaryen.Features.All & ~binaryen.Features.CompactImports);
        console.log(JSON.stringify(modules.map((each) => Buffer.from(each.emitBinary()).toString("hex"))));
    """
    command = ["node", "--input-type=module", "--eval", script, json.dumps([STARTING, *UNEXPECTED])]
    made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    return [bytes.fromhex(each) for each in json.loads(made)]


def test_a_module_is_edited_to_be_as_after_its_start(tmp_path: Path) -> None:
    """It has the globals, the table and the memory that it is given, starts nothing, and needs nothing."""
    stock, whole, code = (tmp_path / f"{name}.wasm" for name in ("stock", "whole", "code"))
    stock.write_bytes(assembled()[0])
    run_node(EDITOR, stock, whole)
    names = [each["name"] for each in in_node(whole.read_bytes(), "WebAssembly.Module.exports(module)")][-3:]
    values = dict(zip(names, (3_000_000_000, 4, -5), strict=True))
    (tmp_path / "state.json").write_text(json.dumps({"globals": values, "table": 6, "pages": 3}))
    run_node(EDITOR, whole, code, tmp_path / "state.json")
    script = """(() => {
        const { memory, table, ...functions } = new WebAssembly.Instance(module).exports;
        const asked = (call) => { try { return call(); } catch (error) { return error.constructor.name; } };
        const isEmpty = new Uint8Array(memory.buffer).every((byte) => byte === 0);
        return [memory.buffer.byteLength, isEmpty, table.length, Object.values(functions).map(asked)];
    })()"""
    pages, is_empty, table, replies = in_node(code.read_bytes(), script)
    assert (pages, is_empty, table) == (3 * 65_536, True, 6)
    assert replies == [3_000_000_000 - (1 << 32), 4, -5, -5, 1, "Exception"]


@pytest.mark.parametrize("message", UNEXPECTED.values())
def test_another_module_than_expected_is_reported(message: str, tmp_path: Path) -> None:
    """If an upgrade changes what module.mjs rests on, the build stops and says what it found."""
    stock, whole, state = (tmp_path / name for name in ("stock.wasm", "whole.wasm", "state.json"))
    stock.write_bytes(assembled()[1 + list(UNEXPECTED.values()).index(message)])
    state.write_text('{"globals": {}, "table": 1, "pages": 1}')

    def edit() -> None:
        run_node(EDITOR, stock, whole)
        run_node(EDITOR, whole, tmp_path / "code.wasm", state)

    with pytest.raises(NodeError, match=message):
        edit()


def test_a_file_of_another_kind_is_reported(tmp_path: Path) -> None:
    """A file that is no module is refused."""
    page = tmp_path / "page.wasm"
    page.write_bytes(b"<!doctype html>")
    with pytest.raises(NodeError, match="error in parsing wasm binary"):
        run_node(EDITOR, page, tmp_path / "module.wasm")


def test_memory_becomes_data() -> None:
    """A module has exactly the memory that it is given, whatever lies between zeros, and the answer's address."""
    code = b"\0asm\1\0\0\0" + b"\5\3\1\0\x20" + b"\7\x0a\1\6memory\2\0"  # 32 pages, exported
    rows = b"".join(
        bytes([1]) * row + bytes(gap) for row in (1, 63, 64, 127, 128, 8_191, 16_384) for gap in (95, 96, 97)
    )
    for memory in (rows, bytes(63) + rows, bytes(8_192) + rows + bytes(1_000_000) + rows + b"\1"):
        module = with_memory(code, memory, b"\1\2\3\x84")
        script = """[
            Buffer.from(new WebAssembly.Instance(module).exports.memory.buffer).toString("hex"),
            Buffer.from(WebAssembly.Module.customSections(module, "answer")[0]).toString("hex"),
        ]"""
        assert in_node(module, script) == [memory.ljust(32 * 65_536, b"\0").hex(), "01020384"]


def test_a_variable_that_pyodide_no_longer_exports_is_reported(tmp_path: Path) -> None:
    """boot.cjs names the variable of C's that it looked for."""
    boot.prepare(ROOT, build.from_pyodide(ROOT, ROOT / ".cache"), tmp_path)
    path = tmp_path / "module.wasm"
    path.write_bytes(path.read_bytes().replace(b"_PyImport_FrozenBootstrap", b"_PyImport_FrozenElsewhere"))
    with pytest.raises(NodeError, match="the module does not export _PyImport_FrozenBootstrap, which boot"):
        boot.start(tmp_path)
