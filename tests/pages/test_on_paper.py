"""A module on paper: everything of it is there, in an order that gives no answer away."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase
from xml.etree.ElementTree import Element

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.for_schools import PAPER_PAGES, check_for_schools
from quizzes.engine.model import Interaction, Item, Module, Option, Scenario, Statement
from quizzes.pages.components import mixed
from quizzes.pages.on_paper import Direction, directions
from quizzes.pages.registry import BlockError
from quizzes.words.lookup import strings, translate
from tests.building import ROOT, built_site
from tests.components import examples_catalogue
from tests.pages.test_pages import made, quotation
from tests.pages.tree import of_class, page, text
from tests.shipping.test_search import kept_back
from tests.words import words

CATALOGUE = load_catalogue(ROOT)
MODULES = list(CATALOGUE.modules.values())
INDEX = "for-schools/paper/index.html"
CLAUSE = re.compile(r"\b(?:IN|BG|SG|SI|R)-[0-9ivx]+\w*\b")

every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)


def paper(module: Module) -> Element:
    """What of a module's page is printed."""
    (found,) = of_class(page(f"for-schools/paper/{module.id}.html"), "paper")
    return found


def parts(module: Module) -> tuple[Element, Element, Element]:
    """The sheet to sign, the situations and the answers."""
    sheet, situations, answers = paper(module)
    return sheet, situations, answers


def shown(item: Item) -> Sequence[Option | Statement]:
    """The options or statements of an item in the order in which the site shows them."""
    return mixed(item) if item.interaction is Interaction.ORDER else item.parts


def steps(situations: Element, module: Module) -> list[tuple[Scenario, Item, Element]]:
    """Every item of a module, with its place on paper."""
    found = []
    for scenario, here in zip(module.scenarios, of_class(situations, "paper-situation"), strict=True):
        for item, step in zip(scenario.items, of_class(here, "paper-step"), strict=True):
            found.append((scenario, item, step))
    return found


@every_module
def test_the_sheet_comes_first_and_the_answers_last(module: Module) -> None:
    """The sheet, the situations, the answers and the clauses follow one another, and there is a button to print."""
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
def test_every_id_on_a_page_is_its_own(module: Module) -> None:
    """No id stands there twice, and every link within the page leads to one of them."""
    here = page(f"for-schools/paper/{module.id}.html")
    ids = [each.attrib["id"] for each in here.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    links = {link.attrib["href"][1:] for link in paper(module).iter("a") if link.attrib["href"].startswith("#")}
    assert links
    assert links <= set(ids)


@every_module
def test_the_sheet_has_the_countys_statement_and_says_what_it_is(module: Module) -> None:
    """It quotes R-iv and no other clause, with a box to tick, has lines to fill in, and claims no proof."""
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
    assert "not proof of identity or competence" in text(sheet)


def test_the_statement_is_typed_nowhere() -> None:
    """The sheet's words on disciplinary action are the county's, taken from the list of clauses."""
    ours = [*(ROOT / "docs/for-schools/paper").glob("*.md"), ROOT / "quizzes/words/en.yaml"]
    ours += (ROOT / "quizzes/components/sign-off").glob("*")
    assert [file for file in ours if "disciplinary" in file.read_text(encoding="utf-8").lower()] == []


@every_module
def test_every_scenario_is_there(module: Module) -> None:
    """Each stands in the module's order, with its role, its note, its situation and what is drawn, before its items."""
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
def test_every_option_is_there_in_the_sites_order(module: Module) -> None:
    """Each item has its prompt, and its options or statements by letters, with as many boxes as can be filled in."""
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
            Interaction.CHOICE: "paper_tick_one",
            Interaction.MULTIPLE: "multiple_hint",
            Interaction.ORDER: "paper_number",
            Interaction.MATCH: "paper_tick_row",
        }
        assert translate(hints[item.interaction]) in text(step)


def test_every_interaction_is_on_paper() -> None:
    """What the tests here say of each interaction they say of at least one item."""
    items = [item for module in MODULES for scenario in module.scenarios for item in scenario.items]
    assert {item.interaction for item in items} == set(Interaction)


@every_module
def test_nothing_before_the_answers_gives_them_away(module: Module) -> None:
    """Up to the answers there is no grade, no feedback, no whom to tell, no note, and no clause but the sheet's."""
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


