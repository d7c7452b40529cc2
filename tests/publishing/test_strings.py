"""The interface's words: none missing, none left over."""

import re

from quizzes.publishing.strings import strings
from tests.building import ROOT

# Keys that templates put together from a grade or a basis.
BUILT = {"grade_", "basis_"}


def _used() -> set[str]:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quizzes").glob("components/*/*.html"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quizzes/publishing").glob("*.py"))
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    return {
        *re.findall(r"\bt\(\"([\w-]+)\"", templates),
        *re.findall(r"translate\(\"([\w-]+)\"", scripts),
        *re.findall(r"config\.extra\.strings\.([\w-]+)", pages),
    }


def test_every_string_that_is_used_is_there_and_every_one_there_is_used() -> None:
    """No key is missing, and none is left over."""
    plain = {key for key in strings() if not any(key.startswith(prefix) for prefix in BUILT)}
    assert _used() - BUILT == plain


def test_no_word_of_the_interface_stands_in_a_template() -> None:
    """Between a template's tags there is nothing but what is filled in."""
    for path in [*(ROOT / "quizzes/components").glob("*/template.html"), *(ROOT / "overrides").rglob("*.html")]:
        bare = re.sub(
            r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert not re.search(r"[A-Za-z]{2,}", bare), path
