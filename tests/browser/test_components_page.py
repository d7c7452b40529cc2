"""The page *Components* shows how each component looks in every state and how it is read out."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect

from quizzes.engine.model import Interaction
from quizzes.pages.declarations import COMPONENTS as FOLDER
from tests.browser.conftest import VIEWPORT
from tests.browser.pictures import MAX_HEIGHT, SCALE, Camera, compare_pictures, save_picture
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

# Shows only some components. A picture of the full page would be too tall for Chromium, even if the rest is hidden.
# The first begins where it would alone. Each other one is moved by less than 8 pixels, which are 3 of a picture, so
# that its edges are smoothed as if it were alone.
SHOW_ONLY = """
async (names) => {
  const box = (each) => each.getBoundingClientRect();
  window.sections ??= [...document.querySelectorAll("[data-showcase]")];
  window.place ??= sections[0].parentElement;
  for (const each of sections) each.remove();
  const shown = sections.filter((each) => names.includes(each.dataset.showcase));
  for (const each of shown) {
    each.style.marginTop = "";
    for (const state of each.querySelectorAll("[data-more]")) state.hidden = true;
  }
  place.append(...shown);
  scrollTo(0, 0); // a scroll position left by other components could move the picture by a pixel
  box(place); // layout starts the loading of typefaces
  await document.fonts.ready;
  const start = box(shown[0]).top;
  for (const [number, each] of shown.entries()) {
    if (number === 0) continue;
    const top = start + Math.ceil((box(each).top - start) / 8) * 8;
    each.style.marginTop = `${top - box(shown[number - 1]).bottom}px`;
  }
  return shown.map((each) => ({ x: box(each).x, y: box(each).y, width: box(each).width, height: box(each).height }));
}
"""

# Finishes what moves because of the other colours.
SHOW_IN = """
(scheme) => {
  document.body.dataset.mdColorScheme = scheme;
  for (const each of document.getAnimations()) each.finish();
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


@pytest.fixture(scope="module")
def camera(shown: Page) -> Camera:
    return Camera(shown)


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


@pytest.mark.parametrize("width", WIDTHS)
def test_components_look_like_their_pictures(
    shown: Page, camera: Camera, width: int, request: pytest.FixtureRequest
) -> None:
    """Every component matches its stored pictures at two widths, in light and dark."""
    camera.resize(width)
    found = []
    for names in _groups(shown):
        boxes: list[FloatRect] = shown.evaluate(SHOW_ONLY, names)
        for scheme, value in SCHEMES.items():
            shown.evaluate(SHOW_IN, value)
            files = [PICTURES / f"{name}-{width}-{scheme}.webp" for name in names]
            different = dict(zip(files, boxes, strict=True))
            if request.config.getoption("--accept"):
                for file, picture in camera.take(different).items():
                    if not file.exists() or compare_pictures(picture, file)[1]:
                        save_picture(picture, file)
            # A busy browser may briefly show another typeface. A real difference is still there the third time.
            for _ in range(3):
                pictures = camera.take(different)
                differences = {file: _difference(picture, file) for file, picture in pictures.items()}
                different = {file: different[file] for file in different if differences[file]}
                if not different:
                    break
            found += [differences[file] for file in different]
    assert found == [], "\n".join([*found, "if it should look so: make accept"])


def _groups(shown: Page) -> list[list[str]]:
    """Divide the components into groups of which each fits into one picture."""
    groups: list[list[str]] = []
    boxes: list[FloatRect] = shown.evaluate(SHOW_ONLY, COMPONENTS)
    top = boxes[0]["y"] - MAX_HEIGHT
    for name, box in zip(COMPONENTS, boxes, strict=True):
        if box["y"] + box["height"] > top + MAX_HEIGHT:
            groups.append([])
            top = box["y"]
        groups[-1].append(name)
    return groups


def _difference(picture: Image.Image, file: Path) -> str:
    """Say how a picture differs from the stored one, and store both in a temporary folder."""
    assert file.exists(), f"{file} is missing; `make accept` writes it"
    words, where = compare_pictures(picture, file)
    if not where:
        return ""
    folder = Path(tempfile.gettempdir()) / "handbook-pictures"
    folder.mkdir(exist_ok=True)
    where.save(folder / file.name)
    save_picture(picture, folder / f"now-{file.name}")
    return f"{file.name}: {words}; see {folder / file.name}"


@pytest.mark.parametrize("interaction", list(Interaction))
def test_an_interaction_keeps_its_accessibility_tree(
    shown: Page, camera: Camera, interaction: str, golden: Callable[[Path, str], None]
) -> None:
    """An interaction's accessibility tree matches the stored one, unanswered and after each grade."""
    camera.resize(WIDTHS[0])
    shown.evaluate(SHOW_ONLY, [interaction])
    trees = []
    for number, state in enumerate(states_of(interaction), 1):
        if state.pictured:
            tree = shown.locator(f'[data-showcase-state="{interaction}-{number}"] [data-step]').aria_snapshot()
            trees.append(f"# {state.name}\n{tree}\n")
    TREES.mkdir(exist_ok=True)
    golden(TREES / f"{interaction}.yaml", "\n".join(trees))
