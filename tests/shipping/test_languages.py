"""A second language is one file of strings: quizzes/words/<language>.yaml."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from quizzes.shipping.site import SiteError, before
from quizzes.words.lookup import DEFAULT, strings, use_language
from tests.building import ROOT, build, copy_project
from tests.pseudo import pseudo


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Go back to English after every test."""
    yield
    use_language(DEFAULT)


def in_language(folder: Path, words: dict[str, str]) -> Path:
    """Copy the project with a few pages into a folder, in the language "cy" with these strings."""
    project = copy_project(folder, "index.md", "practise/first-day.md", "guidance/introduction.md")
    (project / "quizzes").unlink()
    shutil.copytree(ROOT / "quizzes", project / "quizzes", ignore=shutil.ignore_patterns("__pycache__"))
    (project / "quizzes/words/cy.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("theme:\n  language: cy\n")
    return project


def test_a_second_language_needs_only_one_file_of_strings(tmp_path: Path) -> None:
    """With words/cy.yaml and `theme.language: cy` the pages are in that language, without a change to the code."""
    english = dict(strings())
    words = {key: text if key == "locale" else pseudo(text) for key, text in english.items()}
    site = build(in_language(tmp_path, words), strict=False)
    page = (site / "practise/first-day.html").read_text(encoding="utf-8")
    assert '<html lang="cy"' in page
    for key in ("check_answer", "grade_best", "theme_action.skip", "site_privacy"):
        assert words[key] in page, key
        assert f">{english[key]}<" not in page, key
    slip = (site / "guidance/introduction.html").read_text(encoding="utf-8")
    november = words["months"].split()[10]
    assert re.search(rf"<time [^>]*>29 {november} 2026\b", slip)
    assert words["school_name_help"].split()[0] in (site / "school.js").read_text(encoding="utf-8-sig")
    # With another language, the theme would load search scripts that are not shipped.
    assert '"lang":["en"]' in (site / "search/search_index.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"grade_best": None}, r"cy\.yaml lacks these strings: grade_best$"),
        ({"grade_bset": "Gorau"}, r"cy\.yaml has strings that en\.yaml lacks: grade_bset$"),
    ],
)
def test_a_language_must_have_the_same_keys_as_english(
    tmp_path: Path, keys: dict[str, str | None], message: str
) -> None:
    """A missing or unknown key stops the build, and the message names it."""
    words = {key: text for key, text in {**strings(), **keys}.items() if text is not None}
    with pytest.raises(SiteError, match=message):
        before(in_language(tmp_path, words), "cy")


def test_a_language_without_a_file_stops_the_build() -> None:
    """The message names the file to write and the languages that exist."""
    with pytest.raises(SiteError, match=r"theme\.language is cy, but .*words/cy\.yaml is missing; there is: en$"):
        before(ROOT, "cy")
