"""Pages use only our typefaces, and load the typefaces for names only if a name needs them."""

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from quizzes.authoring.catalogue import Catalogue
from tests.browser.dropping import REGISTER, choose, open_register, rows, write_files
from tests.browser.taking import page_of
from tests.browser.typefaces import SETTLED, text_in_other_typefaces, typefaces_of
from tests.recording import record_of

PAGES = (
    "/index.html",
    "/guidance/specific-guidance.html",
    "/practise/index.html",
    page_of("first-day"),
    REGISTER,
    "/for-schools/host.html",  # contains code
    "/for-schools/paper/more-than-a-rule.html",  # contains a heart
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_uses_only_our_typefaces(unmarked: Page, url: str, address: str) -> None:
    """No element, pseudo-element or marker of a page uses a font of the reader's system."""
    unmarked.goto(url + address)
    assert text_in_other_typefaces(unmarked) == []


def test_a_character_in_a_system_font_is_found(unmarked: Page, url: str) -> None:
    """The check finds an arrow, which no typeface of ours has, in a stylesheet's `content` and in a page's text."""
    unmarked.goto(f"{url}/index.html")
    unmarked.add_style_tag(content=".door a::after { content: '→' }")
    unmarked.locator("h1").evaluate("heading => heading.append('→')")
    found = text_in_other_typefaces(unmarked)
    assert {each.split()[0] for each in found} >= {"::after", "H1"}, found


def test_no_typeface_for_names_is_fetched_without_need(context: BrowserContext, url: str) -> None:
    """Home, a module and the empty register load only the typefaces of every page."""
    page = context.new_page()
    asked = _asked_for(context)
    for address in ("/index.html", page_of("first-day"), REGISTER):
        page.goto(url + address)
        page.evaluate(SETTLED)
    typefaces = {each for each in asked if each.startswith("handbook-")}
    assert "handbook-sans" in typefaces
    assert typefaces <= {"handbook-sans", "handbook-serif"}


def test_names_are_shown_in_our_typefaces(
    context: BrowserContext, url: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    """The register shows every name in our typefaces, and loads exactly the ones that the name needs."""
    page = context.new_page()
    open_register(page, url)
    page.evaluate(SETTLED)
    page.wait_for_load_state("networkidle")
    asked = _asked_for(context)
    module = catalogue.modules["first-day"]
    for name, needed in (
        ("José Ångström", []),
        (unicodedata.normalize("NFD", "Zoë Núñez"), []),
        ("Łukasz Şahin", ["handbook-latin"]),
        ("Đorđević Ōkubo Nguyễn Ángel", ["handbook-latin"]),  # Chromium composes ê with a tilde, and o with a macron
        ("Phạm Thị Thủy", ["handbook-latin", "handbook-names"]),
        ("Ẹ̀niọlá Hauʻoli Əliyev Ḥusayn", ["handbook-latin", "handbook-names"]),
    ):
        choose(page, write_files(tmp_path, {f"{name}.json": record_of(module, name)}))
        page.evaluate(SETTLED)
        assert name in [row[0] for row in rows(page)]
        assert sorted(asked) == needed, name
    # Comes last, because Chromium's tools request the stylesheets again.
    assert typefaces_of(page, ".register-table tbody") == {"HandbookSans", "HandbookLatin", "HandbookNames"}
    assert text_in_other_typefaces(page) == []


def _asked_for(context: BrowserContext) -> list[str]:
    """Collect the names of the files that are requested from now on, each once; typefaces without the hash."""
    asked: list[str] = []

    def note(address: str) -> None:
        name = re.sub(r"-[0-9a-f]{10}\.woff2$", "", address.rpartition("/")[2])
        if not address.startswith("blob:") and name not in asked:
            asked.append(name)

    context.on("request", lambda request: note(request.url))
    return asked
