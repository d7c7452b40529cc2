"""A module is taken, its record is handed in and checked, and later the guidance changes."""

import json
from pathlib import Path

from playwright.sync_api import Browser, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.conftest import VIEWPORT
from tests.browser.dropping import drop, open_register, rows, write_files
from tests.browser.serving import serving
from tests.browser.taking import make_record, save_file, take_module
from tests.browser.visitors import new_visitor
from tests.building import build, copy_project, temporary_folder


def test_a_record_goes_from_reader_to_register(
    chromium: Browser, url: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    """A record holds. A changed response makes it altered, and a changed clause asks only for its own scenarios."""
    module = catalogue.modules["first-day"]
    reader = new_visitor(chromium, viewport=VIEWPORT)
    page = reader.new_page()
    take_module(page, url, module)
    page.get_by_role("link", name="Make my record").click()
    make_record(page, "Janet Cowell", "Teaching assistant")
    name, text = save_file(page, "Save as a file")
    reader.close()

    office = new_visitor(chromium, viewport=VIEWPORT)
    page = office.new_page()
    (file,) = write_files(tmp_path, {name: text})
    open_register(page, url)
    drop(page, file)
    assert rows(page) == [["Janet Cowell", "First day", "Passed"]]

    content = json.loads(text)
    step = content["modules"][0]["scenarios"][1]["path"][0]
    item = module.scenarios[1].items[0]
    step["response"] = [next(option.id for option in item.options if [option.id] != step["response"])]
    (tampered,) = write_files(tmp_path, {"altered.json": json.dumps(content)})
    page.get_by_role("button", name="Clear the list").click()
    page.get_by_role("button", name="Clear it").click()
    drop(page, tampered)
    ((_, _, status),) = rows(page)
    assert status.startswith("Altered\n\nThe checksum doesn’t match what’s in the file")

    project = copy_project(temporary_folder("handbook-changed-"), "for-schools/register.md")
    clauses = project / "source/clauses.csv"
    words = clauses.read_text(encoding="utf-8")
    assert words.count("form on-line 'friendships' or") == 1
    clauses.write_text(words.replace("form on-line 'friendships' or", "form friendships or"), encoding="utf-8")
    resting = [scenario.title for scenario in module.scenarios if "SG-3" in scenario.clauses]
    assert 0 < len(resting) < len(module.scenarios)
    # Not strict, because the only page links to others.
    with serving(build(project, strict=False)) as changed:
        open_register(page, changed)
        drop(page, file)
        ((_, _, status),) = rows(page)
        again = f"Scenarios to answer again: {', '.join(resting)}"
        expected = ["Needs retaking", "Clauses that have changed: SG-3", again]
        assert status.split("\n\n") == expected
        expect(page.get_by_role("link", name="SG-3").first).to_be_visible()
    office.close()
