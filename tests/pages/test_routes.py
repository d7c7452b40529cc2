"""Whom a scenario is for, and what it is about: the routes of the Practise page, and the notes before hard ones."""

from xml.etree.ElementTree import Element

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Module, Scenario
from quizzes.words.lookup import translate
from tests.building import ROOT
from tests.pages.tree import of_class, page, text
from tests.words import words

CATALOGUE = load_catalogue(ROOT)
FIRST, *_ = CATALOGUE.modules.values()

# Who looks for themselves on the page, and how the roles begin that were written for them.
FOR = {
    "Lunchtime supervisors": ("Lunchtime supervisor",),
    "Office and business staff": ("Office staff", "Business manager"),
    "Volunteers": ("Volunteer",),
    "Supply teachers": ("Supply teacher",),
    "Governors": ("Governor",),
    "Headteachers and leaders": ("Headteacher", "Computer technician, together with the headteacher"),
}

NOTED = [
    (module, scenario)
    for module in CATALOGUE.modules.values()
    for scenario in module.scenarios
    if scenario.content_note
]


def links(element: Element) -> list[tuple[str, str]]:
    return [(text(link), link.attrib["href"]) for link in element.iter("a")]


def shown(module: Module, scenario: Scenario) -> Element:
    """A scenario as its module's page has it."""
    found = page(f"practise/{module.id}.html").find(f".//*[@data-scenario='{scenario.id}']")
    assert found is not None
    return found


def test_the_page_has_a_route_for_each_kind_of_work_and_no_other() -> None:
    """The routes stand on the page in the file's order, each under its title."""
    routes = of_class(page("practise/index.html"), "route")
    assert [text(next(each.iter("h3"))) for each in routes] == list(FOR)
    assert [route.title for route in CATALOGUE.routes] == list(FOR)


@pytest.mark.parametrize("who", FOR)
def test_a_route_is_the_first_module_and_then_what_was_written_for_them(who: str) -> None:
    """A route leads to First day, then to its scenarios by their titles, every one that has their role among them."""
    (route,) = (each for each in CATALOGUE.routes if each.title == who)
    (element,) = (each for each in of_class(page("practise/index.html"), "route") if text(next(each.iter("h3"))) == who)
    expected = [(FIRST.title, f"{FIRST.id}.html")]
    for scenario in route.scenarios:
        module = CATALOGUE.place(scenario)
        assert module
        expected.append((words(scenario.title), f"{module.id}.html#{scenario.id}"))
    assert links(element) == expected
    theirs = [each for each in CATALOGUE.scenarios.values() if each.role.startswith(FOR[who])]
    assert len(theirs) >= 2
    assert [each.id for each in theirs if each not in (*FIRST.scenarios, *route.scenarios)] == []


def test_a_module_says_how_long_it_takes_and_whom_it_is_for() -> None:
    """Each module's card on the page has its minutes, its number of scenarios and its audience."""
    cards = of_class(page("practise/index.html"), "module-card")
    for card, module in zip(cards, CATALOGUE.modules.values(), strict=True):
        assert text(next(card.iter("h2"))) == module.title
        assert f"{module.minutes} minutes · {len(module.scenarios)} scenarios" in text(card)
        assert tuple(text(each) for each in card.iter("li")) == module.audience


def test_what_is_hard_to_read_says_so() -> None:
    """Every hard scenario of the module that holds the heaviest ones has a content note."""
    module = CATALOGUE.modules["more-than-a-rule"]
    assert [each.id for each in module.scenarios if each.level == "hard" and not each.content_note] == []
    assert {scenario.id for _, scenario in NOTED} >= {each.id for each in module.scenarios}


@pytest.mark.parametrize(("module", "scenario"), NOTED, ids=[scenario.id for _, scenario in NOTED])
def test_a_content_note_comes_first_and_lets_the_reader_leave(module: Module, scenario: Scenario) -> None:
    """It stands open before the situation and anything drawn, and its link leads past the scenario to what follows."""
    element = shown(module, scenario)
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


@pytest.mark.parametrize(("module", "scenario"), NOTED, ids=[scenario.id for _, scenario in NOTED])
def test_a_hard_scenario_ends_with_whom_to_tell(module: Module, scenario: Scenario) -> None:
    """What stands after its questions says whom to tell, in the author's words and with the school's own people."""
    element = shown(module, scenario)
    (who,) = of_class(element, "who")
    assert scenario.who_to_tell
    assert words(scenario.who_to_tell) in text(who)
    assert "dsl" in [each.get("data-school") for each in who.iter("dd")]
    order = list(element.iter())
    assert all(order.index(form) < order.index(who) for form in element.iter("form"))
