"""A spreadsheet shows every cell of the CSV as text, and never runs one."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.records.spreadsheet import inert, lines

CELLS = st.text(st.characters(codec="utf-8"), max_size=20)


@pytest.mark.parametrize(
    "formula",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://school.example")', "=cmd|' /C calc'!A0"),
        *("\t=1+1", " =1+1", "\n=1", "\r=1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\x00=1", "\u202e=1", "＝1+1", "＠A1"),
    ],
)
def test_a_formula_becomes_text(formula: str) -> None:
    """A cell that would start a formula gets an apostrophe, even if invisible characters come first."""
    assert inert(formula) == f"'{formula}"


@pytest.mark.parametrize(
    "text", ["", "SG-1 to SG-5 = all", "Ann", "'=1", "😀", "2026-11-23", "a@b.example", "<b>", " "]
)
def test_other_text_is_unchanged(text: str) -> None:
    """Text that does not start a formula is unchanged."""
    assert inert(text) == text


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4))
def test_a_table_reads_back_as_written(rows: list[list[str]]) -> None:
    """Each cell reads back as one cell, even in programs that separate cells with semicolons."""
    text = lines(rows)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[inert(cell) for cell in row] for row in rows]
    assert text.count("\r\n") >= len(rows)
    for row in csv.reader(io.StringIO(lines([["Ann;=1", "Bob"]]), newline=""), delimiter=";"):
        assert row == ['Ann;=1,"Bob"']
