"""Choose pages that together have every shape of markup, for checks that are too slow for every page."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from tests.covering import covering, richest_first
from tests.pages.tree import page, page_names

type Shape = tuple[str, ...]
"""An element's tag, classes and attributes' names, after those of the two elements around it."""


def shapes(root: Element, around: Shape = ()) -> Iterator[Shape]:
    """Yield the shape of an element and of every element inside."""
    names = " ".join(sorted(each for each in root.attrib if not each.startswith("data-")))
    classes = " ".join(sorted(root.get("class", "").split()))
    shape = (*around, f"{root.tag}.{classes}[{names}]")[-3:]
    yield shape
    for child in root:
        yield from shapes(child, shape)


def differing(pages: Mapping[str, Element]) -> set[str]:
    """Return the names of a few pages that have every shape of all pages."""
    return set(covering(richest_first({name: set(shapes(root)) for name, root in pages.items()})))


@lru_cache
def differing_pages() -> set[str]:
    """Return pages of the built site that together have every shape."""
    return differing({name: page(name) for name in page_names()})
