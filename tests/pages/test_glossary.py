"""Abbreviations: each is in the glossary, and is written out where it first appears."""

import re
from xml.etree.ElementTree import Element

from quizzes.authoring.catalogue import load_catalogue
from tests.building import ROOT
from tests.pages.tree import page, page_names, text

# Left out: the county’s own words, the numbers of clauses, scripts, and the scenarios, which have a test of their own.
NOT_OURS = {"sheet", "verbatim", "citation-id", "script", "style", "noscript", "data-module", "paper"}
SAFEGUARDING = {"AUP", "DSL", "GSWP", "KCSIE", "LADO", "PTA"}
NAMES = {
    # Of what is known by its letters alone.
    *["GMB", "IIS", "NASUWT", "UK", "UNISON"],
    # Of organisations, written out on the page that names them first, and of nothing to be looked up.
    *["ASCL", "NAHT", "NEU", "WCAG", "GOV"],
    # A level in a standard, a kind of file, and a part of the label “E-SAFETY” that is quoted.
    *["AA", "CSV", "SAFETY"],
}


def glossary() -> dict[str, str]:
    """Each abbreviation of the glossary, and what it stands for."""
    written = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    return {short: long for long, short in re.findall(r"^## (.+) \(([\w ]+)\)$", written, re.MULTILINE)}


def not_written_out(read: str) -> list[str]:
    """The abbreviations that a text uses before it says what they stand for."""
    found = []
    for short, long in glossary().items():
        first = re.search(rf"\b{short}s?\b", read)
        written = re.search(rf"\b{re.escape(long)} \({short}\)", read, re.IGNORECASE)
        if first and not (written and written.end() - len(short) - 1 <= first.start()):
            found.append(short)
    return found


def article(name: str) -> Element:
    return next(page(name).iter("article"))


def test_the_glossary_has_the_abbreviations_of_safeguarding() -> None:
    """The ones that staff meet are in it; the terms stand in the order of the alphabet."""
    assert glossary().keys() >= SAFEGUARDING
    terms = [text(each) for each in article("glossary.html").iter("h2")]
    assert {"Low-level concern", "Stem", "Clause"} <= set(terms)
    assert terms == sorted(terms, key=str.casefold)


def test_an_abbreviation_before_its_words_is_found() -> None:
    """The tests below tell an abbreviation that is written out first from one that is not, or too late."""
    assert not_written_out("Tell the designated safeguarding lead (DSL). The DSL decides.") == []
    assert not_written_out("Tell the DSL.") == ["DSL"]
    assert not_written_out("Tell the DSLs. The designated safeguarding lead (DSL) decides.") == ["DSL"]


def test_a_page_writes_out_an_abbreviation_where_it_first_appears() -> None:
    """On every page, outside the county's words and the scenarios, what the letters stand for comes first."""
    for name in page_names():
        assert not_written_out(text(article(name), NOT_OURS)) == [], name


def test_every_abbreviation_of_a_page_is_in_the_glossary() -> None:
    """No page uses letters that the glossary does not have, names aside."""
    for name in page_names():
        read = re.sub(r"\b(?:IN|BG|SG|SI|R)-\w+(?:-\w)?", "", text(article(name), NOT_OURS))
        assert set(re.findall(r"\b[A-Z]{2,}(?=s?\b)", read)) <= {*" ".join(glossary()).split(), *NAMES}, name


def test_a_scenario_writes_out_an_abbreviation_of_safeguarding_where_it_first_appears() -> None:
    """In every scenario, read from its content note to its editor's note, what the letters stand for comes first."""
    scenarios = [
        each for name in page_names() for each in page(name).iter("section") if each.get("data-scenario") is not None
    ]
    assert len(scenarios) >= len(load_catalogue(ROOT).scenarios)
    for each in scenarios:
        assert SAFEGUARDING.isdisjoint(not_written_out(text(each, NOT_OURS))), each.get("data-scenario")
