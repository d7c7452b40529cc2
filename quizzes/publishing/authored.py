"""Authors' texts to HTML: emphasis and links are Markdown, everything else, HTML included, is shown as it stands."""

import re
from functools import lru_cache

from markdown import Markdown
from markupsafe import Markup

_BLOCKS = ("empty", "paragraph")
_INLINE = ("backtick", "escape", "link", "em_strong", "em_strong2", "not_strong")
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)


@lru_cache
def _markdown() -> Markdown:
    # XHTML, because what comes out is parsed as XML when it is put into a page.
    markdown = Markdown(output_format="xhtml")
    for registry, kept in ((markdown.parser.blockprocessors, _BLOCKS), (markdown.inlinePatterns, _INLINE)):
        for name in [each.name for each in registry._priority if each.name not in kept]:
            registry.deregister(name)
    markdown.preprocessors.deregister("html_block")
    return markdown


@lru_cache(maxsize=None)
def paragraphs(text: str) -> Markup:
    """The text as one paragraph or more."""
    return Markup(_markdown().reset().convert(text))


def phrase(text: str) -> Markup:
    """The text for a place inside a paragraph or label; further paragraphs are joined on."""
    inner = _PARAGRAPH.fullmatch(str(paragraphs(text)))
    return Markup(inner.group(1).replace("</p>\n<p>", " ")) if inner else Markup.escape(text)
