"""A module on paper is complete, and gives no answer away before the answers."""

import json
import re
from collections.abc import Sequence
from string import ascii_uppercase
from xml.etree.ElementTree import Element

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Interaction, Item, Module, Option, Scenario, Statement
from quizzes.pages.components import mixed
from quizzes.pages.on_paper import Direction, directions
from quizzes.pages.registry import BlockError
from quizzes.words.lookup import strings, translate
from tests.building import ROOT, built_site
from tests.components import examples_catalogue
from tests.pages.test_pages import converted, quotation
from tests.pages.tree import of_class, page, text
from tests.shipping.test_search import kept_back
from tests.words import words

CATALOGUE = load_catalogue(ROOT)
MODULES = list(CATALOGUE.modules.values())
INDEX = "for-schools/paper/index.html"
CLAUSE = re.compile(r"\b(?:IN|BG|SG|SI|R)-[0-9ivx]+\w*\b")

every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)


def paper(module: Module) -> Element:
    """Return the part of a module's page that is printed."""
    (found,) = of_class(page(f"for-schools/paper/{module.id}.html"), "paper")
    return found


def parts(module: Module) -> tuple[Element, Element, Element]:
    """Return the sheet to sign, the situations and the answers."""
    sheet, situations, answers = paper(module)
    return sheet, situations, answers


def shown(item: Item) -> Sequence[Option | Statement]:
    """Return an item's options or statements in the order in which the site shows them."""
    return mixed(item) if item.interaction is Interaction.ORDER else item.parts


def steps(situations: Element, module: Module) -> list[tuple[Scenario, Item, Element]]:
    """Return every item of a module, with its scenario and its element on paper."""
    found = []
    for scenario, here in zip(module.scenarios, of_class(situations, "paper-situation"), strict=True):
        for item, step in zip(scenario.items, of_class(here, "paper-step"), strict=True):
            found.append((scenario, item, step))
    return found


@every_module
def test_the_sheet_comes_first_and_the_answers_last(module: Module) -> None:
    """The page has the sheet, the situations, the answers and the clauses in this order, and one print button."""
    sheet, situations, answers = parts(module)
    assert [each.get("class", "").split()[0] for each in (sheet, situations, answers)] == [
        "sign-off",
        "paper-part",
        "paper-part",
    ]
    heads = [each.get("id") for each in paper(module).iter("h2")]
    assert heads == ["sign-off", "situations", "answers", "clauses"]
    assert len(of_class(page(f"for-schools/paper/{module.id}.html"), "print-button")) == 1


