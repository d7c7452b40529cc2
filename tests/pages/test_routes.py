"""The Practise page has a route for each kind of work, and hard scenarios have a content note."""

from xml.etree.ElementTree import Element

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.minutes import shown_minutes
from quizzes.engine.model import Module, Scenario
from quizzes.words.lookup import translate
from tests.building import ROOT
from tests.pages.tree import of_class, page, text
from tests.words import telling, words

CATALOGUE = load_catalogue(ROOT)
FIRST, *_ = CATALOGUE.modules.values()

# The title of each route, with the beginnings of the roles that it is for.
ROLES_BY_ROUTE = {
    "Lunchtime supervisors": ("Lunchtime supervisor",),
    "Office and business staff": ("Office staff", "Business manager"),
    "Volunteers": ("Volunteer",),
    "Supply teachers": ("Supply teacher",),
    "Governors": ("Governor",),
    "Headteachers and leaders": ("Headteacher", "Computer technician, together with the headteacher"),
}

WITH_CONTENT_NOTE = [
    (module, scenario)
    for module in CATALOGUE.modules.values()
    for scenario in module.scenarios
    if scenario.content_note
]


def links(element: Element) -> list[tuple[str, str]]:
    return [(text(link), link.attrib["href"]) for link in element.iter("a")]


def scenario_element(module: Module, scenario: Scenario) -> Element:
    """Return a scenario's element on the page of its module."""
    found = page(f"practise/{module.id}.html").find(f".//*[@data-scenario='{scenario.id}']")
    assert found is not None
    return found


def test_the_page_has_a_route_for_each_kind_of_work_and_no_other() -> None:
    """The routes are on the page in the order of modules.yaml, each under its title."""
    routes = of_class(page("practise/index.html"), "route")
    assert [text(next(each.iter("h3"))) for each in routes] == list(ROLES_BY_ROUTE)
    assert [route.title for route in CATALOGUE.routes] == list(ROLES_BY_ROUTE)


@pytest.mark.parametrize("who", ROLES_BY_ROUTE)
def test_a_route_has_the_first_module_and_then_the_scenarios_for_a_role(who: str) -> None:
    """A route links to First day and then to its scenarios, which include every scenario with its roles."""
    (route,) = (each for each in CATALOGUE.routes if each.title == who)
    (element,) = (each for each in of_class(page("practise/index.html"), "route") if text(next(each.iter("h3"))) == who)
    expected = [(FIRST.title, f"{FIRST.id}.html")]
    for scenario in route.scenarios:
        module = CATALOGUE.place(scenario)
        assert module
        expected.append((words(scenario.title), f"{module.id}.html#{scenario.id}"))
    assert links(element) == expected
    theirs = [each for each in CATALOGUE.scenarios.values() if each.role.startswith(ROLES_BY_ROUTE[who])]
    assert len(theirs) >= 2
    assert [each.id for each in theirs if each not in (*FIRST.scenarios, *route.scenarios)] == []


def test_a_module_says_how_long_it_takes_and_who_it_is_for() -> None:
    """Each module's card has its minutes, its number of scenarios and its audience."""
    cards = of_class(page("practise/index.html"), "module-card")
    for card, module in zip(cards, CATALOGUE.modules.values(), strict=True):
        assert text(next(card.iter("h2"))) == module.title
        assert f"{shown_minutes(module)} minutes · {len(module.scenarios)} scenarios" in text(card)
        assert tuple(text(each) for each in card.iter("li")) == module.audience


def test_every_upsetting_scenario_has_a_content_note() -> None:
    """Every scenario of the module with the most upsetting ones has a content note."""
    module = CATALOGUE.modules["more-than-a-rule"]
    assert [each.id for each in module.scenarios if each.level == "hard" and not each.content_note] == []
    assert {scenario.id for _, scenario in WITH_CONTENT_NOTE} >= {each.id for each in module.scenarios}


@pytest.mark.parametrize(
    ("module", "scenario"), WITH_CONTENT_NOTE, ids=[scenario.id for _, scenario in WITH_CONTENT_NOTE]
)
def test_a_content_note_comes_first_and_lets_the_reader_leave(module: Module, scenario: Scenario) -> None:
    """The note is visible before the situation, stimuli and forms, and its link skips the scenario."""
    element = scenario_element(module, scenario)
    (note,) = of_class(element, "content-note")
    assert words(scenario.content_note) in text(note)
    assert "hidden" not in note.attrib
    order = list(element.iter())
    heavy = [*of_class(element, "situation"), *of_class(element, "stimulus"), *element.iter("form")]
    assert heavy
    assert all(order.index(note) < order.index(each) for each in heavy)
    place = module.scenarios.index(scenario) + 1
    after = module.scenarios[place].id if place < len(module.scenarios) else "summary"
    assert links(note) == [(translate("content_note_skip"), f"#{after}")]


@pytest.mark.parametrize(
    ("module", "scenario"), WITH_CONTENT_NOTE, ids=[scenario.id for _, scenario in WITH_CONTENT_NOTE]
)
def test_a_scenario_with_a_content_note_ends_with_who_to_tell(module: Module, scenario: Scenario) -> None:
    """After its questions, the scenario says who to tell, in the author's words and with the school's own people."""
    element = scenario_element(module, scenario)
    (who,) = element.iter("who-to-tell")
    assert "details" not in [each.tag for each in element.iter() if who in each]
    assert [each for each in telling(scenario) if each not in text(who)] == []
    assert [each.get("data-school") for each in who.iter("b")]
    order = list(element.iter())
    assert all(order.index(form) < order.index(who) for form in element.iter("form"))
