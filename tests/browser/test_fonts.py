"""The tests' browsers do not see the machine's fonts, so no result depends on them."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.fonts import FAMILIES

GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif", "math")
INSTALLED = ("Arial", "DejaVu Sans", "Liberation Serif", "Noto Sans", "Noto Color Emoji", "Times New Roman")


@pytest.mark.parametrize("family", [*GENERIC, *INSTALLED, "No such font"])
def test_text_is_drawn_only_in_the_test_fonts(page: Page, family: str) -> None:
    """Generic families, common system fonts and missing letters are all drawn in the tests' fonts."""
    quoted = family if family in GENERIC else f"'{family}'"
    page.set_content(f'<p style="font-family: {quoted}">Łukasz Nguyễn Ōkubo ↕ ✓ 漢字 עברית 🦊</p>')
    assert set(fonts_of(page, "p")) <= set(FAMILIES)


def fonts_of(page: Page, selector: str) -> list[str]:
    """Return the families of the installed fonts in which an element's text is drawn."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    assert fonts
    return [font["familyName"] for font in fonts]
