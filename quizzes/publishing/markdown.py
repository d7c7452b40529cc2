"""The Python-Markdown extension: module blocks and numbered clauses.

All rendering is here rather than in an MkDocs plugin, so that any builder that runs Python-Markdown
extensions can build the same pages.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.problems import nearest
from quizzes.publishing.clauses import MARK, ClauseMark, ClauseWrapper
from quizzes.publishing.render import practice, render_module, render_modules, render_routes
from quizzes.publishing.school import render_school, render_school_form

_PLACEHOLDER = "handbook-placeholder"


class UnknownModuleError(Exception):
    """A page asks for a module that scenarios/modules.yaml does not have."""


class ModuleBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// module | first-day` leaves a placeholder; ``BlockRenderer`` fills it when inline Markdown is done."""

    NAME = "module"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Note which module was asked for."""
        return SubElement(parent, _PLACEHOLDER, {"of": self.NAME, "module": self.argument})


class ModulesBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// modules` lists all modules."""

    NAME = "modules"

    def on_create(self, parent: Element) -> Element:
        """Note the place."""
        return SubElement(parent, _PLACEHOLDER, {"of": self.NAME})


class RoutesBlock(ModulesBlock):
    """`/// routes` lists what was written for whom."""

    NAME = "routes"


class SchoolBlock(ModulesBlock):
    """`/// school` shows what the school has filled in for itself."""

    NAME = "school"


class SchoolFormBlock(ModulesBlock):
    """`/// school-form` is the form that makes school.js."""

    NAME = "school-form"


class BlockRenderer(Treeprocessor):
    """Puts the blocks' HTML into the tree, where the builder still sees, makes relative and checks its links."""

    def __init__(self, markdown: Markdown, catalogue: Callable[[], Catalogue]) -> None:
        super().__init__(markdown)
        self.catalogue = catalogue

    def run(self, root: Element) -> None:
        """Fill every placeholder of a page."""
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == _PLACEHOLDER:
                    parent[index] = fromstring(self._html(child.get("of", ""), child.get("module", "")))

    def _html(self, block: str, name: str) -> Markup:
        match block:
            case SchoolBlock.NAME:
                return render_school()
            case SchoolFormBlock.NAME:
                return render_school_form()
            case RoutesBlock.NAME:
                return render_routes(self.catalogue())
            case ModulesBlock.NAME:
                return render_modules(self.catalogue())
            case _:
                return self._module(name)

    def _module(self, name: str) -> Markup:
        catalogue = self.catalogue()
        if name not in catalogue.modules:
            raise UnknownModuleError(
                f'"/// module | {name}": there is no module "{name}" in scenarios/modules.yaml; '
                + nearest(name, catalogue.modules)
            )
        return render_module(catalogue, catalogue.modules[name])


class QuizzesExtension(BlocksExtension):  # type: ignore[misc] # pymdownx has no types
    """Option ``root``: the project's folder, where scenarios/ and source/ are; the working directory by default."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"root": [".", "the project's folder"]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - pymdownx's name
        """Register the blocks, the clause marks and the processors that finish them."""
        block_mgr.register(ModuleBlock, {})
        block_mgr.register(ModulesBlock, {})
        block_mgr.register(RoutesBlock, {})
        block_mgr.register(SchoolBlock, {})
        block_mgr.register(SchoolFormBlock, {})
        md.inlinePatterns.register(ClauseMark(MARK, md), "clause-mark", 185)
        # After inline Markdown (20) and the table of contents (5, and registered before); before MkDocs collects
        # anchors (5, and registered later) and checks links (0).
        md.treeprocessors.register(ClauseWrapper(md, lambda ids: practice(self.catalogue(), ids)), "clause-wrapper", 5)
        md.treeprocessors.register(BlockRenderer(md, self.catalogue), "block-renderer", 5)

    def catalogue(self) -> Catalogue:
        """The content, read again when a file of it has changed. Raises ContentError where it has mistakes."""
        return load_catalogue(Path(self.getConfig("root")).resolve())


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 - Python-Markdown's name
    """Python-Markdown's way in."""
    return QuizzesExtension(**settings)
