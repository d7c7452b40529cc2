"""Every kind of mistake that an author can make, and the exact message that it gets.

``bad/<name>/`` is a tiny project with one mistake; ``bad/<name>/expected.txt`` is what the author reads.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.problems import ContentError

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).parent / "bad"
CASES = sorted(each.name for each in BAD.iterdir() if (each / "scenarios").is_dir())


def messages(name: str, tmp_path: Path) -> list[str]:
    """What an author is told about the project of that name, beside the real clauses."""
    shutil.copytree(BAD / name, tmp_path, dirs_exist_ok=True)
    (tmp_path / "source").mkdir()
    shutil.copy(ROOT / "source" / "clauses.csv", tmp_path / "source")
    with pytest.raises(ContentError) as caught:
        load_catalogue(tmp_path)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_gets_its_message(name: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    """Each bad project is told of its mistake in the words of its expected.txt."""
    golden(BAD / name / "expected.txt", "\n".join(messages(name, tmp_path)) + "\n")


@pytest.mark.parametrize("name", CASES)
def test_a_message_names_a_position_in_the_file(name: str, tmp_path: Path) -> None:
    """A message begins with a file's path, a line and a column, says what is wrong, and ends with a mend."""
    for message in messages(name, tmp_path):
        found = re.fullmatch(r"(scenarios/[^:]+):(\d+):(\d+): (?P<what>[^;]+|.*\".*\".*); (?P<mend>.+)", message)
        assert found, message
        file, line, column = tmp_path / found[1], int(found[2]), int(found[3])
        lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file.exists() else [""]
        assert 1 <= line <= max(len(lines), 1)
        assert 1 <= column <= len(lines[line - 1]) + 1


def test_problems_are_sorted_by_file_and_position(tmp_path: Path) -> None:
    """All the mistakes of a project are told at once, by file and then from the top down."""
    places = [re.match(r"(.+?):(\d+):(\d+):", each) for each in messages("several", tmp_path)]
    found = [(place[1], int(place[2]), int(place[3])) for place in places if place]
    assert found == sorted(found)
    assert {file for file, _, _ in found} == {"scenarios/lost-phone.yaml", "scenarios/modules.yaml"}
    assert len([file for file, _, _ in found if file == "scenarios/lost-phone.yaml"]) == 6
