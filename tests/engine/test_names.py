"""Names as lists spell them, and staff lists as offices have them."""

import unicodedata

import pytest
from hypothesis import given

from quizzes.engine.errors import WireError
from quizzes.engine.records.names import Member, Names, key_of, read_staff
from tests.engine.test_any_text import ANY_TEXT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Smith", "ANN SMITH"),
        ("Ann Smith", "  Ann \u00a0 Smith\t"),
        ("Zoë Müller", "Zoe Muller"),
        ("Zoë", "Zoe\u0308"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Søren", "Soren"),
        ("O’Brien", "O'Brien"),
        ("Straße", "STRASSE"),
        ("İpek Işık", "Ipek Isik"),
        ("𝐀nn", "Ann"),
        ("Ann\u200b Smith\u200e", "Ann Smith"),
        ("Jones‑Lee", "Jones-Lee"),
    ],
)
def test_two_spellings_have_the_same_key(one: str, other: str) -> None:
    """Case, accents, spacing and signs that are not seen make no other name."""
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Smith", "Anne Smith"),
        ("Ann Smith", "Smith Ann"),
        ("AnnSmith", "Ann Smith"),
        ("فاطمة", "سارة"),
        ("😀", "😎"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    """What is only alike is never taken for the same."""
    assert key_of(one) != key_of(other)


@given(ANY_TEXT)
def test_any_name_has_a_stable_key(name: str) -> None:
    """A key's key is itself, the same in capitals and however its accents are written; no name is without one."""
    key = key_of(name)
    assert key_of(key) == key
    assert key_of(unicodedata.normalize("NFD", name)) == key_of(unicodedata.normalize("NFC", name))
    assert bool(key) or not name.strip()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Jon Smith", "John Smith"),
        ("Smith, John", "John Smith"),
        ("smith JOHN", "John Smith"),
        ("Maria Jones Lee", "Maria Jones-Lee"),
        ("Zoe Muler", "Zoë Müller"),
        ("Peter Brown", None),
        ("", None),
    ],
)
def test_a_close_name_is_suggested(name: str, found: str | None) -> None:
    """A slip, or another order of the words, finds the name that may be meant."""
    assert Names(["Ann Lee", "John Smith", "Maria Jones-Lee", "Zoë Müller"]).near(name) == found


def test_the_closest_name_is_suggested() -> None:
    """Of several the most like is offered, and of two alike the first."""
    assert Names(["Joan Smith", "John Smyth", "Jon Smith"]).near("Jon Smit") == "Jon Smith"
    assert Names(["Ann Leed", "Ann Leef"]).near("Ann Lee") == "Ann Leed"
    assert Names([]).near("Ann") is None


ANN, BOB = Member("Ann Smith", "Teacher", "17"), Member("Bob Jones", "Cook, part-time", "")


@pytest.mark.parametrize(
    "text",
    [
        'Ann Smith,Teacher,17\nBob Jones,"Cook, part-time",',
        "Ann Smith\tTeacher\t17\nBob Jones\tCook, part-time",
        "Ann Smith;Teacher;17\r\nBob Jones;Cook, part-time;\r\n",
        "\ufeffName;Role;Reference\nAnn Smith;Teacher;17\nBob Jones;Cook, part-time",
        "Payroll number\tJOB TITLE\tfull name\n17\tTeacher\tAnn Smith\n\tCook, part-time\tBob Jones",
        '\n\nAnn Smith,Teacher,17\n\n,,\n  \nBob Jones,"Cook, part-time"',
        '"Name"\t"Post"\t"Ref"\n"Ann  Smith"\t"Teacher"\t"17"\n"Bob\nJones"\t"Cook, part-time"\t',
        "Name\tUnknown\tRole\tID\n Ann Smith \tx\tTeacher\t17\nBob Jones\tx\tCook, part-time",
    ],
)
def test_a_staff_list_can_have_any_common_layout(text: str) -> None:
    """Tabs, semicolons or commas; quotes, blank lines, a byte order mark; a header in any order, or none."""
    assert read_staff(text) == [ANN, BOB]


def test_a_list_of_names_is_a_staff_list() -> None:
    """One a line is enough, and what parts the cells may come first in a later line."""
    assert read_staff("Ann Smith\nBob Jones\n") == [Member("Ann Smith"), Member("Bob Jones")]
    assert read_staff("Ann Smith\nBob Jones\tCook, part-time") == [Member("Ann Smith"), BOB]
    assert read_staff("name\nAnn Smith") == [Member("Ann Smith")]
    for nothing in ("", "\ufeff", " \n\t\n", "Name,Role\n", ",,\n"):
        assert read_staff(nothing) == []


def test_an_oversized_cell_is_refused() -> None:
    """A cell that is longer than csv takes is damage like any other."""
    with pytest.raises(WireError, match=r"^malformed: "):
        read_staff(f'"{"a" * 200_000}"')


@given(ANY_TEXT)
def test_any_text_is_a_staff_list(text: str) -> None:
    """Whatever is pasted is read, and every member has a name without spaces too many."""
    for member in read_staff(text):
        assert member.name == " ".join(member.name.split()) != ""
