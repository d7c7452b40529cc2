"""The fragments contain the county's words, with a marker at the beginning of every clause."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
FRAGMENTS = ROOT / "source" / "fragments"
CLAUSES = ROOT / "source" / "clauses.csv"

SECTIONS = (
    "title",
    "introduction",
    "background",
    "specific-guidance",
    "safeguarding-issues",
    "recommendations",
)

MARKER = re.compile(r"\{(?:#(?P<id>[A-Za-z0-9-]+)|/)\}")
BLOCK_LINE = re.compile(r"^/{3,}.*$", re.MULTILINE)
BULLET = re.compile(r"^ *- ", re.MULTILINE)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")

INTRODUCES_THE_QUOTATION = (
    "The Department for Education document 'Guidance for Safer Working Practices for Adults Working with "
    "Children and Young people in Educational Settings (March 2009) states:-"
)


class Piece(NamedTuple):
    """The words between two markers. `clause` is empty before the first marker and after an end marker."""

    clause: str
    words: str


def read(section: str) -> str:
    return (FRAGMENTS / f"{section}.md").read_text(encoding="utf-8")


def plain(markdown: str) -> str:
    """Remove markers, block fences, bullets and escapes, and collapse white space."""
    for syntax in (BLOCK_LINE, BULLET, MARKER):
        markdown = syntax.sub("", markdown)
    return " ".join(ESCAPE.sub(r"\1", markdown).split())


def pieces(markdown: str) -> list[Piece]:
    """Split a fragment at its markers."""
    markdown = BULLET.sub("", BLOCK_LINE.sub("", markdown))
    found = [*MARKER.finditer(markdown)]
    starts = [0, *(marker.end() for marker in found)]
    ends = [*(marker.start() for marker in found), len(markdown)]
    names = ["", *(marker["id"] or "" for marker in found)]
    return [Piece(name, plain(markdown[start:end])) for name, start, end in zip(names, starts, ends, strict=True)]


def clauses() -> list[tuple[str, str]]:
    """Return every clause's id and verbatim text, in the order of clauses.csv."""
    with CLAUSES.open(encoding="utf-8", newline="") as file:
        return [(row["id"], plain(row["text_verbatim"])) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def cut_pieces() -> list[Piece]:
    return [piece for section in SECTIONS for piece in pieces(read(section))]


def test_every_clause_has_one_marker_in_the_order_of_the_list(cut_pieces: list[Piece]) -> None:
    """The markers of all sections, read in order, are exactly the ids in clauses.csv, in the same order."""
    assert [piece.clause for piece in cut_pieces if piece.clause] == [name for name, _ in clauses()]


@pytest.mark.parametrize(("name", "verbatim"), clauses(), ids=[name for name, _ in clauses()])
def test_a_marker_comes_before_the_words_of_its_clause(name: str, verbatim: str) -> None:
    """The text after a clause's marker begins with the clause's verbatim text."""
    after = [text for section in SECTIONS for _, found, text in [read(section).partition(f"{{#{name}}}")] if found]
    assert [plain(text)[: len(verbatim)] for text in after] == [verbatim]


def test_a_clause_ends_at_the_next_marker(cut_pieces: list[Piece]) -> None:
    """The text between a clause's marker and the next one is exactly the clause's text."""
    assert [(piece.clause, piece.words) for piece in cut_pieces if piece.clause] == clauses()


def test_only_the_title_and_one_sentence_belong_to_no_clause(cut_pieces: list[Piece]) -> None:
    """Outside the clauses there are only the title and the sentence that introduces the quotation."""
    outside = [piece.words for piece in cut_pieces if not piece.clause and piece.words]
    assert outside == [plain(read("title")), INTRODUCES_THE_QUOTATION]


def test_a_marker_touches_the_word_that_it_marks() -> None:
    """There is no white space between a clause's marker and its first word."""
    loose = re.compile(r"\{#[A-Za-z0-9-]+\}\s")
    assert [section for section in SECTIONS if loose.search(read(section))] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_a_fragment_can_be_included_anywhere(section: str) -> None:
    """A fragment has no byte order mark, front matter or heading, because these would show up in the page."""
    text = read(section)
    assert not text.startswith(("\ufeff", "---"))
    assert not re.search(r"^ {0,3}(#|=+$|-+$)", text, re.MULTILINE)
