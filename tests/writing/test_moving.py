"""`new-module`, `rename` and `retire` make all the edits, keep the rest as it was typed, and say what they mean."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.editions.changes import compare
from quizzes.editions.edition import edition_of
from quizzes.pages.problems import read_content
from tests.building import ROOT, copy_project
from tests.commands import run

MODULES = "scenarios/modules.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    return copy_project(tmp_path)


def texts(project: Path) -> dict[str, str]:
    """Return the text of every file that an author writes."""
    files = [
        project / "mkdocs.yml",
        *(file for name in ("docs", "scenarios", "source") for file in (project / name).rglob("*")),
    ]
    return {file.relative_to(project).as_posix(): file.read_bytes().decode() for file in files if file.is_file()}


def edited(project: Path, name: str, edit: Callable[[str], str]) -> None:
    """Change a file of the project."""
    file = project / name
    text = file.read_bytes().decode()
    assert edit(text) != text
    file.write_bytes(edit(text).encode())


def test_a_renamed_scenario_is_renamed_everywhere(project: Path) -> None:
    """Its file, its id, the modules and routes, and blocks and links of pages. Nothing else changes."""
    edited(
        project,
        "docs/privacy.md",
        lambda text: f"{text}\n[x](practise/first-day.md#parent-friend-request) parent-friend-request\n",
    )
    before = texts(project)
    result = run(project, "rename", "parent-friend-request", "a-parent-asks")
    assert (result.returncode, result.stderr) == (0, "")
    after = texts(project)
    moved = {"scenarios/parent-friend-request.yaml": "scenarios/a-parent-asks.yaml"}
    expected = {moved.get(name, name): text for name, text in before.items()}
    for name in (MODULES, "scenarios/a-parent-asks.yaml", "docs/in-short.md"):
        assert "parent-friend-request" in expected[name]
        expected[name] = expected[name].replace("parent-friend-request", "a-parent-asks")
    expected["docs/privacy.md"] = expected["docs/privacy.md"].replace("#parent-friend-request", "#a-parent-asks")
    assert after == expected
    changed = [line.removeprefix("changed: ") for line in result.stdout.splitlines() if line.startswith("changed: ")]
    assert set(changed) == {name for name in after if before.get(name) != after[name]} | {
        "scenarios/parent-friend-request.yaml"
    }
    assert 'To readers, "a-parent-asks" is a new scenario.' in result.stdout
    line = len(after["docs/privacy.md"].splitlines())
    assert f"docs/privacy.md:{line}" in result.stdout.splitlines()
    assert read_content(project)


def test_a_renamed_scenario_has_to_be_taken_again(project: Path) -> None:
    """What `rename` says of readers is what two editions say: the module with it, and no other."""
    before = edition_of(load_catalogue(project))
    assert run(project, "rename", "tired-post", "wet-friday").returncode == 0
    (again,) = compare(before, edition_of(load_catalogue(project))).retake
    assert [scenario.id for scenario in again.again.scenarios] == ["wet-friday"]


def test_a_renamed_module_is_renamed_everywhere(project: Path) -> None:
    """Its entry, its own pages if it has some, blocks, links and the navigation."""
    for folder, block in (("practise", "module"), ("for-schools/paper", "paper")):
        page = project / f"docs/{folder}/for-leaders.md"
        page.write_text(
            f"# Us\n\n/// {block} | for-leaders\n///\n\n[self](for-leaders.md) for-leaders\n", encoding="utf-8"
        )
    edited(
        project,
        "mkdocs.yml",
        lambda text: text.replace("  - Our school", "  - Heads: practise/for-leaders.md\n  - Our school"),
    )
    edited(project, "docs/privacy.md", lambda text: f"{text}\n[x](practise/for-leaders.md#ban-everything)\n")
    result = run(project, "rename", "for-leaders", "for-heads")
    assert (result.returncode, result.stderr) == (0, "")
    after = texts(project)
    assert "\n  - id: for-heads\n" in after[MODULES]
    assert "  - Heads: practise/for-heads.md\n" in after["mkdocs.yml"]
    assert "(practise/for-heads.md#ban-everything)" in after["docs/privacy.md"]
    for folder, block in (("practise", "module"), ("for-schools/paper", "paper")):
        assert (
            after[f"docs/{folder}/for-heads.md"]
            == f"# Us\n\n/// {block} | for-heads\n///\n\n[self](for-heads.md) for-leaders\n"
        )
        assert f"docs/{folder}/for-leaders.md" not in after
    lines = result.stdout.splitlines()
    assert "docs/practise/for-heads.md:6" in lines
    assert [line for line in lines if line.startswith("tests/authoring/bad/")] == []  # other banks
    assert lines[-1].startswith('of "for-leaders" are of a module')  # what readers get, where nothing scrolls it away
    assert 'records\nof "for-leaders" are of a module that the handbook does not have' in result.stdout
    assert "for-heads" in read_content(project).modules


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tired-psot", "x"), 'there is no scenario and no module "tired-psot"'),
        (("tired-post", "Wet Friday"), '"Wet Friday" is not a valid id; write lower-case words joined by hyphens'),
        (("tired-post", "running-app"), 'there is a scenario "running-app" already; choose another id'),
        (("first-day", "for-leaders"), 'there is a module "for-leaders" already; choose another id'),
        (("tired-post", "x", "--module"), 'there is no module "tired-post"'),
        (("../tired-post", "x"), 'there is no scenario and no module "../tired-post"'),
        (("modules", "x"), 'there is no scenario and no module "modules"'),
    ],
)
def test_what_cannot_be_renamed_stays(project: Path, arguments: tuple[str, ...], message: str) -> None:
    """Nothing is written before everything has been checked."""
    before = texts(project)
    assert run(project, "rename", *arguments) == (1, "", f"{message}\n")
    assert texts(project) == before


def test_an_id_of_both_is_asked_about(project: Path) -> None:
    """A scenario and a module may share an id."""
    assert run(project, "rename", "tired-post", "first-day").returncode == 0
    both = run(project, "rename", "first-day", "day-one")
    assert both == (1, "", '"first-day" is the id of a scenario and of a module; add --scenario or --module\n')
    assert run(project, "rename", "first-day", "day-one", "--module").returncode == 0
    modules = read_content(project).modules
    assert "day-one" in modules
    assert modules["day-one"].scenario("first-day")


def test_a_file_that_cannot_be_read_stops_a_rename(project: Path) -> None:
    """The message is the one that `check` has."""
    (project / MODULES).write_text("modules: [\n", encoding="utf-8")
    result = run(project, "rename", "tired-post", "wet-friday")
    assert result.returncode == 1
    assert result.stderr.startswith(f"{MODULES}:")
    assert (project / "scenarios/tired-post.yaml").exists()


def test_a_retired_scenario_is_gone(project: Path) -> None:
    """Its file, and its lines in modules and routes. Nobody has to take anything again."""
    before, edition = texts(project), edition_of(load_catalogue(project))
    result = run(project, "retire", "new-app-review")
    after = texts(project)
    assert "new-app-review" not in after[MODULES]
    assert after[MODULES] == before[MODULES].replace("      - new-app-review\n", "")
    assert {name for name in before if before[name] != after.get(name)} == {MODULES, "scenarios/new-app-review.yaml"}
    assert "Nobody has to take anything again" in result.stdout
    assert not compare(edition, edition_of(load_catalogue(project))).retake


def test_what_is_left_after_retiring_is_listed(project: Path) -> None:
    """Pages that name it, and clauses that nothing practises any more, are the author's to mend."""
    result = run(project, "retire", "election-and-war-posts")
    assert result.returncode == 1
    assert 'clause "SG-2" is for staff, but no scenario in a module cites it' in result.stderr
    result = run(project, "retire", "parent-friend-request")
    assert result.returncode == 1
    assert '"/// rule | SG-3, parent-friend-request": there is no "parent-friend-request"' in result.stderr


