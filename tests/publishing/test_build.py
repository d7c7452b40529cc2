"""The build as an author meets it: it stops at a mistake, shows HTML as text, and reloads on a save."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzes.publishing.authored import paragraphs, phrase
from tests.building import copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    return copy_project(tmp_path)


def mkdocs(project: Path, *arguments: str) -> list[str]:
    """The command; the copy's own quizzes package is found first, for the working directory is on the path."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def test_a_mistake_stops_the_build_with_its_place_and_mend(project: Path) -> None:
    """The build fails, and its words name file, line and column, what is wrong, and the mend."""
    file = project / "scenarios/parent-friend-request.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[SG-3", "[SG-33", 1), encoding="utf-8")
    line = next(number for number, each in enumerate(file.read_text("utf-8").splitlines(), 1) if "SG-33" in each)
    built = subprocess.run(
        mkdocs(project, "build", "--strict"), cwd=project, capture_output=True, text=True, check=False
    )
    assert built.returncode != 0
    assert (
        f'scenarios/parent-friend-request.yaml:{line}:19: clause "SG-33" is not in the guidance; '
        'did you mean "SG-3"?' in built.stdout + built.stderr
    )
    assert "Traceback" not in built.stdout + built.stderr
    assert not (project / "site").exists()


def test_a_page_that_asks_for_an_unknown_module_stops_the_build(project: Path) -> None:
    """A slip in `/// module | …` is said with the page and the nearest module."""
    page = project / "docs/practise/first-day.md"
    page.write_text(page.read_text("utf-8").replace("module | first-day", "module | first-dya"), encoding="utf-8")
    built = subprocess.run(
        mkdocs(project, "build", "--strict"), cwd=project, capture_output=True, text=True, check=False
    )
    assert built.returncode != 0
    assert 'did you mean "first-day"?' in built.stdout + built.stderr
    assert "practise/first-day.md" in built.stdout + built.stderr


def test_a_missing_fragment_stops_the_build(project: Path) -> None:
    """A part of the chapter can not vanish without a word."""
    (project / "source/fragments/background.md").unlink()
    built = subprocess.run(
        mkdocs(project, "build", "--strict"), cwd=project, capture_output=True, text=True, check=False
    )
    assert built.returncode != 0
    assert "background.md" in built.stdout + built.stderr


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    """The copy under `mkdocs serve`; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        mkdocs(project, "serve", "--dev-addr", address),
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(10)


def test_saving_a_scenario_reloads_the_page(project: Path, served: str) -> None:
    """Under `make serve` a saved scenario is on the page, and the page is told to reload; a mistake does not end it."""
    page = f"{served}/practise/first-day.html"
    before = _until(page, "A tired post")
    epoch = re.search(r"livereload\((\d+), (\d+)\)", before)
    assert epoch
    file = project / "scenarios/tired-post.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", "titel: ", 1), encoding="utf-8")
    time.sleep(1)
    file.write_text(re.sub("title: .*", "title: A post that was edited", text, count=1), encoding="utf-8")
    after = _until(page, "A post that was edited")
    told = re.search(r"livereload\((\d+), (\d+)\)", after)
    assert told
    assert int(told.group(1)) > int(epoch.group(1))


def _until(address: str, words: str) -> str:
    """The page once it holds these words; fails after a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                html: str = answer.read().decode("utf-8")
            if words in html:
                return html
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"{address} never held {words!r}")


def test_html_in_an_authored_text_is_shown_as_text() -> None:
    """Tags and entities are shown as they were typed; emphasis and links work; nothing else is Markdown."""
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


def test_a_script_address_is_no_link() -> None:
    """A link of another kind than http, https, mailto or tel is shown as text."""
    assert "<a" not in phrase("[press](javascript:alert(1))")
    assert "<a" in phrase("[ring](tel:999)")
