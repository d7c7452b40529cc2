"""The build stops at an author's mistake, and shows HTML as text."""

import subprocess
import sys
from os import environ
from pathlib import Path

import pytest

from quizzes.pages.authored import paragraphs, phrase
from tests.building import NotBuiltError, build, copy_project

PAGE = "practise/first-day"
MKDOCS = [sys.executable, "-m", "mkdocs"]
ENVIRONMENT = {**environ, "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with only one module's page, which a test can change."""
    return copy_project(tmp_path, f"{PAGE}.md")


def test_a_mistake_stops_the_build_with_position_and_remedy(project: Path) -> None:
    """The build fails with a message that has file, line, column, the mistake and a remedy."""
    file = project / "scenarios/parent-friend-request.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[SG-3", "[SG-33", 1), encoding="utf-8")
    line = next(number for number, each in enumerate(file.read_text("utf-8").splitlines(), 1) if "SG-33" in each)
    built = subprocess.run(
        [*MKDOCS, "build", "--strict"], cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert built.returncode != 0
    assert (
        f'scenarios/parent-friend-request.yaml:{line}:19: clause "SG-33" is not in the guidance; '
        'did you mean "SG-3"?' in built.stdout + built.stderr
    )
    assert "Traceback" not in built.stdout + built.stderr
    assert not (project / "site").exists()


def test_an_unknown_module_stops_the_build(project: Path) -> None:
    """A misspelt module in `/// module | …` stops the build; the message names the page and a similar module."""
    page = project / f"docs/{PAGE}.md"
    page.write_text(page.read_text("utf-8").replace("module | first-day", "module | first-dya"), encoding="utf-8")
    with pytest.raises(NotBuiltError, match=r'practise/first-day\.md[\s\S]*did you mean "first-day"\?'):
        build(project, strict=False)


def test_a_missing_fragment_stops_the_build(tmp_path: Path) -> None:
    """The build fails if a fragment of the chapter is missing."""
    project = copy_project(tmp_path, "guidance/complete.md")
    (project / "source/fragments/background.md").unlink()
    with pytest.raises(NotBuiltError, match=r"background\.md"):
        build(project, strict=False)


def test_html_in_an_authors_text_is_shown_as_text() -> None:
    """Tags and entities are shown as they were typed. Of Markdown, only emphasis and links work."""
    assert paragraphs("<b>bold</b> & <script>x</script> &nbsp;") == (
        "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt; &amp;nbsp;</p>"
    )
    assert phrase("*one* **two** [three](https://example.org/)") == (
        '<em>one</em> <strong>two</strong> <a href="https://example.org/">three</a>'
    )
    assert phrase("# 1. no list") == "# 1. no list"
    assert phrase("- a\n- b") == "- a\n- b"
    assert "<img" not in phrase("![x](https://example.org/x.png)")
    assert "<a" not in phrase("<https://example.org/>")


def test_a_javascript_address_is_not_linked() -> None:
    """Only links with http, https, mailto or tel work; others are shown as text."""
    assert "<a" not in phrase("[press](javascript:alert(1))")
    assert "<a" in phrase("[ring](tel:999)")
