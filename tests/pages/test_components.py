"""The components' examples: their HTML is valid and has all their words, and the engine gives the named grades."""

from collections import Counter
from functools import cache
from xml.etree.ElementTree import Element, fromstring

import pytest

from quizzes.authoring.stimulus import KINDS
from quizzes.engine.model import Grade, Interaction, Pair
from quizzes.pages.module import render_module
from tests.components import COMPONENTS, EXAMPLES, MODULE, Example, built_examples, examples_catalogue
from tests.engine.asking import Reader
from tests.words import words

every_answered = pytest.mark.parametrize(
    "example", [each for each in EXAMPLES if each.answers], ids=lambda example: example.id
)


@cache
def page() -> Element:
    """Return the module of the examples as its page has it. Parsing fails if the HTML is not well formed."""
    catalogue = examples_catalogue()
    return fromstring(render_module(catalogue, catalogue.modules[MODULE]))


def scenario(example: Example) -> Element:
    """Return the element of an example's scenario."""
    found = page().find(f".//*[@data-scenario='{example.id}']")
    assert found is not None
    return found


def step(example: Example) -> Element:
    """Return the element of the item that the example shows."""
    found = scenario(example).find(f".//*[@data-step='{example.item.id}']")
    assert found is not None
    return found


def text(element: Element) -> str:
    """Return an element's text with white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def by_id(element: Element) -> dict[str, Element]:
    return {each.attrib["id"]: each for each in element.iter() if "id" in each.attrib}


def test_every_interaction_and_stimulus_has_examples() -> None:
    """Each interaction has examples of all grades and of a following step. Each kind of stimulus has one example."""
    assert set(COMPONENTS) == {*Interaction, "stimulus"}
    for interaction in Interaction:
        own = [example for example in EXAMPLES if example.component == interaction]
        assert {example.item.interaction for example in own} == {interaction}
        assert {answer.grade for example in own for answer in example.answers} == set(Grade)
        assert any(each for example in own for each in example.item.following)
    shown = [examples_catalogue().scenarios[each.id].stimulus for each in EXAMPLES if each.component == "stimulus"]
    assert [each.kind for each in shown if each] == list(KINDS)


def test_every_example_becomes_a_scenario() -> None:
    """Reading the examples finds no problem, and makes one scenario of each."""
    assert {each.id: each.title for each in examples_catalogue().scenarios.values()} == {
        example.id: example.name for example in EXAMPLES
    }


def test_ids_are_unique() -> None:
    """No id occurs twice on the examples' page."""
    counted = Counter(each.attrib["id"] for each in page().iter() if "id" in each.attrib)
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_reference_leads_to_an_element_on_the_page() -> None:
    """The ids in labels, names, descriptions and links exist, and every label is for an input."""
    root = page()
    known = by_id(root)
    for each in root.iter():
        named = [each.get("for"), each.get("aria-labelledby"), each.get("aria-describedby")]
        assert [name for names in named if names for name in names.split() if name not in known] == []
        if each.get("href", "").startswith("#"):
            assert each.attrib["href"][1:] in known
        if each.tag == "label":
            assert known[each.attrib["for"]].tag == "input"


def test_every_field_has_a_label_and_every_group_a_name() -> None:
    """Every input has one label with words, every list and group has a name, and every fieldset has an alert."""
    root = page()
    known = by_id(root)
    labels = Counter(each.get("for") for each in root.iter("label") if text(each))
    for each in root.iter("input"):
        assert labels[each.attrib["id"]] == 1
    for fieldset in root.iter("fieldset"):
        described = [known[name] for name in fieldset.attrib["aria-describedby"].split()]
        assert text(next(fieldset.iter("legend")))
        for group in fieldset.iter():
            if group.get("role") == "radiogroup" or group.tag in ("ol", "ul"):
                assert text(known[group.attrib["aria-labelledby"]])
        assert [each.get("role") for each in described if "data-error" in each.attrib] == ["alert"]


@every_answered
def test_every_part_can_be_selected_and_is_shown_as_it_was_typed(example: Example) -> None:
    """Each option has an input, and each statement has one for each category. Tags and entities are shown as text."""
    item = example.item
    assert text(next(step(example).iter("legend"))) == words(item.prompt)
    labels = {each.attrib["for"]: text(each) for each in step(example).iter("label")}
    shown = {each.attrib["value"]: labels[each.attrib["id"]] for each in step(example).iter("input")}
    if item.interaction is Interaction.MATCH:
        assert shown == {
            f"{statement.id} {category.id}": words(category.text)
            for statement in item.statements
            for category in item.categories
        }
        groups = [each for each in step(example).iter() if each.get("role") == "radiogroup"]
        named = [text(by_id(step(example))[each.attrib["aria-labelledby"]]) for each in groups]
        assert named == [words(statement.text) for statement in item.statements]
        assert all(statement.grades.keys() == {each.id for each in item.categories} for statement in item.statements)
    else:
        assert shown == {option.id: words(option.text) for option in item.options}


