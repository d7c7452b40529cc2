"""Every abbreviation is in the glossary, and is written out where it first appears."""

import re
from xml.etree.ElementTree import Element

from quizzes.authoring.catalogue import load_catalogue
from tests.building import ROOT
from tests.pages.tree import page, page_names, text

# Not checked with a page: the county’s words, clause numbers and scripts. Scenarios have their own test.
NOT_OURS = {"sheet", "verbatim", "citation-id", "script", "style", "noscript", "data-module", "paper"}
SAFEGUARDING = {"AUP", "DSL", "GSWP", "KCSIE", "LADO", "PTA"}
NAMES = {
    # Names that are known only by their letters.
    *["GMB", "IIS", "NASUWT", "UK", "UNISON"],
    # Names that readers do not look up.
    *["ASCL", "NAHT", "NEU", "WCAG", "GOV"],
    # A level of a standard, a kind of file and its encoding, a unit, part of the quoted label “E-SAFETY”, a kind of
    # storage, and a button.
    *["AA", "CSV", "UTF", "MB", "SAFETY", "USB", "OK"],
    # What those who run a learning platform know by their letters.
    *["AICC", "PHP", "SCORM"],
}


def glossary() -> dict[str, str]:
    """Return each abbreviation of the glossary with its meaning."""
    written = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    return {short: long for long, short in re.findall(r"^## (.+) \(([\w ]+)\)$", written, re.MULTILINE)}


def not_written_out(read: str) -> list[str]:
    """Return the abbreviations that a text uses before writing them out."""
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
    """The glossary has the abbreviations that staff meet, and its terms are in alphabetical order."""
    assert glossary().keys() >= SAFEGUARDING
    terms = [text(each) for each in article("glossary.html").iter("h2")]
    assert {"Low-level concern", "Stem", "Clause"} <= set(terms)
    assert terms == sorted(terms, key=str.casefold)


def test_an_abbreviation_that_is_written_out_too_late_is_found() -> None:
    """The tests below find an abbreviation that is written out too late or never."""
    assert not_written_out("Tell the designated safeguarding lead (DSL). The DSL decides.") == []
    assert not_written_out("Tell the DSL.") == ["DSL"]
    assert not_written_out("Tell the DSLs. The designated safeguarding lead (DSL) decides.") == ["DSL"]


def test_a_page_writes_out_an_abbreviation_where_it_first_appears() -> None:
    """Every page, apart from the county's words and the scenarios, writes out each abbreviation before using it."""
    for name in page_names():
        assert not_written_out(text(article(name), NOT_OURS)) == [], name


def test_every_abbreviation_of_a_page_is_in_the_glossary() -> None:
    """Every abbreviation on a page is in the glossary or in NAMES."""
    for name in page_names():
        read = re.sub(r"\b(?:IN|BG|SG|SI|R)-\w+(?:-\w)?", "", text(article(name), NOT_OURS))
        assert set(re.findall(r"\b[A-Z]{2,}(?=s?\b)", read)) <= {*" ".join(glossary()).split(), *NAMES}, name


def test_a_scenario_writes_out_safeguarding_abbreviations_where_they_first_appear() -> None:
    """Every scenario, from its content note to its editor's note, writes out each abbreviation before using it."""
    scenarios = [
        each for name in page_names() for each in page(name).iter("section") if each.get("data-scenario") is not None
    ]
    assert len(scenarios) >= len(load_catalogue(ROOT).scenarios)
    for each in scenarios:
        assert SAFEGUARDING.isdisjoint(not_written_out(text(each, NOT_OURS))), each.get("data-scenario")
