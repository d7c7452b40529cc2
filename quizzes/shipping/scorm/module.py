"""A module's page as a package has it: without what the handbook keeps, saves and links to."""

from urllib.parse import urljoin
from xml.etree.ElementTree import Element, fromstring, tostring

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import ACKNOWLEDGED, Module
from quizzes.pages.citations import citation
from quizzes.pages.module import render_module
from quizzes.words.lookup import translate

# The platform has the record. Answers are kept there, and whoever signs in there is the reader.
_LEFT_OUT = ("data-record", "data-keeping", "data-cover")

_PRACTISE = "/practise/index.md"


def draw_module(catalogue: Catalogue, module: Module, handbook: str | None, *, responses: bool) -> Markup:
    """Draw a module for a package.

    ``handbook`` is the address of the school's handbook, which links to the chapter lead to; without one they are plain
    text. ``responses`` says whether the platform is told each response.
    """
    root = fromstring(render_module(catalogue, module))
    if responses:
        root.set("data-with-responses", "")
    for parent in list(root.iter()):
        for child in list(parent):
            if any(name in child.attrib for name in _LEFT_OUT) or child.get("href") == _PRACTISE:
                parent.remove(child)
    for element in root.iter():
        _reword(element, module)
        if element.tag == "a":
            _point(element, handbook)
    summary = _only(root, "data-summary")
    notice = Element("p")
    notice.text = translate("platform_acknowledge")
    acknowledged = fromstring(citation(catalogue.clauses[ACKNOWLEDGED], opened=True))
    for link in acknowledged.iter("a"):
        _point(link, handbook)
    place = next(index for index, child in enumerate(summary) if child.get("class") == "actions")
    summary[place:place] = [notice, acknowledged]
    return Markup(tostring(root, encoding="unicode", method="html"))


def what_is_optional(module: Module) -> str:
    """Return whether readers may leave out "all" scenarios, "some", or none of them (empty)."""
    optional = [scenario.optional for scenario in module.scenarios]
    return "all" if all(optional) else "some" if any(optional) else ""


def _reword(element: Element, module: Module) -> None:
    """Change what the handbook says of itself, where a package is different."""
    if element.get("data-engine-is") == "ready":
        element.text = translate("platform_ready")
    if "data-when-left-out" in element.attrib and what_is_optional(module) == "all":
        element[1].text = translate("platform_scenario_left_out")
    if "data-summary-record" in element.attrib:
        element.text = translate("platform_to_finish")
        element.set("href", "#platform")


def _point(link: Element, handbook: str | None) -> None:
    """Point a link to another page of the handbook at the school's, or make it plain text."""
    href = link.get("href", "")
    if not href.startswith("/"):
        return
    if handbook:
        page, _, place = href.removeprefix("/").partition("#")
        link.set("href", urljoin(handbook, page.removesuffix(".md") + ".html" + (place and f"#{place}")))
    else:
        link.tag = "span"
        del link.attrib["href"]


def _only(root: Element, attribute: str) -> Element:
    (found,) = (element for element in root.iter() if attribute in element.attrib)
    return found
