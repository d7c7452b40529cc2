"""Components declare exactly the parameters that their templates use, and other arguments are refused."""

import re

import pytest
from jinja2 import Environment, meta
from jinja2.nodes import Macro
from markupsafe import Markup

from quizzes.authoring import catalogue, clauses
from quizzes.engine import model
from quizzes.pages.components import component, macro
from quizzes.pages.declarations import CHECKED, COMPONENTS, FILE, MACROS, declaration
from tests.components import EXAMPLES

FUNCTIONS = {"t", "counted", "NUMBER", "icon", "phrase", "paragraphs", "mixed", "lettered"}
NAMES = sorted(file.parent.name for file in COMPONENTS.glob("*/template.html"))
GRADE = {"grade": "best", "icon_name": "check-circle"}


@pytest.mark.parametrize("name", NAMES)
def test_a_component_declares_what_its_template_uses(name: str) -> None:
    """The declared parameters are the variables of the template, and the declared macros are its macros."""
    source = (COMPONENTS / name / "template.html").read_text(encoding="utf-8")
    tree = Environment().parse(source)
    assert set(declaration(name).params) == meta.find_undeclared_variables(tree) - FUNCTIONS
    macros = {each.name: [argument.name for argument in each.args] for each in tree.find_all(Macro)}
    assert declaration(name).macros == macros
    assert set(macros) <= set(MACROS)


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_has_a_type_that_exists_and_a_description(name: str) -> None:
    """Every type can be checked or is a class of the model, and every description is a sentence."""
    for param in declaration(name).params.values():
        for each in param.type.split(" | "):
            assert each in CHECKED or any(hasattr(module, each) for module in (model, catalogue, clauses)), each
        assert re.fullmatch(r"[A-Z].*\.", param.description), param.description


def test_examples_come_last_in_the_file() -> None:
    """A build reads a component's file only up to its examples, so nothing may follow them."""
    for file in COMPONENTS.glob(f"*/{FILE}"):
        keys = re.findall(r"^(\w+):", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert keys in (["params", "examples"], ["macros", "examples"], ["params"]), file


def test_an_unknown_argument_is_refused() -> None:
    """The message suggests the nearest parameter."""
    with pytest.raises(TypeError, match=r'component "grade" has no parameter "icon"; did you mean "icon_name"\?'):
        component("grade", **GRADE, icon="check")


def test_a_missing_argument_is_refused() -> None:
    """The message has the description of the missing parameter."""
    with pytest.raises(TypeError, match='component "grade" needs "icon_name": Name of its icon'):
        component("grade", grade="best")


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("grade", {**GRADE, "grade": None}, '"grade" of component "grade" must be string, not None'),
        ("doors", {"reading": "5", "practising": 10}, '"reading" of component "doors" must be integer, not \'5\''),
        ("doors", {"reading": True, "practising": 10}, '"reading" of component "doors" must be integer, not True'),
        ("slip", {"tag": "Today", "body": "<p/>"}, '"body" of component "slip" must be html, not \'<p/>\''),
        ("papers", {"modules": "one"}, '"modules" of component "papers" must be list, not \'one\''),
        ("practice", {"links": []}, r'"links" of component "practice" must be mapping, not \[\]'),
        ("change", {"quoted": ""}, '"quoted" of component "change" must be html or None, not \'\''),
    ],
)
def test_an_argument_of_another_type_is_refused(name: str, arguments: dict[str, object], message: str) -> None:
    """The message has the declared type and the value that was passed."""
    with pytest.raises(TypeError, match=message):
        component(name, **arguments)


def test_an_optional_argument_may_be_left_out() -> None:
    """Leaving it out is the same as passing None."""
    verdict = {"verdict": "right", "icon_name": "check"}
    assert component("verdict", **verdict) == component("verdict", **verdict, done=None)


def test_a_macro_that_an_interaction_does_not_declare_is_empty() -> None:
    """*Choice* declares no tally, so its tally is empty."""
    item = next(example.item for example in EXAMPLES if example.component == "choice")
    assert macro(item, "tally") == Markup()
