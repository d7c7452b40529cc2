"""A text is read as its author typed it, or `check` says where YAML changes it. ``bad/`` has the messages."""

from pathlib import Path

import pytest

from quizzes.authoring.clauses import read_clauses
from quizzes.authoring.reader import read_scenario
from quizzes.authoring.source import Source
from quizzes.engine.model import Scenario

ROOT = Path(__file__).parents[2]
CLAUSES = read_clauses(ROOT / "source/clauses.csv")
SOUND = (Path(__file__).parent / "bad/comment-in-a-text/scenarios/lost-phone.yaml").read_text(encoding="utf-8")
SOUND = SOUND.replace(" #hazelroad", "")
TEXT = "text: Year 6 were feral today"


def read(folder: Path, old: str, new: str) -> tuple[Scenario | None, list[str]]:
    """Read the sound scenario with one change. Return it, and its problems without their file."""
    assert SOUND.count(old) == 1
    file = folder / "lost-phone.yaml"
    file.write_text(SOUND.replace(old, new), encoding="utf-8")
    source = Source(file.name)
    scenario = read_scenario(file, source, CLAUSES)
    return scenario, [f"{problem.line}:{problem.column}: {problem.what}" for problem in source.problems]


@pytest.mark.parametrize(
    "typed",
    ["No", "yes", "on", "Off", "true", "y", "2026-11-22", "1e3", "1.2.3", "C#", "a#b", "“No” and “Yes”"],
)
def test_a_word_that_yaml_gives_a_meaning_is_read_as_typed(tmp_path: Path, typed: str) -> None:
    """ "No" stays "No". It becomes neither false nor anything else."""
    scenario, problems = read(tmp_path, TEXT, f"text: {typed}")
    assert problems == []
    assert scenario
    assert scenario.items[1].options[-1].text == typed


@pytest.mark.parametrize("typed", ["01", "1_000", "12:30", "0x1F", "0b11", "10.42", ".5", ".inf", "-1"])
def test_a_number_is_reported_as_it_is_written(tmp_path: Path, typed: str) -> None:
    """YAML would make 754 of 12:30, so the author is asked for quotation marks."""
    _, problems = read(tmp_path, TEXT, f"text: {typed}")
    assert problems == ['30:15: "text" is a number, not a text']
    scenario, problems = read(tmp_path, TEXT, f'text: "{typed}"')
    assert problems == []
    assert scenario
    assert scenario.items[1].options[-1].text == typed


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("text: 'Year 6 #hazelroad'", "Year 6 #hazelroad"),
        ("text: 'Year 6' # a comment", "Year 6"),
        ("# A comment\n        text: Year 6\n        # Another", "Year 6"),
        ("text: >- # a comment\n          Year 6\n          #hazelroad", "Year 6 #hazelroad"),
        ("text: |-\n          Year 6.\n\n          So be it.", "Year 6.\n\nSo be it."),
        ("text: >-\n\n          Year 6.\n\n\n          So be it.\n", "Year 6.\n\nSo be it."),
        ("text: >-\n          Year 6, pre-\n          and post-16", "Year 6, pre- and post-16"),
        ("text: >-\n          Year 6:\n          https://example.org/", "Year 6: https://example.org/"),
        ('text: "Year\\u00a06 \\"\\\\\\""', 'Year\u00a06 "\\"'),
        ("text: Year 6\n          were feral", "Year 6 were feral"),
    ],
)
def test_nothing_is_said_of_sound_yaml(tmp_path: Path, typed: str, read_as: str) -> None:
    """Comments on their own lines, paragraphs and quoted texts are no mistakes."""
    scenario, problems = read(tmp_path, TEXT, typed)
    assert problems == []
    assert scenario
    assert scenario.items[1].options[-1].text == read_as


@pytest.mark.parametrize("field", ["grade: best", "id: change-the-code", "clauses: [SG-1]", "- who: [dsl]", "items:"])
def test_a_comment_after_what_is_no_text_is_no_mistake(tmp_path: Path, field: str) -> None:
    """Grades, ids and clauses are checked, so a comment after one takes nothing away."""
    last = SOUND.rindex(field + "\n")
    _, problems = read(tmp_path, SOUND[last:], SOUND[last:].replace(field, f"{field} # a comment", 1))
    assert problems == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"], ids=["LF", "CR LF", "CR", "U+2028"])
def test_an_empty_line_is_found_whatever_ends_lines(tmp_path: Path, line_end: str) -> None:
    """One is named with its place. Two begin a paragraph, so nothing is said of them."""
    one = "text: >-\n          Year 6.\n\n          So be it."
    _, problems = read(tmp_path, TEXT, one.replace("\n", line_end))
    assert problems == ["32:1: one empty line does not begin a new paragraph in this text"]
    _, problems = read(tmp_path, TEXT, one.replace("\n\n", "\n\n\n").replace("\n", line_end))
    assert problems == []