def test_a_retired_module_leaves_drafts(project: Path) -> None:
    """Its scenarios stay as drafts, and routes lose those that nobody could take now."""
    page = project / "docs/practise/for-leaders.md"
    page.write_text("# For leaders\n\n/// module | for-leaders\n///\n", encoding="utf-8")
    edited(
        project,
        "mkdocs.yml",
        lambda text: text.replace("  - Our school", "  - practise/for-leaders.md\n  - Our school"),
    )
    before = (project / MODULES).read_text(encoding="utf-8")
    result = run(project, "retire", "for-leaders")
    after = texts(project)
    assert not page.exists()
    assert "for-leaders" not in after["mkdocs.yml"]
    assert "for-leaders" not in after[MODULES]
    assert "\n\n\n" not in after[MODULES]
    removed = [line for line in before.splitlines() if line.strip() and line not in after[MODULES].splitlines()]
    assert removed[0] == "  - id: for-leaders"
    catalogue = load_catalogue(project)
    assert len(catalogue.modules) == 6
    leaders = next(route for route in catalogue.routes if route.id == "leaders")
    assert [scenario.id for scenario in leaders.scenarios] == ["fake-account-in-your-name"]
    assert "scenarios/ban-everything.yaml" in catalogue.drafts
    assert "the register lists them as unreadable" in result.stdout


