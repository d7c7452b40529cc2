"""While `make serve` runs, a browser shows an author's mistakes, and then the page again, without being touched."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.visitors import new_visitor
from tests.building import copy_project
from tests.shipping.test_preview import PAGE, TITLE, edit, serving

BUILD_TIMEOUT_MS = 120_000
"""How long a build may take on a busy machine."""


def test_the_browser_shows_a_mistake_and_then_the_page_again(chromium: Browser, tmp_path: Path) -> None:
    """The place, what is wrong and what to write are on the page, which reloads once they are mended."""
    project = copy_project(tmp_path, f"{PAGE}.md")
    scenario = project / "scenarios/tired-post.yaml"
    with serving(project) as preview:
        page = new_visitor(chromium).new_page()
        page.goto(f"{preview.address}{PAGE}.html")
        module, mistakes = page.get_by_role("heading", level=1, name="First day"), page.get_by_role("listitem")
        expect(module).to_be_visible()
        edit(scenario, lambda text: text.replace("\ntitle: ", "\ntitel: "))
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE, timeout=BUILD_TIMEOUT_MS)
        expect(mistakes).to_have_text(['scenarios/tired-post.yaml:3:1unknown field "titel"did you mean "title"?'])
        edit(scenario, lambda text: text.replace("\ntitel: ", "\ntitle: "))
        expect(module).to_be_visible(timeout=BUILD_TIMEOUT_MS)