@every_module
def test_ids_on_paper_are_unique(module: Module) -> None:
    """No id occurs twice, and every link within the page leads to an id."""
    here = page(f"for-schools/paper/{module.id}.html")
    ids = [each.attrib["id"] for each in here.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    links = {link.attrib["href"][1:] for link in paper(module).iter("a") if link.attrib["href"].startswith("#")}
    assert links
    assert links <= set(ids)


@every_module
def test_the_sheet_has_the_countys_statement_and_lines_to_fill_in(module: Module) -> None:
    """The sheet quotes only R-iv, then has a box to tick and lines to fill in, and says that it is not proof."""
    sheet, _, _ = parts(module)
    (cited,) = of_class(sheet, "citation")
    assert cited.get("data-clause") == "R-iv"
    assert "open" in cited.attrib
    assert text(next(cited.iter("blockquote"))) == quotation("R-iv")
    order = list(sheet.iter())
    told = order.index(cited)
    assert any(order.index(box) > told for box in of_class(sheet, "paper-box"))
    lines = [text(each) for each in sheet.iter("dt")]
    assert lines[:3] == ["Your name", "Your role", "Module"]
    assert {"Your signature", "Date", "Read with you, or seen by (office)"} <= set(lines)
    assert [text(each) for each in sheet.iter("dd")].count(module.title) == 1
    assert "self-paced and unsupervised" in text(sheet)
    assert "isn’t proof of identity or competence" in text(sheet)


def test_the_statement_comes_from_the_list_of_clauses() -> None:
    """No page, string or template repeats the county's words on disciplinary action."""
    ours = [ROOT / "docs/for-schools/paper/index.md", ROOT / "quizzes/words/en.yaml"]
    ours += (ROOT / "quizzes/components/sign-off").glob("*")
    assert [file for file in ours if "disciplinary" in file.read_text(encoding="utf-8").lower()] == []


@every_module
def test_every_scenario_is_on_paper(module: Module) -> None:
    """Scenarios are in the module's order, each with its title, role, content note, situation and stimuli."""
    _, situations, _ = parts(module)
    for scenario, here in zip(module.scenarios, of_class(situations, "paper-situation"), strict=True):
        read = text(here)
        said = [scenario.title, scenario.role, scenario.content_note, scenario.situation]
        places = [read.index(words(each)) for each in said]
        assert places[0] <= places[1] <= places[3] < read.index(words(scenario.items[0].prompt))
        for stimulus in (scenario.stimulus, *(item.stimulus for item in scenario.items)):
            for message in stimulus.messages if stimulus else ():
                assert words(message.words) in read


@every_module
def test_every_option_is_on_paper_in_the_order_of_the_site(module: Module) -> None:
    """Each item has its prompt, its options or statements with letters, and a box for each that can be ticked."""
    _, situations, _ = parts(module)
    for _, item, step in steps(situations, module):
        (prompt,) = of_class(step, "paper-prompt")
        assert text(prompt) == words(item.prompt)
        assert words(item.situation) in text(step)
        lettered = [f"{letter} {words(part.text)}" for letter, part in zip(ascii_uppercase, shown(item), strict=False)]
        boxes = len(of_class(step, "paper-box"))
        if item.interaction is Interaction.MATCH:
            heads = [text(each) for each in step.iter("th") if each.get("scope") == "col"]
            assert heads == [words(each.text) for each in item.categories]
            assert [text(each) for each in step.iter("th") if each.get("scope") == "row"] == lettered
            assert boxes == len(item.categories) * len(item.statements)
        else:
            assert [text(each) for each in step.iter("li")] == lettered
            assert boxes == len(item.options)
        hints = {
            Interaction.CHOICE: "paper_tick",
            Interaction.MULTIPLE: "multiple_hint",
            Interaction.ORDER: "paper_number",
            Interaction.MATCH: "paper_tick_row",
        }
        assert translate(hints[item.interaction]) in text(step)


def test_every_interaction_is_on_paper() -> None:
    """The modules have items of every interaction, so the tests above cover each."""
    items = [item for module in MODULES for scenario in module.scenarios for item in scenario.items]
    assert {item.interaction for item in items} == set(Interaction)


@every_module
def test_no_answer_is_given_away_before_the_answers(module: Module) -> None:
    """Before the answers there is no grade, feedback, note or person to tell, and no clause except the sheet's."""
    sheet, situations, _ = parts(module)
    before = f"{text(sheet)} {text(situations)}"
    kept = [each for scenario in module.scenarios for each in kept_back(scenario)]
    assert len(kept) > 20
    assert [each for each in kept if each in before] == []
    keys = [key for key in strings() if re.match(r"grade_best|(multiple|order|match)_key_|basis_|order_good$", key)]
    assert len(keys) == 1 + 3 + 3 + 3 + 3 + 1
    assert [key for key in keys if translate(key) in before] == []
    for name in ("grade", "feedback", "basis", "best", "slip", "paper-graded"):
        assert of_class(sheet, name) + of_class(situations, name) == [], name
    assert [
        each for each in situations.iter() if "data-clause" in each.attrib or "data-grade-word" in each.attrib
    ] == []
    assert CLAUSE.findall(text(situations)) == []
    assert set(CLAUSE.findall(text(sheet))) == {"R-iv", "SG-1", "SG-5"}


def printed_directions(step: Element, item: Item) -> dict[str, int | None]:
    """Return the next step that is printed for each option, by letter, or None if the situation ends."""
    letters = ascii_uppercase[: len(item.parts)]
    told: dict[str, int | None] = {}
    for said in of_class(step, "paper-next"):
        for sentence in re.findall(r"[^.]+\.", text(said)):
            ticked = re.match(r" ?If you ticked ([A-Z, or]+), ", sentence)
            for letter in re.findall("[A-Z]", ticked[1]) if ticked else letters:
                assert letter not in told
                number = re.search(r"go on to step (\d+)\.$", sentence)
                assert number or "this scenario ends" in sentence.lower()
                told[letter] = int(number[1]) if number else None
    return told


@every_module
def test_the_directions_lead_where_the_scenario_does(module: Module) -> None:
    """The directions below a step follow the scenario's ``to``. A scenario with one step has no directions."""
    _, situations, _ = parts(module)
    for scenario, item, step in steps(situations, module):
        if len(scenario.items) == 1:
            assert of_class(step, "paper-next") == []
            continue
        numbers = {each.id: number for number, each in enumerate(scenario.items, 1)}
        choice = item.interaction is Interaction.CHOICE
        follows = [part.to if choice and isinstance(part, Option) else item.to for part in shown(item)]
        expected = {letter: numbers.get(to or "") for letter, to in zip(ascii_uppercase, follows, strict=False)}
        assert printed_directions(step, item) == expected, (scenario.id, item.id)
        assert text(next(step.iter("h4"))).startswith(f"Step {numbers[item.id]}")


def test_directions_name_options_only_if_they_lead_to_different_steps() -> None:
    """After *multiple* one direction is for all answers. After *choice* the directions name the options."""
    scenarios = examples_catalogue().scenarios
    first, last = scenarios["multiple-markup-characters-and-a-step-that-follows"].items
    both = scenarios["multiple-markup-characters-and-a-step-that-follows"]
    assert directions(both, first) == [Direction("", 2)]
    assert directions(both, last) == [Direction("", None)]
    parting = scenarios["choice-markup-characters-a-message-of-its-own-and-a-step-that-follows-one-option"]
    assert directions(parting, parting.items[0]) == [Direction("A", 2), Direction("B or C", None)]


def test_the_pages_for_schools_and_help_link_to_modules_on_paper() -> None:
    """*On paper* lists every module, and the pages for schools, hosts and accessibility link to it."""
    (listed,) = of_class(page(INDEX), "papers")
    assert [(text(link), link.get("href")) for link in listed.iter("a")] == [
        (module.title, f"{module.id}.html") for module in MODULES
    ]
    for name in ("for-schools/index.html", "for-schools/host.html", "our-school.html", "accessibility.html"):
        assert any(link.get("href", "").endswith("paper/index.html") for link in page(name).iter("a")), name


def test_modules_on_paper_stay_out_of_search() -> None:
    """The search index has the page that lists the modules on paper, but not their own pages."""
    index = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    found = {each["location"].partition("#")[0] for each in index["docs"]}
    assert {each for each in found if each.startswith("for-schools/paper/")} == {INDEX}


def test_an_unknown_module_on_paper_fails_with_a_suggestion() -> None:
    """A misspelt id in `/// paper | …` fails, and the message suggests the nearest module."""
    with pytest.raises(
        BlockError, match=r'"/// paper \| first-dya": there is no "first-dya" .*did you mean "first-day"'
    ):
        converted("/// paper | first-dya\n///")
