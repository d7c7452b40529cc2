"""The handbook's pages: editor's notes are kept apart from the county's words, and claims name their tests."""

import ast
import json
import re
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown

from quizzes.authoring.catalogue import load_catalogue
from quizzes.pages.markdown import QuizzesExtension
from quizzes.pages.registry import BlockError
from tests.building import ROOT, built_site
from tests.pages.tree import of_class, page, page_names, parse, text

SECTIONS = ["introduction", "background", "specific-guidance", "safeguarding-issues", "recommendations"]
DAY = "Editor’s note · 29 November 2026 · not the county’s text"
HELPLINE = "0344 381 4772"  # Professionals Online Safety Helpline
CLAIMS = {
    "index.md": ["Your privacy"],
    "privacy.md": ["Your answers", "This handbook"],
    "accessibility.md": ["What was tested"],
    "for-schools/host.md": ["What was tested"],
}


def converted(markdown: str) -> Element:
    """Convert a page's Markdown as a build does, except that links are not made relative."""
    return parse(Markdown(extensions=[QuizzesExtension(root=str(ROOT))]).convert(markdown))


def quotation(clause_id: str) -> str:
    clause = load_catalogue(ROOT).clauses[clause_id]
    return f"{clause.stem} … {clause.text}" if clause.stem else clause.text


def test_a_clause_block_quotes_clauses_open_with_their_stems() -> None:
    """`/// clause | R-iv SG-2a` quotes both clauses word for word, each with its stem, and open."""
    tree = converted("/// clause | R-iv SG-2a\n///")
    citations = of_class(tree, "citation")
    assert [each.get("data-clause") for each in citations] == ["R-iv", "SG-2a"]
    assert all("open" in each.attrib for each in citations)
    assert [text(next(each.iter("blockquote"))) for each in citations] == [quotation("R-iv"), quotation("SG-2a")]


def test_a_change_block_has_a_closed_clause_and_a_slip() -> None:
    """`/// change | SG-4` has the clause first, closed, and then the block's content on a slip."""
    (change,) = of_class(converted("/// change | SG-4\nMany schools *set* one.\n///"), "change")
    cited, slip = change
    assert [each.attrib for each in of_class(cited, "citation")] == [{"class": "citation", "data-clause": "SG-4"}]
    assert slip.get("class") == "slip"
    assert text(slip) == "Today · not the county’s text Many schools set one."


def test_a_slip_block_has_its_day_and_says_that_it_is_not_the_countys() -> None:
    """`/// slip | 2026-11-29` begins with the day and "not the county's text", and has no stray line break."""
    (slip,) = of_class(converted("/// slip | 2026-11-29\nA note.\n///"), "slip")
    assert text(slip) == f"{DAY} A note."
    assert slip.find(".//br") is None


def test_a_school_block_shows_the_entries_that_it_names() -> None:
    """`/// school | dsl chair` shows those two, in that order."""
    tree = converted("/// school | dsl chair\n///")
    assert [each.get("data-school") for each in tree.iter("dd")] == ["dsl", "chair"]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("clause | R-v", r'there is no "R-v" in the guidance; did you mean "R-'),
        ("change | SG-44", r'there is no "SG-44" in the guidance; did you mean "SG-4"\?'),
        ("school | dsl deputes", r'there is no "deputes" in school\.js; did you mean "deputies"\?'),
        ("slip | 22 November 2026", r"write the day as 2026-11-22"),
    ],
)
def test_a_mistake_in_a_block_fails_with_a_remedy(block: str, message: str) -> None:
    """A block with an unknown id or a wrong day fails, and the message says what to write instead."""
    with pytest.raises(BlockError, match=message):
        converted(f"/// {block}\n///")


def test_no_slip_is_on_a_sheet() -> None:
    """No sheet of the county's words has an editor's note in it."""
    sheets = [sheet for name in page_names() for sheet in of_class(page(name), "sheet")]
    assert len(sheets) == 11  # the title page, five sections, and the whole chapter's five
    for sheet in sheets:
        assert of_class(sheet, "slip") == []


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_page_has_a_dated_slip_below_its_sheet(section: str) -> None:
    """Each section has one dated slip below its sheet, with a link to what has changed. So has the whole chapter."""
    here = page(f"guidance/{section}.html")
    article = next(each for each in here.iter() if any(part.get("class") == "sheet" for part in each))
    after = [part.get("class") for part in article if part.get("class") in ("sheet", "slip")]
    assert after == ["sheet", "slip"]
    (slip,) = of_class(here, "slip")
    assert text(slip).startswith(DAY)
    links = [link.get("href", "") for link in slip.iter("a")]
    assert f"what-has-changed.html#{section}" in links
    assert text(slip) in {text(each) for each in of_class(page("guidance/complete.html"), "slip")}


