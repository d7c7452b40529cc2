"""Authors' texts to HTML: emphasis and links are Markdown, everything else, HTML included, is shown as it stands."""

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

_BLOCKS = ("empty", "paragraph")
_INLINE = ("escape", "link", "em_strong", "em_strong2", "not_strong")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)


class _SafeLinks(Treeprocessor):
    """Leaves no address that a browser would run: such a link becomes its text."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if not link.get("href", "").lower().startswith(_SCHEMES):
                link.tag = "span"
                link.attrib.clear()


@cache
def _markdown() -> Markdown:
    # XHTML, because what comes out is parsed as XML when it is put into a page.
    markdown = Markdown(output_format="xhtml")
    for registry, kept in ((markdown.parser.blockprocessors, _BLOCKS), (markdown.inlinePatterns, _INLINE)):
        for name in [each.name for each in registry._priority if each.name not in kept]:
            registry.deregister(name)
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
