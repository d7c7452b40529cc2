"""`make serve` shows an author's mistakes in the browser, in place of every page, until they are mended."""

import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visitors import new_visitor
from tests.building import copy_project

PAGE = "practise/first-day"
TITLE = "The handbook can’t be shown yet"
RELOADING = "Reloading browsers"
BUILD_TIMEOUT_MS = 120_000
"""How long a build may take on a busy machine."""


class Preview:
    """A running `mkdocs serve`, and what it serves."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.address = self.wait_for("Serving on ").split()[-1]

    def wait_for(self, words: str) -> str:
        """Wait for a line of the server's output with these words, and return it."""
        assert self.process.stderr
        said = []
        for line in self.process.stderr:
            if words in line:
                return line
            said.append(line)
        raise AssertionError(f"the server ended and never said {words!r}:\n{''.join(said)}")

    def wait_for_page(self, page: str, words: str) -> str:
        """Wait for the build after which a page has these words. Saving a file once may cause more than one build."""
        while words not in (html := self.get(page)):
            self.wait_for(RELOADING)
        return html

    def get(self, page: str) -> str:
        """Return what the server answers for a page, even if it is the one for an unknown address."""
        try:
            with urllib.request.urlopen(f"{self.address}{page}", timeout=60) as answer:
                html: str = answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            html = error.read().decode("utf-8")
        return html


@contextmanager
def serving(project: Path) -> Iterator[Preview]:
    """Run `mkdocs serve` in the project, in a new process. A timer ends it, so that no test waits for ever."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as process:
        end = Timer(300, process.kill)
        end.start()
        try:
            yield Preview(process)
        finally:
            end.cancel()
            process.terminate()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with only one module's page. Each test mends what it breaks."""
    return copy_project(tmp_path_factory.mktemp("preview"), f"{PAGE}.md")


@dataclass
class Started:
    """A preview that was started in a project with a mistake, which has been mended since.

    ``pages`` are what it served before the mistake was mended, by their addresses.
    """

    preview: Preview
    pages: dict[str, str]


@pytest.fixture(scope="module")
def started(project: Path) -> Iterator[Started]:
    """The preview for all tests, because it takes seconds to start. There is a draft with mistakes in the project."""
    (project / "scenarios/draft.yaml").write_text("id: draft\ntitle:\n", encoding="utf-8")
    modules = project / "scenarios/modules.yaml"
    edit(modules, lambda text: text.replace("- tired-post", "- tired-psot"))
    with serving(project) as preview:
        pages = {page: preview.get(f"{page}.html") for page in (PAGE, "practise/for-leaders")}
        edit(modules, lambda text: text.replace("- tired-psot", "- tired-post"))
        preview.wait_for_page(f"{PAGE}.html", "A tired post")
        yield Started(preview, pages)


@pytest.fixture
def preview(started: Started) -> Preview:
    """The preview of a project without mistakes."""
    return started.preview


def edit(file: Path, change: Callable[[str], str]) -> None:
    """Save a file with a change."""
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def version(html: str) -> int:
    """Return the version number that a page uses to ask the server for a newer one."""
    found = re.search(r"livereload\((\d+), \d+\)", html)
    assert found
    return int(found[1])


def test_a_mistake_is_shown_until_it_is_mended(chromium: Browser, preview: Preview, project: Path) -> None:
    """Every page says what is wrong, where, and what to write. An open page changes without being touched."""
    scenario = project / "scenarios/tired-post.yaml"
    visitor = new_visitor(chromium)
    page = visitor.new_page()
    page.goto(f"{preview.address}{PAGE}.html")
    heading, mistakes = page.get_by_role("heading", level=1), page.get_by_role("listitem")
    expect(heading).to_have_text("First day")
    first = preview.get(f"{PAGE}.html")
    assert "A tired post" in first
    edit(scenario, lambda text: text.replace("\ntitle: A tired post", "\ntitel: A tired post"))
    expect(heading).to_have_text(TITLE, timeout=BUILD_TIMEOUT_MS)
    expect(mistakes).to_have_text(['scenarios/tired-post.yaml:3:1unknown field "titel"did you mean "title"?'])
    broken = preview.wait_for_page(f"{PAGE}.html", TITLE)
    assert "<code>scenarios/tired-post.yaml:3:1</code>" in broken
    assert "<strong>unknown field &#34;titel&#34;</strong>" in broken
    assert "<p>did you mean &#34;title&#34;?</p>" in broken
    assert TITLE in preview.get("nowhere.html")
    edit(scenario, lambda text: text.replace("\ntitel: A tired post", "\ntitle: A tired post that was edited"))
    expect(heading).to_have_text("First day", timeout=BUILD_TIMEOUT_MS)
    mended = preview.wait_for_page(f"{PAGE}.html", "A tired post that was edited")
    assert TITLE not in preview.get("nowhere.html")
    assert version(first) < version(broken) < version(mended)
    visitor.close()


def test_the_preview_starts_with_a_mistake(started: Started) -> None:
    """A page that a mistake keeps from being made has its address all the same. A draft's mistakes stop nothing."""
    for html in started.pages.values():
        assert version(html)
        assert "there is no scenario &#34;tired-psot&#34;" in html
    assert "A tired post" in started.preview.get(f"{PAGE}.html")


def test_what_only_the_builder_finds_is_shown_too(preview: Preview, project: Path) -> None:
    """A page with a template that does not exist stops the build after it has begun."""
    page = project / f"docs/{PAGE}.md"
    edit(page, lambda text: text.replace("hide:", "template: nowhere.html\nhide:"))
    assert "nowhere.html" in preview.wait_for_page(f"{PAGE}.html", TITLE)
    edit(page, lambda text: text.replace("template: nowhere.html\n", ""))
    preview.wait_for_page(f"{PAGE}.html", "A tired post")
