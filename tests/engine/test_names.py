"""Names match despite different spelling."""

import unicodedata

import pytest
from hypothesis import given

from quizzes.engine.records.names import Names, key_of
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
    assert Names(["Miss Jo Lee", "Mrs Lee"]).near("Jo Lee") == "Miss Jo Lee"
    assert Names(["Mrs Lee"]).near("Lee") is None
    assert Names(["Ann Leed", "Ann Leef"]).near("Ann Lee") == "Ann Leed"
    assert Names([]).near("Ann") is None
