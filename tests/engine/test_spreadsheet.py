"""Cells that a spreadsheet shows and never runs."""

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
    """A sign that begins a formula has an apostrophe before it, and before what is not seen in front of it."""
    assert inert(formula) == f"'{formula}"


@pytest.mark.parametrize(
    "text", ["", "SG-1 to SG-5 = all", "Ann", "'=1", "😀", "2026-11-23", "a@b.example", "<b>", " "]
)
def test_other_text_is_unchanged(text: str) -> None:
    """A sign within a text does no harm, and is left alone."""
    assert inert(text) == text


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4))
def test_a_table_reads_back_as_written(rows: list[list[str]]) -> None:
    """Whatever is in the cells, each is one cell, also where cells are parted by semicolons."""
    text = lines(rows)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[inert(cell) for cell in row] for row in rows]
    assert text.count("\r\n") >= len(rows)
    for row in csv.reader(io.StringIO(lines([["Ann;=1", "Bob"]]), newline=""), delimiter=";"):
        assert row == ['Ann;=1,"Bob"']
