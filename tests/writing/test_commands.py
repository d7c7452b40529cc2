"""The commands of ``python -m quizzes`` for authors. Each runs once in a new process, as authors run it."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.building import ROOT
from tests.commands import run, run_in_new_process
from tests.engine.asking import Reader, module_of, request

BAD = ROOT / "tests/authoring/bad"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's content."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    (tmp_path / "source").mkdir()
    shutil.copy(ROOT / "source/clauses.csv", tmp_path / "source")
    return tmp_path


def test_check_finds_nothing_in_the_project() -> None:
    """`check` finds no problem in the project, says how much it has read, and exits with 0."""
    result = run_in_new_process(ROOT, "check")
    assert (result.returncode, result.stderr) == (0, "")
    assert re.search(r"^\d+ scenarios in \d+ modules: no problem found\.\n\Z", result.stdout, re.MULTILINE)


def test_check_prints_every_problem(project: Path) -> None:
    """`check` prints and counts all messages, and exits with 1."""
    shutil.copytree(BAD / "several/scenarios", project / "scenarios", dirs_exist_ok=True)
    result = run(project, "check")
    expected = (BAD / "several/expected.txt").read_text(encoding="utf-8")
    count = len(expected.splitlines())
    assert result.returncode == 1
    assert result.stderr == f"{expected}{count} problems found; the handbook cannot be built.\n"


OF_AN_OPTION = {"id", "text", "feedback", "clauses"}


@pytest.mark.parametrize(
    ("interaction", "empty"),
    [
        ("choice", OF_AN_OPTION),
        ("multiple", OF_AN_OPTION),
        ("order", OF_AN_OPTION | {"first", "then"}),
        ("match", OF_AN_OPTION),
    ],
)
def test_check_names_the_empty_fields_of_a_new_scenario(project: Path, interaction: str, empty: set[str]) -> None:
    """A file from `new` has every required field, and `check` names exactly the empty ones."""
    assert run(project, "new", "a-pupils-photo", "--interaction", interaction).returncode == 0
    text = (project / "scenarios/a-pupils-photo.yaml").read_text(encoding="utf-8")
    assert f"interaction: {interaction}\n" in text
    result = run(project, "check")
    assert (result.returncode, result.stderr) == (0, "")
    _, *notes = result.stdout[result.stdout.index("Note: scenarios/a-pupils-photo.yaml is in no module") :].splitlines()
    messages = [note for note in notes if note.startswith("scenarios/")]
    found = [
        re.fullmatch(r'scenarios/a-pupils-photo\.yaml:(\d+):\d+: "(\w+)" is empty; write it: .+', m) for m in messages
    ]
    assert all(found), messages
    named = [(int(match[1]), match[2]) for match in found if match]
    assert {name for _, name in named} == {"title", "situation", "about", *empty}
    assert all(f"{name}:" in text.splitlines()[line - 1] for line, name in named)


def test_new_makes_a_choice_if_it_is_not_told_otherwise(project: Path) -> None:
    """It runs in a new process, as authors run it, and says what to do next."""
    result = run_in_new_process(project, "new", "a-pupils-photo")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "scenarios/a-pupils-photo.yaml: write it, then add its id to a module in scenarios/modules.yaml\n"
    )
    assert "interaction: choice\n" in (project / "scenarios/a-pupils-photo.yaml").read_text(encoding="utf-8")


def test_new_never_overwrites_a_file(project: Path) -> None:
    """`new` refuses an id that exists already, and does not change its file."""
    file = project / "scenarios/tired-post.yaml"
    before = file.read_bytes()
    result = run(project, "new", "tired-post")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "scenarios/tired-post.yaml exists already; choose another id\n"
    assert file.read_bytes() == before


def test_new_refuses_an_invalid_id(project: Path) -> None:
    """`new` refuses an invalid id, such as a path, and writes nothing."""
    before = sorted(project.rglob("*"))
    for name in ("Tired Post", "../tired-post", ""):
        result = run(project, "new", name)
        assert result.returncode == 1
        assert "write lower-case words" in result.stderr
    assert sorted(project.rglob("*")) == before


def test_check_outside_a_project_says_where_to_run_it(tmp_path: Path) -> None:
    """Outside a project's folder, `check` says where to run it."""
    result = run(tmp_path, "check")
    assert result.returncode == 1
    assert "run this in the project's folder" in result.stderr


def test_schema_writes_the_schema(project: Path) -> None:
    """`schema` writes the same file as the one in the repository."""
    (project / "scenarios/schema.json").unlink()
    assert run_in_new_process(project, "schema").returncode == 0
    assert (project / "scenarios/schema.json").read_bytes() == (ROOT / "scenarios/schema.json").read_bytes()


def test_mark_answers_a_request() -> None:
    """`mark` gives the same reply as the engine in the browser."""
    module = module_of()
    message = request(module, "answer", scenario="s1", item="q", response=["acceptable"])
    result = run_in_new_process(ROOT, "mark", stdin=json.dumps(message))
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == Reader(module).answer("s1", "q", "acceptable")


def test_mark_names_the_error() -> None:
    """`mark` exits with 1 and the error's name if its input is not a request."""
    result = run(ROOT, "mark", stdin="{")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("malformed: ")
