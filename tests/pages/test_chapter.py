"""The built chapter has the source's words, and every clause has its address."""

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from tests.building import ROOT, built_site
from tests.pages.tree import of_class
from tests.pages.tree import page as tree

SECTIONS = ["introduction", "background", "specific-guidance", "safeguarding-issues", "recommendations"]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Reading(HTMLParser):
    """The county's words on a page: its `.sheet`, and with ``heading`` its h1, but no clause numbers and links."""

    def __init__(self, page: Path, heading: bool) -> None:
        super().__init__()
        self.text: list[str] = []
        self.ids: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._heading = heading
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        self.ids += [value for name, value in attrs if name == "id" and value]
        inside = bool(self._open) and self._open[-1][1]
        if "sheet" in classes or (tag == "h1" and self._heading):
            inside = True
        if classes & {"clause-number", "practice", "headerlink"}:
            inside = False
        if tag not in VOID:
            self._open.append((tag, inside))
        if inside and tag in {"p", "li", "h1", "h2", "div", "blockquote", "ul"}:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.text.append(data)

    def words(self) -> list[str]:
        return "".join(self.text).split()


def source_words() -> list[str]:
    """Return the reference text without its Markdown markup."""
    lines = (ROOT / "tests/source/guidance.md").read_text(encoding="utf-8").splitlines()
    bare = [re.sub(r"^(?:[>\s]*)(?:#+ |- )?", "", line) for line in lines]
    return " ".join(bare).replace("<http://www.education.gov.uk>", "http://www.education.gov.uk").split()


def page(name: str) -> Path:
    return built_site() / "guidance" / f"{name}.html"


def test_the_reference_has_all_the_words_of_the_extract() -> None:
    """The reference has the extract's 1,201 words, so the tests cannot pass with an empty reference."""
    assert len(source_words()) == 1201


def test_the_section_pages_are_the_source_word_for_word() -> None:
    """The title page and the five section pages together have exactly the source's words, in the same order."""
    words = Reading(page("index"), heading=False).words()
    for name in SECTIONS:
        words += Reading(page(name), heading=True).words()
    assert words == source_words()


def test_the_whole_chapter_is_the_source_word_for_word() -> None:
    """The page with the whole chapter has exactly the source's words, in the same order."""
    assert Reading(page("complete"), heading=False).words() == source_words()


def test_every_clause_has_its_id_in_its_section_and_in_the_whole_chapter() -> None:
    """Each of the 53 ids occurs once on the page that citations link to, and once in the whole chapter."""
    clauses = load_catalogue(ROOT).clauses
    assert len(clauses) == 53
    whole = Reading(page("complete"), heading=False).ids
    sections = {name: Reading(page(name), heading=False).ids for name in SECTIONS}
    for clause in clauses.values():
        assert sections[clause.page].count(clause.id) == 1
        assert whole.count(clause.id) == 1


def test_a_clause_that_begins_mid_sentence_has_a_stem() -> None:
    """Every clause that begins with a small letter has a stem. Without it a quotation could say the opposite."""
    clauses = load_catalogue(ROOT).clauses.values()
    fragments = {clause.id for clause in clauses if clause.text[0].islower()}
    assert fragments == {
        *["SG-2a", "SG-2b", "SG-2c", "SG-2d", "SG-2e", "SG-5b", "SI-6", "SI-7", "SI-17b", "SI-18", "SI-19"],
        *["SI-20a", "SI-20b", "SI-21", "SI-22", "SI-23", "R-i-b", "R-i-c"],
    }
    for clause in clauses:
        assert clause.stem or clause.id not in fragments


def test_the_whole_chapter_stays_out_of_search() -> None:
    """The search index has the section pages and the scenarios, but not the whole chapter and no feedback."""
    # Parsing and encoding again removes the escapes, so that plain text can be found.
    parsed = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    index = json.dumps(parsed, ensure_ascii=False)
    assert "guidance/specific-guidance.html" in index
    assert "guidance/complete.html" not in index
    for scenario in load_catalogue(ROOT).scenarios.values():
        assert scenario.title in index
        for item in scenario.items:
            for part in (*item.parts, *item.pairs):
                assert part.feedback.split(". ")[0] not in index


@pytest.mark.parametrize("clause_id", ["SG-2a", "SI-19", "R-i-c"])
def test_clauses_lead_to_practice(clause_id: str) -> None:
    """A cited clause's page links to the scenarios that cite it."""
    catalogue = load_catalogue(ROOT)
    html = page(catalogue.clauses[clause_id].page).read_text(encoding="utf-8")
    practice = catalogue.practice(clause_id)
    cited = {
        scenario.id
        for scenario in catalogue.scenarios.values()
        if any(clause_id in part.clauses for item in scenario.items for part in item.parts)
    }
    assert {scenario.id for _, scenario in practice} == cited
    for module, scenario in practice:
        assert f'href="../practise/{module.id}.html#{scenario.id}"' in html


def test_practice_links_follow_the_words_of_their_clause() -> None:
    """A clause that runs from a heading into the first point of a list shares that point's links."""
    boxes = of_class(tree("guidance/safeguarding-issues.html"), "means")
    assert len(boxes) == 2
    for box in boxes:
        assert [each.tag for each in box] == ["p", "ul"]
        points = [point for point in box.iter("li") if point.find(".//span[@class='clause']") is not None]
        assert all([each.get("class") for each in point].count("practice") <= 1 for point in points)


def test_the_list_of_clauses_is_complete() -> None:
    """clauses.csv has 53 different ids, and every row has its text and its gist. Ids never change."""
    with (ROOT / "source/clauses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == 53
    assert all(row["text_verbatim"] and row["gist"] for row in rows)
