"""Authors' texts as HTML. Emphasis and links are Markdown; everything else, even HTML, is shown as it was typed."""

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import Registry
from markupsafe import Markup

_BLOCKS = ("empty", "paragraph")
_INLINE = ("escape", "link", "em_strong")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)


class _SafeLinks(Treeprocessor):
    """Turns a link into plain text unless its scheme is harmless: a browser would run `javascript:`."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if not link.get("href", "").lower().startswith(_SCHEMES):
                link.tag = "span"
                link.attrib.clear()


def _only[T](registry: Registry[T], names: tuple[str, ...]) -> Registry[T]:
    """A registry with only these entries, in this order."""
    kept: Registry[T] = Registry()
    for priority, name in enumerate(reversed(names)):
        kept.register(registry[name], name, priority)
    return kept


@cache
def _markdown() -> Markdown:
    # XHTML, because the result is parsed as XML before it goes into a page.
    markdown = Markdown(output_format="xhtml")
    markdown.parser.blockprocessors = _only(markdown.parser.blockprocessors, _BLOCKS)
    markdown.inlinePatterns = _only(markdown.inlinePatterns, _INLINE)
    markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)
    markdown.preprocessors.deregister("html_block")
    markdown.treeprocessors.register(_SafeLinks(markdown), "safe-links", 5)
    return markdown


@cache
def paragraphs(text: str) -> Markup:
    """The text as one or more paragraphs."""
    # Python-Markdown leaves entities alone, and the XML parser knows only five of them.
    return Markup(_markdown().reset().convert(text.replace("&", "&amp;")))


def phrase(text: str) -> Markup:
    """The text for use inside a paragraph or a label. Several paragraphs are joined with a space."""
    inner = _PARAGRAPH.fullmatch(str(paragraphs(text)))
    return Markup(inner.group(1).replace("</p>\n<p>", " ")) if inner else Markup.escape(text)
