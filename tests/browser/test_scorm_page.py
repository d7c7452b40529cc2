"""The pages of a package: what they show, keep and link to, and whether everybody can use them."""

import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.platforms import FIRST_DAY, LATEST, Platform, first_screen, panel, take
from tests.browser.rules import assert_axe_passes
from tests.browser.serving import serving
from tests.packing import unzipped_packages

# A platform that takes everything and keeps nothing, for pages that are not in a frame.
AGREES = """
window.API = new Proxy({}, {
  get: (_, name) => () => ({ LMSGetValue: "", LMSGetLastError: "0" })[name] ?? "true",
});
"""


def test_nothing_is_sent_before_start(platform: Platform) -> None:
    """The first screen says what is told. Until *Start* the platform is asked nothing, and the module is not shown."""
    frame = platform.open(FIRST_DAY)
    expect(first_screen(frame).get_by_role("heading", name="What your learning platform is told")).to_be_visible()
    expect(first_screen(frame).get_by_text("Nothing is sent before you press Start")).to_be_visible()
    expect(frame.locator("[data-scenario]").first).to_be_hidden()
    platform.leave()
    assert platform.calls == []


def test_a_package_keeps_nothing_in_the_browser(platform: Platform, catalogue: Catalogue) -> None:
    """The next person who signs in to the platform finds nothing of the last in this browser."""
    frame = platform.start(FIRST_DAY)
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    names = "[sessionStorage, localStorage].flatMap((area) => Object.keys(area))"
    assert platform.page.evaluate(names) == ["platform/kept"]
    assert platform.page.context.cookies() == []


def test_other_pages_open_in_a_tab_of_their_own(platform: Platform) -> None:
    """A link away from the page would end the visit."""
    frame = platform.start(FIRST_DAY)
    prevent = "document.addEventListener('click', (event) => event.preventDefault())"
    frame.locator("html").evaluate(prevent)
    for link in (
        frame.get_by_role("link", name="Privacy"),
        frame.locator(".scenario:not([hidden]) .scenario-nav a").last,
    ):
        link.click()
    expect(frame.get_by_role("link", name="Privacy")).to_have_attribute("target", "_blank")
    expect(frame.locator(".scenario-nav a[target]")).to_have_count(0)


def test_axe_passes_in_a_package(context: BrowserContext) -> None:
    """No rule of axe-core is broken on the first screen, below a module, at the end or on the privacy page.

    Each is looked at in a wide window and in a narrow one, and none is wider than its window.
    """
    page = context.new_page()
    page.add_init_script(AGREES)

    def look(name: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert_axe_passes(page, f"{name} at {width}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"

    with serving(unzipped_packages() / FIRST_DAY) as url:
        page.goto(f"{url}/privacy.html")
        look("privacy")
        page.goto(f"{url}/index.html")
        look("first screen")
        first_screen(page).get_by_role("button", name="Start").click()
        here = page.locator("[data-scenario]:not([hidden])")
        here.locator("input").first.check()
        here.get_by_role("button", name="Check my answer").click()
        panel(page).get_by_role("button", name="Finish").wait_for()
        look("an answer")
        panel(page).get_by_role("button", name="Finish").click()
        look("the end")


def test_the_schools_names_are_shown(page: Page, tmp_path: Path) -> None:
    """A package reads the school.js in it, as the handbook reads its own."""
    package = shutil.copytree(unzipped_packages() / FIRST_DAY, tmp_path / "package")
    (package / "school.js").write_text('var school = {};\nschool.dsl = "Ms A. Patel";\n')
    with serving(package) as url:
        page.goto(f"{url}/index.html")
        expect(page.locator("[data-school=dsl]").first).to_have_text("Ms A. Patel")


def test_a_package_can_be_read_without_scripts(unscripted: Page) -> None:
    """With JavaScript off, the module is there to read, with every answer and its reason, and nothing to press."""
    with serving(unzipped_packages() / FIRST_DAY) as url:
        unscripted.goto(f"{url}/index.html")
        expect(unscripted.locator("[data-scenario]").last).to_be_visible()
        expect(first_screen(unscripted).get_by_role("button", name="Start")).to_be_hidden()


def test_a_package_without_its_script_can_be_read(page: Page) -> None:
    """If a platform does not send the page's script, the module is there to read."""
    page.route("**/platform-*.js", lambda route: route.abort())
    with serving(unzipped_packages() / FIRST_DAY) as url:
        page.goto(f"{url}/index.html")
        expect(page.locator("[data-scenario]").last).to_be_visible()
        expect(first_screen(page).get_by_role("button", name="Start")).to_be_hidden()
