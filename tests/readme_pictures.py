"""`make pictures`: take the README's two pictures of the built handbook again."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Grade
from tests.browser.launching import chromium_launched
from tests.browser.serving import serving
from tests.browser.taking import assert_marked, item_in, open_scenario, respond
from tests.browser.visitors import new_visitor
from tests.building import ROOT, built_site
from tests.fonts import use_only_these_fonts
from tests.responses import of_grade

FOLDER = ROOT / "pictures"
VIEWPORT: ViewportSize = {"width": 1280, "height": 960}
SCENARIO = "parent-friend-request"
CHAPTER = "/guidance/specific-guidance.html"
COLOURS = 64
"""Text stays sharp with few colours and lossless compression; a photograph would not."""
LIMIT_BYTES = 60_000
"""The largest size of a picture, because every reader of the README downloads both."""


def take_pictures(url: str) -> None:
    """Take both pictures of the handbook served at a URL."""
    with chromium_launched() as browser:
        context = new_visitor(browser, viewport=VIEWPORT, color_scheme="light", reduced_motion="reduce")
        page = context.new_page()
        _answer(page, url)
        _save(page, FOLDER / "scenario.webp")
        page.goto(f"{url}{CHAPTER}")
        _save(page, FOLDER / "chapter.webp")


def _answer(page: Page, url: str) -> None:
    """Give an acceptable answer, so that the page shows both the chosen option and the best one."""
    scenario = load_catalogue(ROOT).scenarios[SCENARIO]
    (item,) = scenario.items
    here = item_in(open_scenario(page, url, SCENARIO), item.id)
    respond(here, of_grade(item, Grade.ACCEPTABLE))
    assert_marked(here, Grade.ACCEPTABLE)


def _save(page: Page, path: Path) -> None:
    page.evaluate("document.fonts.ready")
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(path, lossless=True, quality=100, method=6)
    size_bytes = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size_bytes / 1000:.0f} kB")
    assert size_bytes < LIMIT_BYTES, f"{path} is over {LIMIT_BYTES} bytes; show less of the page"


if __name__ == "__main__":
    use_only_these_fonts()
    FOLDER.mkdir(exist_ok=True)
    with serving(built_site()) as address:
        take_pictures(address)
