"""Every kind of mistake that an author can make gets its exact message.

``bad/<name>/`` is a tiny project with one mistake; ``bad/<name>/expected.txt`` has the messages.
"""

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.problems import ContentError
from tests.building import temporary_folder

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).parent / "bad"
CASES = sorted(each.name for each in BAD.iterdir() if (each / "scenarios").is_dir())


@cache
def project(name: str) -> Path:
    """Copy a project from bad/, and add the real clauses."""
    folder = shutil.copytree(BAD / name, temporary_folder("handbook-bad-") / name)
    (folder / "source").mkdir()
    shutil.copy(ROOT / "source" / "clauses.csv", folder / "source")
    return folder


@cache
def messages(name: str) -> list[str]:
    """Load a project from bad/, and return its error messages."""
    with pytest.raises(ContentError) as caught:
        load_catalogue(project(name))
    return str(caught.value).splitlines()


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_gets_its_message(name: str, golden: Callable[[Path, str], None]) -> None:
    """Each project in bad/ gets the messages in its expected.txt."""
    golden(BAD / name / "expected.txt", "\n".join(messages(name)) + "\n")


@pytest.mark.parametrize("name", CASES)
def test_a_message_names_a_position_in_the_file(name: str) -> None:
    """A message has a file, a line and a column that exist, says what is wrong, and ends with a remedy."""
    for message in messages(name):
        found = re.fullmatch(r"(scenarios/[^:]+):(\d+):(\d+): (?P<what>[^;]+|.*\".*\".*); (?P<mend>.+)", message)
        assert found, message
        file, line, column = project(name) / found[1], int(found[2]), int(found[3])
        lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file.exists() else [""]
        assert 1 <= line <= max(len(lines), 1)
        assert 1 <= column <= len(lines[line - 1]) + 1


def test_problems_are_sorted_by_file_and_position() -> None:
    """All mistakes of a project are reported at once, sorted by file and position."""
    places = [re.match(r"(.+?):(\d+):(\d+):", each) for each in messages("several")]
    found = [(place[1], int(place[2]), int(place[3])) for place in places if place]
    assert found == sorted(found)
    assert {file for file, _, _ in found} == {"scenarios/lost-phone.yaml", "scenarios/modules.yaml"}
    assert len([file for file, _, _ in found if file == "scenarios/lost-phone.yaml"]) == 6
