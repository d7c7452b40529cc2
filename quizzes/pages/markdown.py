"""The Python-Markdown extension: the blocks that pages are made of, and numbered clauses.

All rendering happens here rather than in an MkDocs plugin, so that any builder that runs Python-Markdown
extensions can build the same pages.
"""

from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension

from quizzes.pages import blocks  # noqa: F401 - declares the blocks
from quizzes.pages.citations import practice
from quizzes.pages.clauses import MARK, ClauseMark, ClauseWrapper
from quizzes.pages.content import Content
from quizzes.pages.registry import BLOCKS, BlockFiller


class QuizzesExtension(BlocksExtension):  # type: ignore[misc] # pymdownx has no types
    """Option ``root``: the project's folder, where scenarios/ and source/ are; the working directory by default."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"root": [".", "the project's folder"]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - pymdownx's name
        """Register the blocks, the clause marks and the processors that finish them."""
        content = Content(Path(self.getConfig("root")))
        for declared in BLOCKS.values():
            block_mgr.register(declared.pymdownx_class(), {"content": content})
        md.inlinePatterns.register(ClauseMark(MARK, md), "clause-mark", 185)
        # After inline Markdown (20) and the table of contents (5, and registered before); before MkDocs collects
        # anchors (5, and registered later) and checks links (0).
        wrapper = ClauseWrapper(md, lambda ids: practice(content.catalogue, ids))
        md.treeprocessors.register(wrapper, "clause-wrapper", 5)
        md.treeprocessors.register(BlockFiller(md), "block-filler", 5)


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 - Python-Markdown's name
    """Return the extension; Python-Markdown calls this."""
    return QuizzesExtension(**settings)
