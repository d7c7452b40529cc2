"""Commands, and an export for a made-up learning platform: a folder, and a line in quizzes/cli.py."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from quizzes.authoring.catalogue import SCENARIOS, Catalogue
from quizzes.cli import COMMANDS, Command
from quizzes.cli import SCENARIOS as PROJECT_FOLDER
from tests.browser.serving import serving
from tests.browser.taking import best_path, open_scenario, take_path, wait_until
from tests.building import ROOT
from tests.commands import run

# What an export's folder has: a script for the page, and a command that packs the built site with it.
SCRIPT = f"""
import {{ entries, open }} from "{ROOT}/quizzes/web/storage/store";
open();
document.addEventListener("handbook:result", ({{ detail }}) => {{
  (window.reported ??= []).push({{ ...detail, stored: Object.keys(entries(detail.module)).length }});
}});
"""
COMMAND = """
from pathlib import Path
from quizzes.shipping.bundle import bundle, bundle_script
from quizzes.shipping.pack import write_zip

def add_arguments(parser):
    parser.add_argument("site", type=Path)
    parser.add_argument("zip", type=Path)

def pack(root, arguments):
    "Pack the handbook for a made-up platform."
    site = arguments.site
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    script = bundle_script(root, bundle(root, root / ".cache"), Path(__file__).with_name("report.ts"))
    files["report.js"] = script.encode()
    page = "practise/first-day.html"
    files[page] = files[page].replace(b"</head>", b'<script src="../report.js"></script></head>')
    write_zip(files, arguments.zip)
    return 0
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_called(name: str) -> None:
    """The functions that the table names exist, and each command says what it does."""
    done = run(ROOT, name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: quizzes {name} ")


def test_a_project_is_known_by_its_scenarios() -> None:
    """The command line names the folder of scenarios without importing what reads it."""
    assert PROJECT_FOLDER == SCENARIOS


def test_the_command_line_imports_no_command() -> None:
    """Listing the commands imports none of them, however long one takes to load."""
    script = (
        "import sys, quizzes.cli\n"
        "try: quizzes.cli.main(['--help'])\n"
        "except SystemExit: print(*[name for name in sys.modules if name.startswith('quizzes.')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["quizzes.cli"]


def test_an_export_reports_results(
    page: Page, site: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its script hears the result after each answer, once it is stored, and again when the reader comes back."""
    folder = tmp_path / "made_up_platform"
    folder.mkdir()
    (folder / "__init__.py").write_text(COMMAND)
    (folder / "report.ts").write_text(SCRIPT)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(COMMANDS, "platform", Command("pack for a made-up platform", "made_up_platform:pack"))
    assert run(ROOT, "platform", site, tmp_path / "platform.zip") == (0, "", "")
    with zipfile.ZipFile(tmp_path / "platform.zip") as archive:
        archive.extractall(tmp_path / "unzipped")

    with serving(tmp_path / "unzipped") as url:
        first, *rest = catalogue.modules["first-day"].scenarios
        take_path(best_path(first), open_scenario(page, url, first.id))
        begun = {"module": "first-day", "completed": False, "passed": False, "score": None}
        steps = len(best_path(first))
        assert page.evaluate("reported") == [begun | {"stored": step + 1} for step in range(steps)]
        page.reload()
        wait_until(page, "window.reported")
        assert page.evaluate("reported") == [begun | {"stored": steps}]
        for scenario in rest:
            take_path(best_path(scenario), open_scenario(page, url, scenario.id))
        assert page.evaluate("reported.at(-1)") == {
            "module": "first-day",
            "completed": True,
            "passed": True,
            "score": 1,
            "stored": sum(len(best_path(scenario)) for scenario in (first, *rest)),
        }
