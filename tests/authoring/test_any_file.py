"""Reading a scenario's file gives a scenario or problems, whatever its bytes are."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizzes.authoring.clauses import read_clauses
from quizzes.authoring.modules import read_modules
from quizzes.authoring.problems import Problem
from quizzes.authoring.reader import read_scenario
from quizzes.authoring.source import Source
from quizzes.engine.model import Scenario

ROOT = Path(__file__).parents[2]
CLAUSES = read_clauses(ROOT / "source/clauses.csv")
REAL = sorted(file for file in (ROOT / "scenarios").glob("*.yaml") if file.name != "modules.yaml")
SHORT = (Path(__file__).parent / "bad/unknown-clause/scenarios/lost-phone.yaml").read_bytes().replace(b"SG-33", b"SG-3")

# Pieces with a meaning in YAML, so that they break files in many different ways.
PIECES = (
    st.sampled_from(b"*!@|?[]{}'\"#~&:\t\n\r\0\xff\x85").map(lambda byte: bytes([byte]))
    | st.sampled_from([b"&a ", b"!!int ", b": ", b"- ", b">-", b"\r\n", b"---\n", b"...\n", b"<<: ", b"to: ", b"id: "])
    | st.sampled_from([b'"\\UFFFFFFFF"', b'"\\ud800"', b'"\\0"', b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xed\xa0\x80"])
    | st.binary(max_size=5)
)


class Folder:
    """The folder for the files of one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, data: bytes, name: str = "lost-phone") -> tuple[Scenario | None, list[Problem]]:
        """Write these bytes to a scenario's file, and read it."""
        file = self.folder / f"{name}.yaml"
        file.write_bytes(data)
        source = Source(file.name)
        return read_scenario(file, source, CLAUSES), source.problems

    def assert_handled(self, data: bytes) -> None:
        """Fail unless reading gives a scenario, or printable problems with valid positions."""
        scenario, problems = self.read(data)
        assert (scenario is None) is bool(problems)
        for problem in problems:
            assert problem.line >= 1
            assert problem.column >= 1
            assert (
                problem.line
                <= len(data.splitlines()) + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xe2") + 1
            )
            assert "\n" not in str(problem)
            assert str(problem).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("scenarios"))


@given(st.binary(max_size=300) | st.lists(PIECES, max_size=30).map(b"".join))
@example(b"? [a]\n: b\n")
@example(b"&a [*a]")
@example(b"a: &a {b: *a}")
@example(b"%YAML 1." + b"9" * 5000 + b"\n--- a")
@example(b"[" * 50_000)
@example(b"- " * 50_000)
@example(b"a" * 300_000)
def test_any_bytes_give_a_scenario_or_problems(folder: Folder, data: bytes) -> None:
    """Random bytes give a scenario or problems, each with a line and a column from 1."""
    folder.assert_handled(data)


@given(st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 30), PIECES), min_size=1, max_size=3))
def test_typing_errors_give_a_scenario_or_problems(folder: Folder, slips: list[tuple[int, int, bytes]]) -> None:
    """A valid file with a few typing errors gives a scenario or problems."""
    data = SHORT
    for place, length, piece in slips:
        data = data[:place] + piece + data[place + length :]
    folder.assert_handled(data)


FIELDS = st.sampled_from(["id", "to", "options", "items", "grade", "clauses", "date", "scenarios"])
VALUES = st.recursive(
    st.sampled_from([None, True, 0, 10**400, 0.5, float("nan"), "", "\ud800", "SG-3", "a", "best", "choice"]),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(FIELDS, each, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["id", "title", "items", "editorial_note", "basis", "situation"]), VALUES))
def test_fields_of_any_shape_give_problems(folder: Folder, fields: dict[str, Any]) -> None:
    """Known fields with values of any shape give a scenario or problems, never a crash."""
    folder.assert_handled(json.dumps(fields, ensure_ascii=True).encode())


@given(VALUES)
def test_modules_of_any_shape_give_problems(folder: Folder, value: Any) -> None:
    """Reading modules.yaml gives modules or problems, whatever it contains."""
    file = folder.folder / "modules.yaml"
    file.write_text(json.dumps({"modules": value}), encoding="utf-8")
    source = Source(file.name)
    modules, _ = read_modules(file, source, {})
    assert (not modules) is bool(source.problems)


def test_the_unspoiled_file_is_good(folder: Folder) -> None:
    """The file that these tests damage has no problems itself."""
    scenario, problems = folder.read(SHORT)
    assert problems == []
    assert scenario
    assert [item.id for item in scenario.items] == ["thanks", "later"]


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_windows_line_ends_and_byte_order_marks_make_no_difference(folder: Folder, file: Path) -> None:
    """A byte order mark and CR LF, as Windows Notepad writes, do not change what is read."""
    unix = file.read_bytes()
    windows = b"\xef\xbb\xbf" + unix.replace(b"\n", b"\r\n")
    assert folder.read(windows, file.stem) == folder.read(unix, file.stem)
    assert folder.read(unix, file.stem)[1] == []


def test_windows_line_ends_do_not_change_positions(folder: Folder) -> None:
    """A mistake has the same line and column with a byte order mark and CR LF."""
    unix = SHORT.replace(b"grade: poor", b"grade: pore", 1)
    _, problems = folder.read(b"\xef\xbb\xbf" + unix.replace(b"\n", b"\r\n"))
    assert [(problem.line, problem.column) for problem in problems] == [(19, 16)]
    assert problems == folder.read(unix)[1]


def test_a_column_counts_characters(folder: Folder) -> None:
    """The column of an invalid byte counts characters, although dashes and accents have several bytes each."""
    _, problems = folder.read(
        "# – é\n# – é \xff".encode("latin-1", "xmlcharrefreplace").replace(b"&#8211;", "–".encode())
    )
    assert [(problem.line, problem.column) for problem in problems] == [(1, 5)]


def test_a_scenario_of_a_thousand_steps_is_read(folder: Folder) -> None:
    """A scenario with a path of a thousand steps can be read."""
    option = "id: go, grade: best, text: Go., feedback: Good., clauses: [SG-3]"
    other = "{id: stay, grade: poor, text: Stay., feedback: Bad., clauses: [SG-3]}"
    items = "".join(
        f"\n  - {{id: i{n}, interaction: choice, prompt: What now, options: [{{{option}, to: i{n + 1}}}, {other}]}}"
        for n in range(1000)
    )
    last = f"\n  - {{id: i1000, interaction: choice, prompt: What now, options: [{{{option}}}, {other}]}}\n"
    before, _, after = SHORT.partition(b"items:")
    tell = after[after.index(b"tell:") :]
    scenario, problems = folder.read(before + f"items:{items}{last}".encode() + tell)
    assert problems == []
    assert scenario
    assert len(scenario.items) == 1001
