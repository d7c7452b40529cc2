"""Which typefaces a page is shown in, as Chromium's developer tools say it."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

# What a page is laid out with is asked for by the layout; a typeface that comes may ask for the layout of more.
SETTLED = """
async () => {
  const loading = () => [...document.fonts].filter((each) => each.status === "loading");
  do {
    document.body.getBoundingClientRect();
    await Promise.all(loading().map((each) => each.loaded));
    document.body.getBoundingClientRect();
  } while (loading().length > 0);
}
"""

OURS = ("HandbookSans", "HandbookSerif", "HandbookLatin", "HandbookNames")

_UNSEEN = {"SCRIPT", "STYLE", "HEAD", "TEMPLATE", "NOSCRIPT"}


def typefaces_of(page: Page, selector: str) -> set[str]:
    """The PostScript names of the typefaces in which the first element of a selector, and all in it, is shown."""
    return {font["postScriptName"] for _, font in _shown(page, selector)}


def text_in_other_typefaces(page: Page) -> list[str]:
    """What of the page is shown in typefaces that are not ours: each element or pseudo-element, and the typeface.

    A file input is left out: its words and their typeface are the browser's own, and nobody sees them here, where a
    button stands for it.
    """
    shown = _shown(page, "html")
    return [f"{_described(node)} in {font['familyName']}" for node, font in shown if font["postScriptName"] not in OURS]


def _shown(page: Page, selector: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Elements and pseudo-elements with the typefaces of their words, as the protocol has both."""
    page.evaluate(SETTLED)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument", {"depth": -1})["root"]
    sought = session.send("DOM.querySelector", {"nodeId": document["nodeId"], "selector": selector})["nodeId"]
    (root,) = [node for node in _nodes(document) if node["nodeId"] == sought]
    found = [
        (node, font)
        for node in _elements(root)
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
    ]
    session.detach()
    return found


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("children", []):
        yield from _nodes(each)


def _elements(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node and what is in it, where there are words directly in it: elements, pseudo-elements and fields."""
    if node["nodeName"] in _UNSEEN or (node["nodeName"] == "INPUT" and "file" in node.get("attributes", [])):
        return
    inner = [*node.get("children", []), *node.get("pseudoElements", [])]
    if "pseudoType" in node or any(each["nodeName"] == "#text" for each in inner) or node["nodeName"] == "INPUT":
        yield node
    for each in inner:
        yield from _elements(each)


def _described(node: dict[str, Any]) -> str:
    words = "".join(each["nodeValue"] for each in node.get("children", []) if each["nodeName"] == "#text")
    return " ".join([node["nodeName"], *node.get("attributes", []), words.strip()[:40]])
