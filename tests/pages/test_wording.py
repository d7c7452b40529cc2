"""Strings fit the numbers in them, by the plural rules of the language, and another language needs no code."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from markupsafe import Markup

from quizzes.pages.wording import counted, say
from quizzes.words.lookup import DEFAULT, LanguageError, translate, use_language

type Words = Mapping[str, str | dict[str, str]]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    use_language(DEFAULT)


def speak(folder: Path, locale: str, english: Words, own: Words) -> None:
    """Take the strings from a language that has these, in the place of English ones."""
    for name, words in (("en", {"locale": "en-GB", **english}), ("xx", {"locale": locale, **own})):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    use_language("xx", folder)


FILES = {"files": {"one": "{count} file", "other": "{count} files"}}
POLISH = {"files": {"one": "{count} plik", "few": "{count} pliki", "many": "{count} plików", "other": "{count} pliku"}}


@pytest.mark.parametrize(
    ("key", "count", "said"),
    [
        ("practise", 1, "Practise: 1 scenario"),
        ("practise", 0, "Practise: 0 scenarios"),
        ("practise", 2, "Practise: 2 scenarios"),
        ("modules_minutes", 1, "1 minute"),
        ("modules_scenarios", 2, "2 scenarios"),
    ],
)
def test_english_has_a_form_for_one_and_one_for_all_others(key: str, count: int, said: str) -> None:
    assert translate(key, count=count) == str(say(key, count=count)) == said


def test_a_language_has_its_own_forms(tmp_path: Path) -> None:
    """Polish has four, and the numbers that they fit are those of Polish."""
    speak(tmp_path, "pl", FILES, POLISH)
    said = [translate("files", count=count) for count in (1, 2, 5, 21, 22)]
    assert said == ["1 plik", "2 pliki", "5 plików", "21 plików", "22 pliki"]
    assert re.findall('data-form="([a-z]+)"', counted("files")) == ["few", "many", "one", "other"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """`make serve` builds again in the same process when somebody saves a file of strings."""
    speak(tmp_path, "pl", FILES, POLISH)
    speak(tmp_path, "pl", FILES, {"files": POLISH["files"] | {"one": "jeden plik"}})
    assert translate("files", count=1) == "jeden plik"


def test_a_language_may_need_fewer_forms_or_more(tmp_path: Path) -> None:
    """One string may do for all numbers; and a string that is one in English may need forms if it has a count."""
    for name in ("japanese", "polish"):
        (tmp_path / name).mkdir()
    speak(tmp_path / "japanese", "ja", FILES, {"files": "{count} 件"})
    assert translate("files", count=7) == "7 件"
    speak(tmp_path / "polish", "pl", {"files": "Files: {count}"}, POLISH)
    assert translate("files", count=2) == "2 pliki"


@pytest.mark.parametrize(
    ("locale", "own", "message"),
    [
        ("pl", FILES, r"files has the forms one, other; write few, many, one, other$"),
        ("en", POLISH, r"files has the forms few, many, one, other; write one, other$"),
        ("xx-nowhere", FILES, r"locale is xx-nowhere, which is no locale, such as en-GB$"),
    ],
)
def test_a_form_that_is_missing_stops_the_build(tmp_path: Path, locale: str, own: Words, message: str) -> None:
    with pytest.raises(LanguageError, match=message):
        speak(tmp_path, locale, FILES, own)


def test_a_string_without_a_number_has_no_forms(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"title has forms, but no number decides between them$"):
        speak(tmp_path, "en", {"title": "Files"}, {"title": {"one": "File", "other": "Files"}})


def test_what_is_filled_in_is_text() -> None:
    """A value is escaped, unless it is HTML already."""
    assert say("summary_title", module="<b>") == "&lt;b&gt;: how you did"
    assert say("summary_title", module=Markup("<b>")) == "<b>: how you did"
