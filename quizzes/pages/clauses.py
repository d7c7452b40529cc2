"""Numbered clauses in the chapter.

In the source, `{#SG-3}` begins a clause, which ends at the next mark, at `{/}` or at the end of its block. The number
is a permalink beside the county's words, and copying the words leaves it out. Links to practice follow the block.
"""

from collections.abc import Callable
from re import Match
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from quizzes.words.lookup import translate

MARK = r"\{(?:#([A-Z]+-[A-Za-z0-9-]+)|(/))\}"
_BLOCKS = {"p", "ul", "ol", "div", "blockquote"}


class ClauseMark(InlineProcessor):
    """Turns a mark into an empty element for ``ClauseWrapper`` to find."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        mark = Element("clause-mark")
        if m.group(1):
            mark.set("id", m.group(1))
        return mark, m.start(0), m.end(0)


class ClauseWrapper(Treeprocessor):
    """Wraps each clause's words in `span.clause`, and adds its practice links after the block.

    ``practice`` draws the links for some clause ids, or returns None if no scenario cites them.
    """

    def __init__(self, markdown: Markdown, practice: Callable[[list[str]], Markup | None]) -> None:
        super().__init__(markdown)
        self.practice = practice

    def run(self, root: Element) -> None:
        """Wrap all clauses of a page."""
        parents = {child: parent for parent in root.iter() for child in parent}
        carried: dict[Element, list[str]] = {}
        for block in [block for block in root.iter() if block.find("clause-mark") is not None]:
            point = _runs_on_into(block, parents)
            ids = [*carried.pop(block, []), *_wrap(block)]
            if point is not None and point.find("clause-mark") is not None:
                carried[point] = ids
                continue
            links = self.practice(ids)
            if links is None:
                continue
            details = fromstring(links)
            holder = block if block.tag == "li" else point
            if holder is not None:
                # Before a nested list, because its clauses get their own links.
                nested = next((index for index, child in enumerate(holder) if child.tag in _BLOCKS), len(holder))
                holder.insert(nested, details)
            else:
                parent = parents[block]
                details.tail, block.tail = block.tail, "\n"
                parent.insert(list(parent).index(block) + 1, details)


def _runs_on_into(block: Element, parents: dict[Element, Element]) -> Element | None:
    """The first item of the list after a paragraph, if the clause goes on in it because it has no mark at its start."""
    after = list(parents[block])[list(parents[block]).index(block) + 1 :]
    if block.tag != "p" or not after or after[0].tag != "ul":
        return None
    point = after[0][0]
    return point if point.text and point.text.strip() else None


def _wrap(block: Element) -> list[str]:
    """Wrap the clauses directly in a block, and return their ids."""
    ids: list[str] = []
    children = list(block)
    for child in children:
        block.remove(child)
    place: Element = block
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag == "clause-mark":
            place = block
            if clause_id := child.get("id"):
                ids.append(clause_id)
                place = _clause(clause_id)
                block.append(place)
        else:
            place = block if child.tag in _BLOCKS else place
            place.append(child)
        _append_text(place, tail or "")
    return ids


def _clause(clause_id: str) -> Element:
    clause = Element("span", {"class": "clause", "id": clause_id})
    label = translate("clause", clause=clause_id)
    # Not in the search index, which would join it to the first word of the clause.
    about = {"class": "clause-number", "href": f"#{clause_id}", "aria-label": label, "data-search-exclude": ""}
    number = Element("a", about)
    number.text = clause_id
    clause.append(number)
    return clause


def _append_text(place: Element, text: str) -> None:
    if len(place):
        place[-1].tail = (place[-1].tail or "") + text
    else:
        place.text = (place.text or "") + text
