"""`check` and the build find the same mistakes, in pages too, and say the same words."""

from pathlib import Path

import pytest

from quizzes.authoring.problems import ContentError
from quizzes.pages.problems import read_content
from quizzes.shipping.site import SiteError, before
from tests.building import copy_project
from tests.commands import run

TIRED_POST = "      - tired-post\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    return copy_project(tmp_path)


def change(file: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def messages(project: Path) -> list[str]:
    """Return the problems of a project, after making sure that `check` and the build both say them."""
    with pytest.raises(ContentError) as caught:
        read_content(project)
    lines = str(caught.value).splitlines()
    assert run(project, "check").stderr.splitlines()[:-1] == lines
    with pytest.raises(SiteError) as stopped:
        before(project)
    assert str(stopped.value).splitlines()[1:] == lines
    return lines


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "/// module | frist-day",
            '"/// module | frist-day": there is no "frist-day" in scenarios/modules.yaml; did',
        ),
        ("/// paper | gone-module", '"/// paper | gone-module": there is no "gone-module" in scenarios/modules.yaml; '),
        ("/// modul | first-day", 'there is no block "modul"; did you mean "module"?'),
        ("/// module", 'the block "module" lacks its argument; write it after a bar: /// module | …'),
        ("/// coverage | SG-3", 'the block "coverage" takes nothing after the bar; write /// coverage'),
        ("/// slip | yesterday", '"/// slip | yesterday": "yesterday" is not a day; write the day as 2026-11-22'),
        ("/// rule | SG-3", '"/// rule | SG-3": this names no clauses, or no scenario; write clauses, a comma and a'),
        ("/// rule | SG-3, tired-post", '"/// rule | SG-3, tired-post": "tired-post" does not practise SG-3; choose'),
        (
            "/// tell | dsl",
            '"/// tell | dsl": this does not say who to tell, or how soon; write roles and how',
        ),
        ("  //// tell | dsl now", '"/// tell | dsl now": this does not say who to tell, or how soon; write roles'),
    ],
)
def test_a_mistake_in_a_block_is_found_with_its_place(project: Path, written: str, message: str) -> None:
    """The page may be new, or one that was left behind when its module went."""
    (project / "docs/practise/gone-module.md").write_text(f"# Gone\n\n{written}\n///\n", encoding="utf-8")
    (found,) = messages(project)
    column = written.rindex("/ ") + 3
    assert found.startswith(f"docs/practise/gone-module.md:3:{column}: {message}")


def test_a_block_of_another_extension_is_no_mistake(project: Path) -> None:
    """We do not know every block that a builder can be given."""
    (project / "docs/privacy.md").write_text("/// html | p\nText\n///\n\n/// sparkle | x\n///\n", encoding="utf-8")
    assert read_content(project).modules


def test_a_notes_block_is_checked_too(project: Path) -> None:
    """Pages include the notes in source/, so a mistake there stops the build as well."""
    with (project / "source/notes/background.md").open("a", encoding="utf-8") as file:
        file.write("\n/// clause | SG-99\n///\n")
    (found,) = messages(project)
    assert found.startswith("source/notes/background.md:")


def test_a_missing_include_is_found(project: Path) -> None:
    """The place is that of its name, and the nearest file is suggested."""
    (project / "source/fragments/background.md").rename(project / "source/fragments/backgrounds.md")
    found = messages(project)
    assert {message.partition(":")[0] for message in found} == {
        "docs/guidance/background.md",
        "docs/guidance/complete.md",
    }
    for message in found:
        assert message.endswith(
            'there is no file "source/fragments/background.md"; did you mean "source/fragments/backgrounds.md"?'
        )


def test_a_page_of_a_module_that_does_not_show_it_is_a_mistake(project: Path) -> None:
    """A page in docs/ takes the place of the one that is made, so it has to show the module."""
    page = project / "docs/for-schools/paper/for-leaders.md"
    page.write_text("# For leaders\n\n/// paper | first-day\n///\n", encoding="utf-8")
    assert messages(project) == [
        'docs/for-schools/paper/for-leaders.md:1:1: this page does not show module "for-leaders"; '
        'delete the page, and it is made; or write "/// paper | for-leaders" in it'
    ]
    page.write_text("# For leaders\n\n/// paper | for-leaders\n///\n", encoding="utf-8")
    assert read_content(project).modules


def test_a_draft_stops_nothing(project: Path) -> None:
    """`check` says what is wrong with a scenario that no module names, and exits with 0. The build does not mind it."""
    (project / "scenarios/half-written.yaml").write_text("id: half-written\ntitle:\n", encoding="utf-8")
    (project / "scenarios/broken.yaml").write_text("id: [\n", encoding="utf-8")
    result = run(project, "check")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    at = lines.index(
        "Note: scenarios/broken.yaml is in no module, so readers do not see it. "
        "scenarios/modules.yaml names those they see."
    )
    assert lines[at + 1].startswith("scenarios/broken.yaml:2:1: invalid YAML")
    assert lines[at + 2].startswith("Note: scenarios/half-written.yaml is in no module")
    assert any(line.startswith('scenarios/half-written.yaml:2:7: "title" is empty') for line in lines[at + 3 :])
    assert before(project).pages
    change(project / "scenarios/modules.yaml", TIRED_POST, f"{TIRED_POST}      - half-written\n")
    assert any('"title" is empty' in message for message in messages(project))


def test_a_sound_scenario_in_no_module_is_a_note(project: Path) -> None:
    """It is not counted, and what makes it unfair is noted too."""
    text = (project / "scenarios/tired-post.yaml").read_text(encoding="utf-8")
    (project / "scenarios/tired-again.yaml").write_text(text.replace("tired-post", "tired-again"), encoding="utf-8")
    result = run(project, "check")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "Note: scenarios/tired-again.yaml is in no module, so readers do not see it. " in result.stdout
    assert any("this repeats the situation at scenarios/tired-again.yaml" in line for line in lines)
    assert lines[-1] == "44 scenarios in 7 modules: no problem found."


def test_every_scenario_counts_if_the_modules_cannot_be_read(project: Path) -> None:
    """Nobody can tell then which scenario is a draft."""
    change(project / "scenarios/tired-post.yaml", "\ntitle: ", "\ntitel: ")
    (project / "scenarios/modules.yaml").write_text("modules: [\n", encoding="utf-8")
    assert {message.partition(":")[0] for message in messages(project)} == {
        "scenarios/modules.yaml",
        "scenarios/tired-post.yaml",
    }
