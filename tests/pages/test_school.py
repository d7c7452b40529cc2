"""school.js as it is published."""

import json
import subprocess
from pathlib import Path

from quizzes.authoring.school import ENTRIES
from quizzes.pages.school import FILE
from tests.building import build, built_site, copy_project

_READ = """
const vm = require("node:vm");
const text = require("node:fs").readFileSync(0, "utf8").replace(/^\\ufeff/, "");
const window = {};
vm.runInNewContext(text, window);
console.log(JSON.stringify(window.school));
"""


def test_the_published_file_has_every_entry_and_nothing_in_it() -> None:
    """The file runs as a script and sets every entry, in the order of the form, to an empty text."""
    run = subprocess.run(
        ["node", "-e", _READ], input=(built_site() / FILE).read_bytes(), capture_output=True, check=True
    )
    assert list(json.loads(run.stdout).items()) == [(entry, "") for entry in ENTRIES]


def test_the_published_file_is_fit_for_notepad() -> None:
    """It says that it is UTF-8, its lines end as Windows expects, and no line is wide."""
    content = (built_site() / FILE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf// ")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.decode().splitlines()) <= 80


def test_a_school_that_builds_for_itself_keeps_its_own(tmp_path: Path) -> None:
    """A docs/school.js is published as it is."""
    project = copy_project(tmp_path, "index.md")
    (project / "docs/school.js").write_text('var school = {}; school.name = "Hazel Road";', encoding="utf-8")
    assert (build(project, strict=False) / FILE).read_text("utf-8") == 'var school = {}; school.name = "Hazel Road";'
