"""The Python-Markdown extension: the blocks that pages are made of, and numbered clauses.

All rendering is here rather than in an MkDocs plugin, so that any builder that runs Python-Markdown
extensions can build the same pages.
"""

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pymdownx.blocks import BlocksExtension

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.for_schools import read_checklist
from quizzes.authoring.problems import nearest
from quizzes.authoring.school import ENTRIES
from quizzes.pages.blocks import (
    BLOCKS,
    PLACEHOLDER,
    BlockError,
    ChangeBlock,
    ChecklistBlock,
    ClauseBlock,
    CoverageBlock,
    DoorsBlock,
    KeepingBlock,
    ModulesBlock,
    PaperBlock,
    RegisterBlock,
    RoutesBlock,
    SchoolBlock,
    SchoolFormBlock,
)
from quizzes.pages.citations import citation, practice
from quizzes.pages.clauses import MARK, ClauseMark, ClauseWrapper
from quizzes.pages.for_schools import render_checklist, render_coverage
from quizzes.pages.home import render_doors
from quizzes.pages.module import render_module
from quizzes.pages.on_paper import render_paper, render_papers
from quizzes.pages.practise import render_keeping, render_modules, render_routes
from quizzes.pages.register import render_register
from quizzes.pages.school import render_school, render_school_form, school_entries

_ENTITY = re.compile("&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


class BlockRenderer(Treeprocessor):
    """Puts the blocks' HTML into the tree, where the builder still sees, makes relative and checks its links."""

    def __init__(
        self, markdown: Markdown, catalogue: Callable[[], Catalogue], checklist: Callable[[], dict[str, str]]
    ) -> None:
        super().__init__(markdown)
        self.catalogue = catalogue
        self.checklist = checklist

    def run(self, root: Element) -> None:
        """Fill every placeholder of a page."""
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == PLACEHOLDER:
                    made = fromstring(self._html(child))
                    _keep_entities(made)
                    parent[index] = made

    def _html(self, placeholder: Element) -> Markup:
        block, names = placeholder.get("of", ""), placeholder.get("names", "")
        match block:
            case ClauseBlock.NAME | ChangeBlock.NAME:
                clauses = self.catalogue().clauses
                found = [clauses[name] for name in _known(block, names.split(), clauses, "the guidance")]
                cited = Markup().join(citation(clause, opened=block == ClauseBlock.NAME) for clause in found)
                return Markup('<div class="citations" data-search-exclude="">{}</div>').format(cited)
            case SchoolBlock.NAME if names:
                return school_entries(_known(block, names.split(), ENTRIES, "school.js"))
            case SchoolBlock.NAME:
                return render_school()
            case SchoolFormBlock.NAME:
                return render_school_form()
            case CoverageBlock.NAME:
                return render_coverage(self.catalogue(), self.checklist())
            case ChecklistBlock.NAME:
                return render_checklist(self.catalogue(), self.checklist())
            case RegisterBlock.NAME:
                return render_register(self.catalogue())
            case KeepingBlock.NAME:
                return render_keeping()
            case DoorsBlock.NAME:
                return render_doors(self.catalogue())
            case RoutesBlock.NAME:
                return render_routes(self.catalogue())
            case ModulesBlock.NAME:
                return render_modules(self.catalogue())
            case PaperBlock.NAME if not names:
                return render_papers(self.catalogue())
            case _:
                catalogue = self.catalogue()
                name = _known(block, [names], catalogue.modules, "scenarios/modules.yaml")[0]
                render = render_paper if block == PaperBlock.NAME else render_module
                return render(catalogue, catalogue.modules[name])


def _known(block: str, names: list[str], known: Collection[str], where: str) -> list[str]:
    """The names of a block's argument. Raises BlockError for the first that is not known."""
    for name in names:
        if name not in known:
            asked = f"/// {block} | {' '.join(names)}"
            raise BlockError(f'"{asked}": there is no "{name}" in {where}; {nearest(name, known)}')
    return names


def _keep_entities(root: Element) -> None:
    """Escape what an author typed as an entity, which Python-Markdown would write as it stands, so that it is read."""
    for element in root.iter():
        if element.text and element.tag != "script":
            element.text = _ENTITY.sub("&amp;", element.text)
        if element.tail:
            element.tail = _ENTITY.sub("&amp;", element.tail)
        for name, value in element.attrib.items():
            element.set(name, _ENTITY.sub("&amp;", value))


class QuizzesExtension(BlocksExtension):  # type: ignore[misc] # pymdownx has no types
    """Option ``root``: the project's folder, where scenarios/ and source/ are; the working directory by default."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"root": [".", "the project's folder"]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - pymdownx's name
        """Register the blocks, the clause marks and the processors that finish them."""
        for block in BLOCKS:
            block_mgr.register(block, {})
        md.inlinePatterns.register(ClauseMark(MARK, md), "clause-mark", 185)
        # After inline Markdown (20) and the table of contents (5, and registered before); before MkDocs collects
        # anchors (5, and registered later) and checks links (0).
        md.treeprocessors.register(ClauseWrapper(md, lambda ids: practice(self.catalogue(), ids)), "clause-wrapper", 5)
        md.treeprocessors.register(BlockRenderer(md, self.catalogue, self.checklist), "block-renderer", 5)

    def catalogue(self) -> Catalogue:
        """The content, read again when a file of it has changed. Raises ContentError where it has mistakes."""
        return load_catalogue(self._root())

    def checklist(self) -> dict[str, str]:
        """What would show each clause for the school. Raises ContentError where it has mistakes."""
        return read_checklist(self._root(), self.catalogue().clauses)

    def _root(self) -> Path:
        return Path(self.getConfig("root")).resolve()


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 - Python-Markdown's name
    """Python-Markdown's way in."""
    return QuizzesExtension(**settings)