@every_answered
def test_every_part_has_its_feedback_in_the_page(example: Example) -> None:
    """Each option, statement and critical pair has its feedback in the page once, and there is no other feedback."""
    item = example.item
    found = [each for each in step(example).iter() if "data-feedback" in each.attrib]
    assert [each.attrib["data-feedback"] for each in found] == [
        f"{item.id}-{part.id}" for part in (*item.pairs, *item.parts)
    ]
    for part, each in zip((*item.pairs, *item.parts), found, strict=True):
        shown = text(each)
        assert words(part.feedback) in shown
        ends = (part.first, part.then) if isinstance(part, Pair) else (part.id,)
        named = [each.text for each in item.parts if each.id in ends]
        assert len(named) == len(ends)
        assert all(words(name) in shown for name in named)


@every_answered
def test_the_key_says_how_each_part_is_graded(example: Example) -> None:
    """Even before marking, each part's feedback says in words how the part is graded."""
    keys = {
        (Interaction.CHOICE, Grade.BEST): "Best answer",
        (Interaction.CHOICE, Grade.ACCEPTABLE): "Acceptable",
        (Interaction.CHOICE, Grade.POOR): "Poor",
        (Interaction.CHOICE, Grade.HARMFUL): "Harmful",
        (Interaction.MULTIPLE, Grade.BEST): "Tick this.",
        (Interaction.MULTIPLE, Grade.POOR): "Don’t tick this.",
        (Interaction.MULTIPLE, Grade.HARMFUL): "Don’t tick this. It’s harmful.",
        (Interaction.ORDER, Grade.BEST): "Include this step.",
        (Interaction.ORDER, Grade.POOR): "Leave this step out.",
        (Interaction.ORDER, Grade.HARMFUL): "Leave this step out. It’s harmful.",
        (Interaction.MATCH, Grade.BEST): "Best:",
        (Interaction.MATCH, Grade.ACCEPTABLE): "Also acceptable:",
        (Interaction.MATCH, Grade.HARMFUL): "Harmful:",
    }
    item = example.item
    found = {each.get("data-feedback"): text(each) for each in step(example).iter()}
    for option in item.options:
        assert f" {keys[item.interaction, option.grade]} " in f" {found[f'{item.id}-{option.id}']} "
    for statement in item.statements:
        for category in item.categories:
            grade = statement.grades[category.id]
            if grade is not Grade.POOR:
                key = f"{keys[item.interaction, grade]} {words(category.text)}"
                assert key in found[f"{item.id}-{statement.id}"]


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.component == "order"], ids=lambda each: each.id)
def test_the_steps_of_order_are_shown_out_of_order(example: Example) -> None:
    """Ticking the steps from top to bottom, or from bottom to top, does not give a good order."""
    item = example.item
    shown = [each.attrib["value"] for each in step(example).iter("input")]
    assert sorted(shown) == sorted(option.id for option in item.options)
    assert not all(shown.index(pair.first) < shown.index(pair.then) for pair in item.pairs)


@every_answered
def test_the_engine_grades_as_the_example_says(example: Example) -> None:
    """The engine gives each response of an example the grade that the example names."""
    reader = Reader(examples_catalogue().modules[MODULE])
    for answer in example.answers:
        reader.answer(example.id, example.item.id, *answer.response)
        assert reader.scenario(example.id)["path"][0]["grade"] == answer.grade


def test_an_entity_is_shown_as_it_was_typed() -> None:
    """In the built page, an entity in an author's text is shown as it was typed."""
    html = (built_examples() / "practise/examples.html").read_text(encoding="utf-8")
    assert "what happened, &amp;amp; when" in html


def test_a_stimulus_is_a_figure_with_every_word_of_it() -> None:
    """The figure has the stimulus's time, title, senders and words in order, and no link or button."""
    scenarios = examples_catalogue().scenarios
    owners = [(scenarios[example.id].stimulus, scenario(example)) for example in EXAMPLES]
    owners += [(example.item.stimulus, step(example)) for example in EXAMPLES]
    shown = [(stimulus, element) for stimulus, element in owners if stimulus]
    assert len(shown) > len(KINDS)
    for stimulus, element in shown:
        (figure,) = element.iter("figure")
        rest = text(figure)
        said = [(one.sender, one.relation, *one.words.split("\n\n")) for one in stimulus.messages]
        for part in filter(None, [stimulus.when, stimulus.title, *(each for one in said for each in one)]):
            assert words(part) in rest
            rest = rest[rest.index(words(part)) + len(words(part)) :]
        assert [each.tag for each in figure.iter() if each.tag in ("a", "button", "input")] == []
