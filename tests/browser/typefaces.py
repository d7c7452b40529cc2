"""Find out in which typefaces Chromium draws a page, through its developer tools."""

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

_UNSEEN = {"SCRIPT", "STYLE", "HEAD", "TEMPLATE", "NOSCRIPT"}


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
    """Return elements and pseudo-elements with the typefaces of their text, as protocol objects."""
    page.evaluate(SETTLED)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument", {"depth": -1})["root"]
    sought = session.send("DOM.querySelector", {"nodeId": document["nodeId"], "selector": selector})["nodeId"]
    (root,) = [node for node in _nodes(document) if node["nodeId"] == sought]
    drawn = _drawn(session)
    found = [
        (node, font)
        for node in _elements(root, drawn)
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
    ]
    session.detach()
    return found


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("children", []):
        yield from _nodes(each)


def _drawn(session: CDPSession) -> set[int]:
    """Return the backend ids of all nodes that have a box. Others have no typeface, and are most nodes of a module."""
    snapshot = session.send("DOMSnapshot.captureSnapshot", {"computedStyles": []})
    return {
        document["nodes"]["backendNodeId"][place]
        for document in snapshot["documents"]
        for place in document["layout"]["nodeIndex"]
    }


def _elements(node: dict[str, Any], drawn: set[int]) -> Iterator[dict[str, Any]]:
    """Yield a node and its descendants that draw text directly: elements, pseudo-elements and fields."""
    if node["nodeName"] in _UNSEEN or (node["nodeName"] == "INPUT" and "file" in node.get("attributes", [])):
        return
    inner = [*node.get("children", []), *node.get("pseudoElements", [])]
    texts = [each for each in inner if each["nodeName"] == "#text" and each["backendNodeId"] in drawn]
    if "pseudoType" in node or texts or (node["nodeName"] == "INPUT" and node["backendNodeId"] in drawn):
        yield node
    for each in inner:
        yield from _elements(each, drawn)


def _described(node: dict[str, Any]) -> str:
    words = "".join(each["nodeValue"] for each in node.get("children", []) if each["nodeName"] == "#text")
    return " ".join([node["nodeName"], *node.get("attributes", []), words.strip()[:40]])