def test_the_only_scenario_of_a_module_is_not_retired(project: Path) -> None:
    """A module without scenarios cannot be."""
    assert run(project, "new-module", "alone", "tired-post").returncode == 0
    before = texts(project)
    result = run(project, "retire", "tired-post")
    assert result == (1, "", '"tired-post" is the only scenario of module "alone"; retire the module first\n')
    assert texts(project) == before


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_new_module_follows_the_last(project: Path, line_end: str) -> None:
    """`check` names exactly its empty fields, and nothing else of the file has changed."""
    file = project / MODULES
    file.write_bytes(b"\xef\xbb\xbf" + file.read_text(encoding="utf-8").replace("\n", line_end).encode())
    before = file.read_bytes().decode()
    assert run(project, "new-module", "club-days", "club-server", "two-hats-coach") == (
        0,
        f'{MODULES}: write the title, the summary and the audience of "club-days"\n',
        "",
    )
    fields = ("title:", "summary:", "audience: [Everyone]", "scenarios:", "  - club-server", "  - two-hats-coach")
    added = "\n  - id: club-days\n" + "".join(f"    {field}\n" for field in fields)
    routes = f"{line_end}# After First day"
    assert file.read_bytes().decode() == before.replace(routes, added.replace("\n", line_end) + routes)
    said = run(project, "check").stderr.splitlines()
    assert [message.partition(": ")[2].partition(";")[0] for message in said[:-1]] == [
        '"title" is empty',
        '"summary" is empty',
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("First Day",), '"First Day" is not a valid id; write lower-case words joined by hyphens'),
        (("first-day",), 'there is a module "first-day" already; choose another id'),
        (("club-days", "club-sever"), 'there is no scenario "club-sever"; did you mean "club-server"?'),
    ],
)
def test_a_module_that_cannot_be_is_not_started(arguments: tuple[str, ...], message: str, project: Path) -> None:
    """The file stays as it is."""
    before = texts(project)
    assert run(project, "new-module", *arguments) == (1, "", f"{message}\n")
    assert texts(project) == before


def test_lists_in_brackets_are_edited_too(tmp_path: Path) -> None:
    """Quotes and comments round what is edited stay."""
    (tmp_path / "scenarios").mkdir()
    file = tmp_path / MODULES
    head = "modules:\n- id: m # the first\n  title: 'M'\n  summary: S.\n  audience: [A]\n"
    file.write_text(f"{head}  scenarios: [ a, 'b', c ] # all\n", encoding="utf-8")
    for name in "abc":
        (tmp_path / f"scenarios/{name}.yaml").write_text(f"id: {name}\n", encoding="utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/clauses.csv").write_bytes((ROOT / "source/clauses.csv").read_bytes())
    run(tmp_path, "rename", "b", "d")
    assert file.read_text(encoding="utf-8") == f"{head}  scenarios: [ a, d, c ] # all\n"
    run(tmp_path, "retire", "a")
    assert file.read_text(encoding="utf-8") == f"{head}  scenarios: [d, c] # all\n"
