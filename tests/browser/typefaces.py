"""Find out in which typefaces Chromium draws a page, through its developer tools."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import CDPSession, Page

# Layout starts the loading of typefaces, and a loaded typeface may cause a new layout that needs more of them.
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

# What decides, beside a character and the marks on it, in which typeface it is drawn.
_FONT = ["font-family", "font-weight", "font-style", "font-stretch", "font-variant-caps"]
_STYLES = [*_FONT, "text-transform", "-webkit-locale"]
_CHARACTER = re.compile("[^\u0300-\u036f\u200d\ufe0f]?[\u0300-\u036f\u200d\ufe0f]*")

_UNSEEN = {"SCRIPT", "STYLE", "HEAD", "TEMPLATE", "NOSCRIPT"}


type Styles = tuple[int, ...]
"""An element's values of ``_STYLES``, as places in a list of texts."""


def typefaces_of(page: Page, selector: str) -> set[str]:
    """Return the PostScript names of the typefaces in the first element that matches a selector."""
    return {font["postScriptName"] for _, font in _shown(page, selector)}


def text_in_other_typefaces(page: Page) -> list[str]:
    """Return the elements and pseudo-elements that are drawn in typefaces other than ours, with the typeface.

    File inputs are left out: the browser chooses their text and typeface, and our pages show a button instead.
    """
    shown = _shown(page, "html")
    return [f"{_described(node)} in {font['familyName']}" for node, font in shown if font["postScriptName"] not in OURS]


def _shown(page: Page, selector: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return elements and pseudo-elements with the typefaces of their text, as protocol objects.

    Leaves out elements whose every character an earlier one has in the same styles, because each question takes long.
    """
    page.evaluate(SETTLED)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument", {"depth": -1})["root"]
    sought = session.send("DOM.querySelector", {"nodeId": document["nodeId"], "selector": selector})["nodeId"]
    (root,) = [node for node in _nodes(document) if node["nodeId"] == sought]
    drawn = _drawn(session)
    asked: dict[Styles, set[str]] = defaultdict(set)
    found = []
    for node in _elements(root, drawn):
        texts = [each["nodeValue"] for each in _texts(node, drawn)]
        characters = {character for text in texts for character in _CHARACTER.findall(text)}
        styles = drawn.get(node["backendNodeId"])
        if texts and styles:
            if characters <= asked[styles]:
                continue
            asked[styles] |= characters
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
        found += [(node, font) for font in fonts]
    session.detach()
    return found


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("children", []):
        yield from _nodes(each)


def _drawn(session: CDPSession) -> dict[int, Styles]:
    """Return the styles of all nodes that have a box, by backend id.

    Others have no typeface, and are most nodes of a module.
    """
    snapshot = session.send("DOMSnapshot.captureSnapshot", {"computedStyles": _STYLES})
    return {
        document["nodes"]["backendNodeId"][place]: tuple(styles)
        for document in snapshot["documents"]
        for place, styles in zip(document["layout"]["nodeIndex"], document["layout"]["styles"], strict=True)
    }


def _texts(node: dict[str, Any], drawn: dict[int, Styles]) -> list[dict[str, Any]]:
    """Return the text nodes of an element that are drawn."""
    children = node.get("children", [])
    return [each for each in children if each["nodeName"] == "#text" and each["backendNodeId"] in drawn]


def _elements(node: dict[str, Any], drawn: dict[int, Styles]) -> Iterator[dict[str, Any]]:
    """Yield a node and its descendants that draw text directly: elements, pseudo-elements and fields."""
    if node["nodeName"] in _UNSEEN or (node["nodeName"] == "INPUT" and "file" in node.get("attributes", [])):
        return
    inner = [*node.get("children", []), *node.get("pseudoElements", [])]
    is_field = node["nodeName"] == "INPUT" and node["backendNodeId"] in drawn
    if "pseudoType" in node or is_field or _texts(node, drawn):
        yield node
    for each in inner:
        yield from _elements(each, drawn)


def _described(node: dict[str, Any]) -> str:
    words = "".join(each["nodeValue"] for each in node.get("children", []) if each["nodeName"] == "#text")
    return " ".join([node["nodeName"], *node.get("attributes", []), words.strip()[:40]])