def directed(step: Element, item: Item) -> dict[str, int | None]:
    """The step that follows each option by what is printed below them, by letters; None where the situation ends."""
    letters = ascii_uppercase[: len(item.parts)]
    told: dict[str, int | None] = {}
    for said in of_class(step, "paper-next"):
        for sentence in re.findall(r"[^.]+\.", text(said)):
            ticked = re.match(r" ?If you ticked ([A-Z, or]+), ", sentence)
            for letter in re.findall("[A-Z]", ticked[1]) if ticked else letters:
                assert letter not in told
                number = re.search(r"go on to step (\d+)\.$", sentence)
                assert number or "this situation ends" in sentence
                told[letter] = int(number[1]) if number else None
    return told


@every_module
def test_the_directions_are_the_scenarios_own(module: Module) -> None:
    """Below a step each option leads where its author said; a situation of one step has no directions."""
    _, situations, _ = parts(module)
    for scenario, item, step in steps(situations, module):
        if len(scenario.items) == 1:
            assert of_class(step, "paper-next") == []
            continue
        numbers = {each.id: number for number, each in enumerate(scenario.items, 1)}
        choice = item.interaction is Interaction.CHOICE
        follows = [part.to if choice and isinstance(part, Option) else item.to for part in shown(item)]
        expected = {letter: numbers.get(to or "") for letter, to in zip(ascii_uppercase, follows, strict=False)}
        assert directed(step, item) == expected, (scenario.id, item.id)
        assert text(next(step.iter("h4"))).startswith(f"Step {numbers[item.id]}")


def test_a_step_leads_on_whatever_is_ticked() -> None:
    """After *multiple* the direction is for everybody, and so is the end; options that part ways are named."""
    scenarios = examples_catalogue().scenarios
    first, last = scenarios["multiple-markup-characters-and-a-step-that-follows"].items
    both = scenarios["multiple-markup-characters-and-a-step-that-follows"]
    assert directions(both, first) == [Direction("", 2)]
    assert directions(both, last) == [Direction("", None)]
    parting = scenarios["choice-markup-characters-a-message-of-its-own-and-a-step-that-follows-one-option"]
    assert directions(parting, parting.items[0]) == [Direction("A", 2), Direction("B or C", None)]


def test_the_pages_are_found_where_a_host_would_look() -> None:
    """*On paper* lists every module, and the pages for schools, hosts and those who ask for help lead to it."""
    (listed,) = of_class(page(INDEX), "papers")
    assert [(text(link), link.get("href")) for link in listed.iter("a")] == [
        (module.title, f"{module.id}.html") for module in MODULES
    ]
    for name in ("for-schools/index.html", "for-schools/host.html", "our-school.html", "accessibility.html"):
        assert any(link.get("href", "").endswith("paper/index.html") for link in page(name).iter("a")), name


def test_search_does_not_know_the_answers() -> None:
    """No module on paper is in the search index; the page that lists them is."""
    index = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    found = {each["location"].partition("#")[0] for each in index["docs"]}
    assert {each for each in found if each.startswith("for-schools/paper/")} == {INDEX}


def test_a_module_without_its_page_is_a_problem(tmp_path: Path) -> None:
    """The build and the check name the page that is missing, or that shows something else, and the mend."""
    shutil.copytree(ROOT / PAPER_PAGES, tmp_path / PAPER_PAGES)
    assert check_for_schools(tmp_path, CATALOGUE) == []
    (tmp_path / PAPER_PAGES / "first-day.md").unlink()
    other = tmp_path / PAPER_PAGES / "for-leaders.md"
    other.write_text(other.read_text("utf-8").replace("/// paper | for-leaders", "/// paper | first-day"), "utf-8")
    missing, wrong = check_for_schools(tmp_path, CATALOGUE)
    assert str(missing) == (
        'docs/for-schools/paper/first-day.md:1:1: module "first-day" has no paper page; '
        'copy another page of docs/for-schools/paper/, and write "/// paper | first-day" in it'
    )
    assert str(wrong).startswith("docs/for-schools/paper/for-leaders.md:1:1: this page does not show module")


def test_a_handbook_without_pages_on_paper_is_not_held_to_them(tmp_path: Path) -> None:
    """Where nothing says that modules can be had on paper, none has to."""
    assert check_for_schools(tmp_path, CATALOGUE) == []


def test_an_unknown_module_on_paper_is_said_with_its_mend() -> None:
    """A slip in `/// paper | …` stops the build with the nearest module."""
    with pytest.raises(
        BlockError, match=r'"/// paper \| first-dya": there is no "first-dya" .*did you mean "first-day"'
    ):
        made("/// paper | first-dya\n///")