def test_the_disciplinary_notice_is_in_the_countys_own_words() -> None:
    """The page quotes R-iv from the list of clauses, open, and what applies today is on a slip."""
    here = page("guidance/not-followed.html")
    cited = {each.get("data-clause"): each for each in of_class(here, "citation")}
    assert "open" in cited["R-iv"].attrib
    assert text(next(cited["R-iv"].iter("blockquote"))) == quotation("R-iv")
    (slip,) = of_class(here, "slip")
    assert text(slip).startswith(DAY)
    for word in ("low-level concern", "self-referral", "allegation"):
        assert word in text(slip).lower()


def test_search_finds_the_countys_words_only_in_the_chapter() -> None:
    """A clause is in the search index with its section and by itself, and not with a page that quotes it."""
    index = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    words = "disciplinary action may be taken in relation"
    places = [entry["location"] for entry in index["docs"] if words in entry["text"]]
    assert places == ["guidance/recommendations.html", "guidance/recommendations.html#R-iv"]


def test_every_change_is_under_its_section() -> None:
    """On the page of changes each clause is under the heading of its own section, in order."""
    clauses = load_catalogue(ROOT).clauses
    places = list(clauses)
    seen: list[str] = []
    section = ""
    for each in page("guidance/what-has-changed.html").iter():
        if each.tag == "h2" and each.get("id") in SECTIONS:
            section = each.get("id", "")
        elif clause := each.get("data-clause"):
            assert clauses[clause].page == section, clause
            if seen and clauses[seen[-1]].page != section:
                seen = []
            seen.append(clause)
    assert section == "recommendations"
    assert seen == sorted(seen, key=places.index)


def test_associations_are_in_alphabetical_order() -> None:
    """The list under R-iii is sorted by name, so that no association is preferred."""
    here = page("guidance/what-has-changed.html")
    change = next(
        each for each in of_class(here, "change") if "R-iii" in [part.get("data-clause") for part in each.iter()]
    )
    names = [text(item) for item in change.iter("li")]
    assert len(names) == 8
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize("file", sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "source").rglob("*.md")))
def test_no_edition_paragraph_or_telephone_number_is_named(file: Path) -> None:
    """No page names a year's edition, a paragraph, or a telephone number except 999 and the helpline's.

    These go out of date.
    """
    written = re.sub(rf"{HELPLINE}|\(https://[^)]*\)", "()", file.read_text(encoding="utf-8"))
    for pattern in (
        r"\b0\d{2,4}[ -]?\d{3}",
        r"\bpara(?:graph)?s? \d",
        r"(?:KCSIE|education\]\(\)|education) \(?20\d\d",
        r"\b20\d\d edition",
    ):
        assert not re.search(pattern, written), pattern


def test_the_footer_of_every_page_has_the_same_four_links() -> None:
    """Every footer links to what has changed, the glossary, privacy and accessibility."""
    for name in page_names():
        (footer,) = (each for each in page(name).iter("footer"))
        ends = [link.get("href", "").rpartition("/")[2] for link in footer.iter("a")]
        assert ends == ["what-has-changed.html", "glossary.html", "privacy.html", "accessibility.html"], name


def test_the_home_page_links_to_both_parts_and_says_who_to_tell() -> None:
    """The home page has doors to the rules, the guidance and the scenarios, and names the school's own people."""
    home = page("index.html")
    doors = [link.get("href") for card in of_class(home, "door") for link in card.iter("a")]
    assert doors == ["in-short.html", "guidance/index.html", "practise/index.html"]
    told = [each.get("data-school") for each in home.iter("dd")]
    assert told == ["dsl", "deputies", "headteacher", "chair", "dpo", "out_of_hours"]


def test_no_page_has_anything_to_sign_in_with() -> None:
    """No page asks for a password, and every form stays in the page."""
    for name in page_names():
        assert [each for each in page(name).iter("input") if each.get("type") == "password"] == []
        assert {form.get("method") for form in page(name).iter("form")} <= {"dialog"}, name


@cache
def _tests() -> set[str]:
    """Return the names of all tests."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "tests").rglob("test_*.py")]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("name", "heading"), [(name, each) for name, found in CLAIMS.items() for each in found])
def test_a_claim_names_the_test_that_it_rests_on(name: str, heading: str) -> None:
    """Each point of a list of claims has a comment with the names of tests that exist."""
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    _, found, after = written.partition(f"## {heading}\n")
    assert found
    claims = re.findall(r"^- (.*)$", after.partition("\n## ")[0], re.MULTILINE)
    assert len(claims) >= 3
    for claim in claims:
        basis = re.search(r"<!-- ([\w, ]+) -->$", claim)
        assert basis, claim
        assert set(basis.group(1).split(", ")) <= _tests(), claim
