"""The page *Components* shows how each component looks in every state and how it is read out."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from quizzes.engine.model import Interaction
from quizzes.pages.declarations import COMPONENTS as FOLDER
from tests.browser.conftest import VIEWPORT
from tests.browser.pictures import SCALE, compare_pictures, save_picture
from tests.browser.rules import SCHEMES
from tests.browser.serving import serving
from tests.browser.visitors import new_visitor
from tests.building import built_site
from tests.packing import packed
from tests.showcase.page import FILE, built_components
from tests.showcase.states import COMPONENTS, states_of

PICTURES = Path(__file__).parent / "pictures"
TREES = Path(__file__).parent / "trees"
WIDTHS = (1280, 390)

# Takes everything else off the page, because a picture of one component on the full, very long page takes too long,
# even if the rest is hidden.
SHOW_ONLY = """
async (name) => {
  window.sections ??= [...document.querySelectorAll("[data-showcase]")];
  window.place ??= sections[0].parentElement;
  for (const each of sections) each.remove();
  const shown = sections.find((each) => each.dataset.showcase === name);
  for (const each of shown.querySelectorAll("[data-more]")) each.hidden = true;
  place.append(shown);
  scrollTo(0, 0); // a scroll position left by another component could move the picture by a pixel
  shown.getBoundingClientRect(); // layout starts the loading of typefaces
  await document.fonts.ready;
  const { x, y, width, height } = shown.getBoundingClientRect();
  return { x, y, width, height };
}
"""


@pytest.fixture(scope="module")
def shown(chromium: Browser) -> Iterator[Page]:
    """The page *Components* with every state, at the pictures' scale."""
    context = new_visitor(chromium, viewport=VIEWPORT, device_scale_factor=SCALE, reduced_motion="reduce")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    with serving(built_components()) as url:
        page = context.new_page()
        page.goto(f"{url}/{FILE}")
        expect(page.locator("html[data-shown][data-school-read]")).to_be_attached()
        yield page
    context.close()
    assert errors == []


def test_every_template_has_examples() -> None:
    """Every component with a template has examples. An item is shown through its interactions."""
    templates = {file.parent.name for file in FOLDER.glob("*/template.html")}
    assert templates - set(COMPONENTS) == {"item"}


def test_the_components_page_is_not_published() -> None:
    """Neither the site nor the zip contains the page, its script or the examples."""
    names = [file.name for file in built_site().rglob("*")]
    assert "index.html" in names
    assert {FILE, "components.js", "component.yaml"}.isdisjoint(names)
    with zipfile.ZipFile(packed()) as archive:
        assert {FILE, "components.js", "component.yaml"}.isdisjoint(Path(name).name for name in archive.namelist())


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_looks_like_its_pictures(shown: Page, component: str, request: pytest.FixtureRequest) -> None:
    """Every component matches its stored pictures at two widths, in light and dark."""
    found = []
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 900})
        for scheme, value in SCHEMES.items():
            shown.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", value)
            name = f"{component}-{width}-{scheme}.webp"
            if request.config.getoption("--accept"):
                save_picture(_picture(shown, component), PICTURES / name)
            assert (PICTURES / name).exists(), f"{PICTURES / name} is missing; `make accept` writes it"
            # A busy browser may briefly show another typeface. A real difference is still there the third time.
            for _ in range(3):
                png = _picture(shown, component)
                words, where = compare_pictures(png, PICTURES / name)
                if not where:
                    break
            if where:
                folder = Path(tempfile.gettempdir()) / "handbook-pictures"
                folder.mkdir(exist_ok=True)
                where.save(folder / name)
                save_picture(png, folder / f"now-{name}")
                found.append(f"{name}: {words}; see {folder / name}")
    assert found == [], "\n".join([*found, "if it should look so: make accept"])


def _picture(shown: Page, component: str) -> bytes:
    clip: FloatRect = shown.evaluate(SHOW_ONLY, component)
    return shown.screenshot(full_page=True, clip=clip, animations="disabled")


@pytest.mark.parametrize("interaction", list(Interaction))
def test_an_interaction_keeps_its_accessibility_tree(
    shown: Page, interaction: str, golden: Callable[[Path, str], None]
) -> None:
    """An interaction's accessibility tree matches the stored one, unanswered and after each grade."""
    shown.set_viewport_size(VIEWPORT)
    shown.evaluate(SHOW_ONLY, interaction)
    trees = []
    for number, state in enumerate(states_of(interaction), 1):
        if state.pictured:
            tree = shown.locator(f'[data-showcase-state="{interaction}-{number}"] [data-step]').aria_snapshot()
            trees.append(f"# {state.name}\n{tree}\n")
    TREES.mkdir(exist_ok=True)
    golden(TREES / f"{interaction}.yaml", "\n".join(trees))
