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
window.school();
console.log(JSON.stringify(String(window.school)));
"""


def test_the_published_file_has_every_entry_empty() -> None:
    """The file runs as a script whose function does nothing, and has a line for each entry, in the form's order."""
    run = subprocess.run(
        ["node", "-e", _READ], input=(built_site() / FILE).read_bytes(), capture_output=True, check=True
    )
    lines = str(json.loads(run.stdout)).splitlines()
    assert [line for line in lines[1:-1] if line and not line.startswith("//")] == [f"{entry}:" for entry in ENTRIES]


def test_the_published_file_opens_in_notepad() -> None:
    """The file has a byte order mark, Windows line ends and at most 80 characters a line."""
    content = (built_site() / FILE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbffunction school() {")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.decode().splitlines()) <= 80


def test_a_school_file_in_docs_is_published(tmp_path: Path) -> None:
    """A school that builds the handbook itself may write docs/school.js, which is published unchanged."""
    project = copy_project(tmp_path, "index.md")
    (project / "docs/school.js").write_text('var school = {}; school.name = "Hazel Road";', encoding="utf-8")
    assert (build(project, strict=False) / FILE).read_text("utf-8") == 'var school = {}; school.name = "Hazel Road";'
