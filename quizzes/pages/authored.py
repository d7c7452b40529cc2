"""Authors' texts to HTML: emphasis and links are Markdown, everything else, HTML included, is shown as it stands."""

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
    """Leaves no address that a browser would run: such a link becomes its text."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if not link.get("href", "").lower().startswith(_SCHEMES):
                link.tag = "span"
                link.attrib.clear()


def _only[T](registry: Registry[T], names: tuple[str, ...]) -> Registry[T]:
    """A registry of these entries alone, in this order."""
    kept: Registry[T] = Registry()
    for priority, name in enumerate(reversed(names)):
        kept.register(registry[name], name, priority)
    return kept


@cache
def _markdown() -> Markdown:
    # XHTML, because what comes out is parsed as XML when it is put into a page.
    markdown = Markdown(output_format="xhtml")
    markdown.parser.blockprocessors = _only(markdown.parser.blockprocessors, _BLOCKS)
    markdown.inlinePatterns = _only(markdown.inlinePatterns, _INLINE)
    markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)
    markdown.preprocessors.deregister("html_block")
    markdown.treeprocessors.register(_SafeLinks(markdown), "safe-links", 5)
    return markdown


@cache
def paragraphs(text: str) -> Markup:
    """The text as one paragraph or more."""
    # Python-Markdown lets entities through, which the page's XML parser would not know.
    return Markup(_markdown().reset().convert(text.replace("&", "&amp;")))


def phrase(text: str) -> Markup:
    """The text for a place inside a paragraph or label; further paragraphs are joined on."""
    inner = _PARAGRAPH.fullmatch(str(paragraphs(text)))
    return Markup(inner.group(1).replace("</p>\n<p>", " ")) if inner else Markup.escape(text)
