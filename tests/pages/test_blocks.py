"""The registry of blocks: one decorated function declares a block."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown
from markupsafe import Markup

from quizzes.pages.arguments import A_DAY, WORDS, Argument, optional
from quizzes.pages.content import Content
from quizzes.pages.markdown import QuizzesExtension
from quizzes.pages.registry import BLOCKS, BlockError, block, untouched


@pytest.fixture(autouse=True)
def _own_blocks() -> Iterator[None]:
    """Forget the blocks that a test declares."""
    before = dict(BLOCKS)
    yield
    BLOCKS.clear()
    BLOCKS.update(before)


def converted(markdown: str, root: Path = Path()) -> str:
    return Markdown(extensions=[QuizzesExtension(root=str(root))]).convert(markdown)


def test_a_decorated_function_declares_a_block() -> None:
    """The page gets the HTML that the function returns, and Markdown does not change it."""

    @block("shout", WORDS)
    def shout(content: Content, words: str) -> Markup:
        return Markup("<p>{}!</p>").format(words)

    assert converted("/// shout | two *stars* & _lines_\n///") == "<p>two *stars* &amp; _lines_!</p>"


def test_a_block_gets_the_content_of_its_project(tmp_path: Path) -> None:
    """The function gets the content of the root that the extension is configured with."""

    @block("root")
    def show_root(content: Content) -> Markup:
        return Markup("<p>{}</p>").format(content.root)

    assert converted("/// root\n///", tmp_path) == f"<p>{tmp_path}</p>"


def test_an_optional_argument_may_be_left_out() -> None:
    """Without an argument the function gets None."""

    @block("echo", optional(WORDS))
    def echo(content: Content, words: str | None) -> Markup:
        return Markup("<p>{}</p>").format(words)

    assert converted("/// echo\n///\n\n/// echo | here\n///") == "<p>None</p><p>here</p>"


@pytest.mark.parametrize("written", ["/// shout\n///", "/// mute | words\n///"])
def test_a_line_with_the_wrong_number_of_arguments_stays_text(written: str) -> None:
    """As with every block of pymdownx, a line that does not fit the block is left as it is."""

    @block("shout", WORDS)
    def shout(content: Content, words: str) -> Markup:
        return Markup("<p>drawn</p>")

    @block("mute")
    def mute(content: Content) -> Markup:
        return Markup("<p>drawn</p>")

    assert "drawn" not in converted(written)


def test_a_block_may_contain_markdown_and_untouched_html() -> None:
    """The block's lines become the slip's content. HTML passed to `untouched` keeps its asterisks and line breaks."""

    @block("beside", WORDS, reads_markdown=True)
    def beside(content: Content, words: str) -> Markup:
        kept = untouched(Markup("<p>{}\n{}</p>").format(words, "*kept*"))
        return Markup('<div>{}<div class="slip"></div></div>').format(kept)

    html = converted("/// beside | *words*\nOne *line*.\n///")
    assert "<p>*words*\n*kept*</p>" in html
    assert "<p>One <em>line</em>.</p>" in html


def test_a_wrong_argument_fails_with_the_block_and_a_remedy() -> None:
    """The message quotes the block as its author wrote it, and says what to write instead."""

    @block("when", A_DAY)
    def when(content: Content, day: object) -> Markup:
        return Markup("<p/>")

    with pytest.raises(
        BlockError, match=r'^"/// when \| tomorrow": "tomorrow" is not a day; write the day as 2026-11-22$'
    ):
        converted("/// when | tomorrow\n///")


def test_a_name_is_declared_once() -> None:
    """Declaring a second block of the same name fails."""
    with pytest.raises(ValueError, match="the block slip is declared twice"):
        block("slip", Argument(lambda text, content: text))(lambda content, value: Markup())
