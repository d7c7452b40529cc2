"""Names match despite different spelling, and staff lists are read in any common layout."""

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
    """Case, accents, spacing and invisible characters do not make a different name."""
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
    """Names that are merely similar are never treated as the same."""
    assert key_of(one) != key_of(other)


@given(ANY_TEXT)
def test_any_name_has_a_stable_key(name: str) -> None:
    """A key is its own key, Unicode normalisation does not change it, and every name that is not blank has one."""
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
    """A name with a typing error, or with its words in another order, finds the similar name."""
    assert Names(["Ann Lee", "John Smith", "Maria Jones-Lee", "Zoë Müller"]).near(name) == found


def test_the_closest_name_is_suggested() -> None:
    """The most similar name is suggested, or the first of two that are equally similar."""
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
    """Cells may be separated by tabs, semicolons or commas, and the header may have any order or be missing."""
    assert read_staff(text) == [ANN, BOB]


def test_a_list_of_names_is_a_staff_list() -> None:
    """One name per line is enough, and the first separator may come on a later line."""
    assert read_staff("Ann Smith\nBob Jones\n") == [Member("Ann Smith"), Member("Bob Jones")]
    assert read_staff("Ann Smith\nBob Jones\tCook, part-time") == [Member("Ann Smith"), BOB]
    assert read_staff("name\nAnn Smith") == [Member("Ann Smith")]
    for nothing in ("", "\ufeff", " \n\t\n", "Name,Role\n", ",,\n"):
        assert read_staff(nothing) == []


def test_an_oversized_cell_is_refused() -> None:
    """A cell longer than the csv module's limit is malformed."""
    with pytest.raises(WireError, match=r"^malformed: "):
        read_staff(f'"{"a" * 200_000}"')


@given(ANY_TEXT)
def test_any_text_is_a_staff_list(text: str) -> None:
    """Any pasted text can be read, and every member has a name without extra white space."""
    for member in read_staff(text):
        assert member.name == " ".join(member.name.split()) != ""
