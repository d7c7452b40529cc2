"""The tests' browsers do not see the machine's fonts, so no result depends on them."""

from playwright.sync_api import Page

from tests.fonts import FAMILIES

GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif", "math")
INSTALLED = ("Arial", "DejaVu Sans", "Liberation Serif", "Noto Sans", "Noto Color Emoji", "Times New Roman")
FAMILY_NAMES = [*GENERIC, *(f"'{each}'" for each in (*INSTALLED, "No such font"))]


def test_text_is_drawn_only_in_the_test_fonts(page: Page) -> None:
    """Generic families, common system fonts and missing letters are all drawn in the tests' fonts."""
    text = "Łukasz Nguyễn Ōkubo ↕ ✓ 漢字 עברית 🦊"
    page.set_content("".join(f'<p style="font-family: {each}">{text}</p>' for each in FAMILY_NAMES))
    drawn = dict(zip(FAMILY_NAMES, fonts_of_all(page, "p"), strict=True))
    assert all(drawn.values()), drawn
    assert {name: fonts for name, fonts in drawn.items() if not fonts <= set(FAMILIES)} == {}


def fonts_of_all(page: Page, selector: str) -> list[set[str]]:
    """Return the families of the installed fonts in which the text of each matching element is drawn."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    drawn = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    session.detach()
    return [{font["familyName"] for font in fonts} for fonts in drawn]
