"""Declare a block: decorate the function that draws it with the block's name and its kind of argument.

pymdownx wants a subclass of its Block for each name; these classes are generated here. An ordinary block leaves its
HTML in a placeholder, which ``BlockFiller`` replaces once inline Markdown is done. Otherwise Python-Markdown would read
the asterisks and underscores in the county's words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, overload
from xml.etree.ElementTree import Element, SubElement, fromstring
from xml.sax.saxutils import quoteattr

from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pymdownx.blocks.block import Block

from quizzes.pages.arguments import Argument, ArgumentError
from quizzes.pages.content import Content

BLOCKS: dict[str, "DeclaredBlock"] = {}
"""Every block, by its name."""

_PLACEHOLDER = "handbook-placeholder"
_OWN_LINES = ("slip", "rule-words", "tell-about")
"""Classes of the elements that take a block's own lines."""
_ENTITY = re.compile("&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


class BlockError(Exception):
    """A block in a page has a wrong argument. The message quotes the block and says what to write instead."""


@dataclass(frozen=True, slots=True)
class DeclaredBlock:
    """A block's name, its argument (None if it takes none), and the function that draws it."""

    name: str
    argument: Argument[Any] | None
    draw: Callable[..., Markup]
    reads_markdown: bool

    def html(self, content: Content, text: str) -> Markup:
        """Draw the block. ``text``: its argument as the page has it. Raises BlockError."""
        if self.argument is None:
            return self.draw(content)
        try:
            value = self.argument.read(text, content)
        except ArgumentError as error:
            raise BlockError(f'"/// {self.name} | {text}": {error}') from None
        return self.draw(content, value)

    def pymdownx_class(self) -> type[Block]:
        """The class that pymdownx registers. Its configuration has the ``content``."""
        required = False if self.argument is None else None if self.argument.optional else True
        return type(self.name, (_Block,), {"NAME": self.name, "ARGUMENT": required, "declared": self})


@overload
def block(name: str) -> Callable[[Callable[[Content], Markup]], Callable[[Content], Markup]]: ...
@overload
def block[T](
    name: str, argument: Argument[T], *, reads_markdown: bool = False
) -> Callable[[Callable[[Content, T], Markup]], Callable[[Content, T], Markup]]: ...
def block(name: str, argument: Argument[Any] | None = None, *, reads_markdown: bool = False) -> Any:
    """Declare the function that draws a block.

    ``reads_markdown``: whether Python-Markdown reads the drawn HTML too, and adds the block's own lines to the slip,
    rule or row in it. HTML within it that Markdown must not read goes through ``untouched``.
    """

    def declare(draw: Callable[..., Markup]) -> Callable[..., Markup]:
        if name in BLOCKS:
            raise ValueError(f"the block {name} is declared twice")
        BLOCKS[name] = DeclaredBlock(name, argument, draw, reads_markdown)
        return draw

    return declare


def untouched(html: Markup) -> Markup:
    """A placeholder for HTML inside a block that ``reads_markdown``."""
    return Markup(f"<{_PLACEHOLDER} html={quoteattr(str(html))}/>")


class _Block(Block):  # type: ignore[misc] # pymdownx has no types
    """What all generated classes have in common."""

    declared: DeclaredBlock

    def on_create(self, parent: Element) -> Element:
        """Draw the block: as a placeholder, or as elements if Python-Markdown is to read them."""
        html = self.declared.html(self.config["content"], self.argument or "")
        if not self.declared.reads_markdown:
            return SubElement(parent, _PLACEHOLDER, {"html": html})
        parent.append(_without_blanks(fromstring(html)))
        return parent[-1]

    def on_add(self, block: Element) -> Element:
        """Where the block's own lines go."""
        return next((element for element in block.iter() if element.get("class") in _OWN_LINES), block)


class BlockFiller(Treeprocessor):
    """Puts the blocks' HTML into the tree, where the builder still sees, makes relative and checks its links."""

    def run(self, root: Element) -> None:
        """Fill every placeholder of a page."""
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == _PLACEHOLDER:
                    element = fromstring(child.get("html", ""))
                    _keep_entities(element)
                    parent[index] = element


def _without_blanks(root: Element) -> Element:
    """Drop the white space between elements, which Python-Markdown would turn into line breaks."""
    for element in root.iter():
        element.text, element.tail = (text if text and text.strip() else None for text in (element.text, element.tail))
    return root


def _keep_entities(root: Element) -> None:
    """Escape an entity that an author typed, so that readers see it as it was typed.

    Python-Markdown would write it as it is, and a browser would show the character.
    """
    for element in root.iter():
        # Few texts have an ampersand, and looking for one is quicker than calling `sub`.
        if element.text and "&" in element.text and element.tag != "script":
            element.text = _ENTITY.sub("&amp;", element.text)
        if element.tail and "&" in element.tail:
            element.tail = _ENTITY.sub("&amp;", element.tail)
        for name, value in element.attrib.items():
            if "&" in value:
                element.set(name, _ENTITY.sub("&amp;", value))
