"""*In short*: ten rules, each with its clauses and a scenario to try, and who to tell. None is the county's text."""

from xml.etree.ElementTree import Element

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.school import PEOPLE
from quizzes.pages.registry import BlockError
from tests.building import ROOT
from tests.pages.test_pages import converted
from tests.pages.tree import of_class, page, text

CATALOGUE = load_catalogue(ROOT)
OURS = "In our words · not the county’s text"


def here() -> Element:
    """Return the tree of the page. The site is built for it, so no test asks for it before it runs."""
    return page("in-short.html")


def rules() -> list[Element]:
    """Return the rules of the page."""
    return of_class(here(), "rule")


def test_there_are_ten_rules_with_a_clause_and_a_scenario_each() -> None:
    """The last link of a rule is its scenario, which cites the clauses of the links before it."""
    assert len(rules()) == 10
    tried = []
    for rule in rules():
        *clauses, scenario = [link.get("href", "") for link in rule.iter("a")]
        module, _, name = scenario.removeprefix("practise/").partition(".html#")
        assert CATALOGUE.scenarios[name] in CATALOGUE.modules[module].scenarios
        assert clauses
        for link in clauses:
            assert link.startswith("guidance/")
            assert link.partition("#")[2] in CATALOGUE.scenarios[name].clauses
        tried.append(name)
    assert len(set(tried)) == 10


def test_a_rule_is_short_and_begins_in_bold() -> None:
    """Each is at most 40 words, so that the page stays on one side of paper."""
    for rule in rules():
        (words,) = of_class(rule, "rule-words")
        assert [each.tag for each in words] == ["p"]
        assert [each.tag for each in words[0]][:1] == ["strong"]
        assert len(text(words).split()) <= 40


def test_the_page_says_that_it_is_not_the_countys_text() -> None:
    """It says so above the rules. No rule has the county's words, on a sheet or in quotation marks."""
    (around,) = of_class(here(), "in-short")
    assert text(around[0]) == OURS
    assert [of_class(around, name) for name in ("sheet", "verbatim", "citation", "clause")] == [[], [], [], []]
    quoted = [clause.text for clause in CATALOGUE.clauses.values() if len(clause.text.split()) > 4]
    assert [each for each in quoted if each.rstrip(".,;") in text(around)] == []


def test_who_to_tell_has_the_schools_names() -> None:
    """Everybody whom a school can name is there but the LADO, whom the headteacher tells."""
    named = [each.get("data-school") for row in of_class(here(), "tell-row") for each in row.iter("b")]
    assert set(named) == {*PEOPLE} - {"lado"}
    assert "0344 381 4772" in text(here())


def test_home_links_to_it_first() -> None:
    """It is the first door of the home page."""
    first, *_ = (link.get("href") for card in of_class(page("index.html"), "door") for link in card.iter("a"))
    assert first == "in-short.html"


def test_a_rule_has_its_own_markdown_and_links() -> None:
    """`/// rule | SG-2c SG-2d, tired-post` links to both clauses and to the scenario."""
    tree = converted("/// rule | SG-2c SG-2d, tired-post\n**Think** first.\n///")
    (rule,) = of_class(tree, "rule")
    title = CATALOGUE.scenarios["tired-post"].title
    assert text(rule) == f"Think first. SG-2c SG-2d Try it: {title}"
    assert [link.get("href") for link in rule.iter("a")] == [
        "/guidance/specific-guidance.md#SG-2c",
        "/guidance/specific-guidance.md#SG-2d",
        "/practise/first-day.md#tired-post",
    ]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("SG-33, parent-friend-request", r'there is no "SG-33" in the guidance; did you mean "SG-3"\?'),
        ("SG-3, parent-freind-request", r'in the modules of .*modules.yaml; did you mean "parent-friend-request"\?'),
        ("SG-3, xyzzy", r"in the modules of .*modules.yaml; name another scenario, or put this one into a module"),
        ("SG-3 parent-friend-request", "write clauses, a comma and a scenario, as SG-3, parent-friend-request"),
        ("SI-9, parent-friend-request", '"parent-friend-request" does not practise SI-9; choose another'),
    ],
)
def test_a_mistake_in_a_rule_fails_with_a_remedy(argument: str, message: str) -> None:
    """The message quotes the block, and says what to write instead."""
    with pytest.raises(BlockError, match=message):
        converted(f"/// rule | {argument}\n///")
