"""Parse built pages into trees of elements."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from tests.building import built_site

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        child = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self.open.append(child)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        here = self.open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data


def parse(html: str) -> Element:
    """Parse HTML into a tree."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def page_names() -> list[str]:
    """Return the path of every page from the root of the built site."""
    return sorted(file.relative_to(built_site()).as_posix() for file in built_site().rglob("*.html"))


@lru_cache
def page(name: str) -> Element:
    """Return the tree of a page of the built site."""
    return parse(Path(built_site() / name).read_text(encoding="utf-8"))


def of_class(root: Element, name: str) -> list[Element]:
    """Return the elements that have a class."""
    return [each for each in root.iter() if name in each.get("class", "").split()]


def text(root: Element, without: Collection[str] = ()) -> str:
    """Return the text of an element with white space collapsed.

    ``without`` has the classes, tags and attribute names of elements to leave out.
    """
    return " ".join("".join(_texts(root, frozenset(without))).split())


def _texts(root: Element, without: frozenset[str]) -> Iterator[str]:
    if without & {root.tag, *root.attrib, *root.get("class", "").split()}:
        return
    inline = root.tag in {"a", "b", "em", "i", "span", "strong", "svg"}
    yield "" if inline else " "
    yield root.text or ""
    for child in root:
        yield from _texts(child, without)
        yield child.tail or ""
    yield "" if inline else " "
