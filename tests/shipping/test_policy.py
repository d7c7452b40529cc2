"""A page's policy has the hashes of exactly those inline scripts that a browser would run."""

from html.parser import HTMLParser
from typing import override

import pytest

from quizzes.shipping.policy import inline_scripts
from tests.building import built_site


class _Parser(HTMLParser):
    """Collects the inline scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.inside = tag == "script" and "src" not in values and values.get("type") in (None, "text/javascript")

    @override
    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def parsed(html: str) -> list[str]:
    """Return what a parser finds."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.found


def test_our_pages_have_the_scripts_that_a_parser_finds() -> None:
    """On every page, the same scripts are found as by a parser."""
    pages = {page.name: page.read_bytes().decode() for page in built_site().rglob("*.html")}
    assert {name: list(inline_scripts(html)) for name, html in pages.items()} == {
        name: parsed(html) for name, html in pages.items()
    }


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>a < b && c</script><p>d</p><script>e</script>", ["a < b && c", "e"]),
        ("<SCRIPT\nasync>a</SCRIPT >", ["a"]),
        ("<script type=text/javascript>a</script>", ["a"]),
        ("<script TYPE='text/javascript'>a</script>", ["a"]),
        ('<script src="a.js"></script><script src=b.js>c</script><script>d</script>', ["d"]),
        ('<script type="application/json">{"a": 1}</script>', []),
        ('<script data-of="a > b">c</script>', ["c"]),
        ('<script data-src="a" data-type="b">c</script>', ["c"]),
        ("<!-- <script>a</script> --><script>b</script>", ["b"]),
        ("<p title='<script>a</script>'>b</p><script>c</script>", ["c"]),
        ('<p title="a > b"><script>c</script></p>', ["c"]),
        ("1 < 2 <script>a</script>", ["a"]),
        ("<scripts>a</scripts><script>b</script>", ["b"]),
        ("<script></script>", []),
    ],
)
def test_any_way_of_writing_a_script_is_read(html: str, scripts: list[str]) -> None:
    """Attributes may have any order and quotes. JSON, comments and values of attributes are no scripts."""
    assert list(inline_scripts(html)) == parsed(html) == scripts
