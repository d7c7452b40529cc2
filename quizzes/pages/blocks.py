"""The blocks that pages are made of. Most leave a placeholder, which markdown.py fills when inline Markdown is done."""

from datetime import date
from xml.etree.ElementTree import Element, SubElement, fromstring

from markupsafe import Markup
from pymdownx.blocks.block import Block

from quizzes.pages.components import component
from quizzes.pages.slips import editors_note

PLACEHOLDER = "handbook-placeholder"


class BlockError(Exception):
    """A page's block asks for something that there is not; the message says what, and the mend."""


class ModuleBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// module | first-day` leaves a placeholder; ``BlockRenderer`` fills it when inline Markdown is done."""

    NAME = "module"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Note which module was asked for."""
        return SubElement(parent, PLACEHOLDER, {"of": self.NAME, "names": self.argument})


class ModulesBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// modules` lists all modules."""

    NAME = "modules"

    def on_create(self, parent: Element) -> Element:
        """Note the place."""
        return SubElement(parent, PLACEHOLDER, {"of": self.NAME})


class RoutesBlock(ModulesBlock):
    """`/// routes` lists what was written for whom."""

    NAME = "routes"


class SchoolBlock(Block):  # type: ignore[misc] # pymdownx has no types
    """`/// school` shows what the school has filled in for itself; `/// school | dsl deputies`, these entries of it."""

    NAME = "school"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        """Note which entries were asked for."""
        return SubElement(parent, PLACEHOLDER, {"of": self.NAME, "names": self.argument or ""})


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
        return SubElement(parent, PLACEHOLDER, {"of": self.NAME, "names": self.argument})


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
        change.insert(0, Element(PLACEHOLDER, {"of": self.NAME, "names": self.argument}))
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


BLOCKS = [
    ModuleBlock,
    ModulesBlock,
    RoutesBlock,
    SchoolBlock,
    SchoolFormBlock,
    DoorsBlock,
    KeepingBlock,
    CoverageBlock,
    ChecklistBlock,
    RegisterBlock,
    PaperBlock,
    PrintBlock,
    ClauseBlock,
    SlipBlock,
    ChangeBlock,
]
