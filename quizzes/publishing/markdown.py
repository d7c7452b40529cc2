"""The Python-Markdown extension: the blocks that pages are made of, and numbered clauses.

All rendering is here rather than in an MkDocs plugin, so that any builder that runs Python-Markdown
extensions can build the same pages.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.for_schools import read_checklist
from quizzes.authoring.problems import nearest
from quizzes.authoring.school import ENTRIES
from quizzes.publishing.clauses import MARK, ClauseMark, ClauseWrapper
from quizzes.publishing.components import component
from quizzes.publishing.for_schools import render_checklist, render_coverage
from quizzes.publishing.on_paper import render_paper, render_papers
from quizzes.publishing.register import render_register
from quizzes.publishing.render import (
    citation,
    editors_note,
    practice,
    render_doors,
    render_keeping,
    render_module,
    render_modules,
    render_routes,
)
from quizzes.publishing.school import render_school, render_school_form, school_entries

_ENTITY = re.compile("&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_PLACEHOLDER = "handbook-placeholder"


class BlockError(Exception):
    """A page's block asks for something that there is not; the message says what, and the mend."""


class ModuleBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// module | first-day` leaves a placeholder; ``BlockRenderer`` fills it when inline Markdown is done."""

    NAME = "module"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Note which module was asked for."""
        return SubElement(parent, _PLACEHOLDER, {"of": self.NAME, "names": self.argument})


class ModulesBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// modules` lists all modules."""

    NAME = "modules"

    def on_create(self, parent: Element) -> Element:
        """Note the place."""
        return SubElement(parent, _PLACEHOLDER, {"of": self.NAME})


class RoutesBlock(ModulesBlock):
    """`/// routes` lists what was written for whom."""

    NAME = "routes"


class SchoolBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// school` shows what the school has filled in for itself; `/// school | dsl deputies`, these entries of it."""

    NAME = "school"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        """Note which entries were asked for."""
        return SubElement(parent, _PLACEHOLDER, {"of": self.NAME, "names": self.argument or ""})


class SchoolFormBlock(ModulesBlock):
    """`/// school-form` is the form that makes school.js."""

    NAME = "school-form"


class DoorsBlock(ModulesBlock):
    """`/// doors` leads from the home page to the guidance and to the practice."""

    NAME = "doors"


class KeepingBlock(ModulesBlock):
    """`/// keeping` says where progress is kept, and ends it."""

    NAME = "keeping"


class CoverageBlock(ModulesBlock):
    """`/// coverage` shows which scenarios practise which clause."""

    NAME = "coverage"


class ChecklistBlock(ModulesBlock):
    """`/// checklist` lists what falls on the school."""

    NAME = "checklist"


class RegisterBlock(ModulesBlock):
    """`/// register` is the office's register of records; its page says `register: true` in its front matter."""

    NAME = "register"


class PaperBlock(SchoolBlock):
    """`/// paper | first-day` is a module on paper, with a sheet to sign; `/// paper` lists all modules on paper."""

    NAME = "paper"


class PrintBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// print | Print this chapter` is a button with these words, there only where its script is."""

    NAME = "print"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The button."""
        parent.append(_to_fill(component("print-button", words=self.argument)))
        return parent[-1]


class ClauseBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// clause | R-iv` quotes clauses, so that no page types the county's words again."""

    NAME = "clause"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Note which clauses were asked for."""
        return SubElement(parent, _PLACEHOLDER, {"of": self.NAME, "names": self.argument})


class SlipBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// slip | 2026-11-22` holds a note of ours; the date says when it was written."""

    NAME = "slip"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """A slip to be filled with what stands in the block."""
        try:
            day = date.fromisoformat(self.argument)
        except ValueError:
            raise BlockError(f'"/// slip | {self.argument}": write the day as 2026-11-22') from None
        parent.append(_to_fill(editors_note(day, Markup())))
        return parent[-1]


class ChangeBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// change | SG-4` holds what stands today in the place of what clauses say, and shows the two side by side."""

    NAME = "change"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The clauses, and a slip to be filled with what stands in the block."""
        change = _to_fill(component("change"))
        change.insert(0, Element(_PLACEHOLDER, {"of": self.NAME, "names": self.argument}))
        parent.append(change)
        return change

    def on_add(self, block: Element) -> Element:
        """The slip."""
        return block[-1]


def _to_fill(html: Markup) -> Element:
    """An element into which Markdown will come, without blanks between its parts: they would become line breaks."""
    root = fromstring(html)
    for each in root.iter():
        each.text, each.tail = (text if text and text.strip() else None for text in (each.text, each.tail))
    return root


# In the order in which they stand above.
_BLOCKS = (
    *(
        ModuleBlock,
        ModulesBlock,
        RoutesBlock,
        SchoolBlock,
        SchoolFormBlock,
        DoorsBlock,
        KeepingBlock,
        CoverageBlock,
    ),
    *(
        ChecklistBlock,
        RegisterBlock,
        PaperBlock,
        PrintBlock,
        ClauseBlock,
        SlipBlock,
        ChangeBlock,
    ),
)


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
                if child.tag == _PLACEHOLDER:
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
        for block in _BLOCKS:
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
