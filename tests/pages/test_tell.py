"""Who to tell: after a scenario, in a module's summary, and in a page's own rows."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Module, Role, Scenario, Tell, When
from quizzes.pages.registry import BlockError
from quizzes.pages.tell import render_tell, render_tell_summary
from tests.building import ROOT
from tests.pages.test_pages import converted
from tests.pages.tree import of_class, page, parse, text

SITUATION = "The designated safeguarding lead (DSL) is away."
CATALOGUE = load_catalogue(ROOT)
MODULES = list(CATALOGUE.modules.values())


def drawn(*tell: Tell) -> Element:
    return parse(render_tell(Scenario("sample", (), situation=SITUATION, tell=tell)))


def rows(root: Element) -> list[str]:
    """Return the rows as they are read once no name is filled in."""
    return [text(row, without={"hidden"}) for row in of_class(root, "tell-row")]


def entries(root: Element) -> list[list[str | None]]:
    """Return the entries of school.js of each row."""
    return [[each.get("data-school") for each in row.iter("b")] for row in of_class(root, "tell-row")]


def test_a_row_says_who_how_soon_and_about_what() -> None:
    """Each has the school's names for its role, and those that a row above has are not repeated."""
    told = drawn(
        Tell((Role.DSL,), "what Ellie *wrote*", When.AT_ONCE),
        Tell((Role.HEADTEACHER, Role.DSL), "your own reply", When.TODAY),
        Tell((Role.DPO,), "a lost phone", When.AT_ONCE),
    )
    assert rows(told) == [
        "DSL or a deputy At once about what Ellie wrote",
        "Headteacher or DSL Today about your own reply",
        "Data protection officer (DPO) At once about a lost phone",
    ]
    assert entries(told) == [["dsl", "deputies", "out_of_hours"], ["headteacher"], ["dpo"]]


def test_dsl_is_written_out_once_unless_the_situation_does() -> None:
    """New staff may not know what it stands for."""
    tell = (Tell((Role.HEADTEACHER, Role.DSL), "one thing", When.TODAY), Tell((Role.DSL,), "another", When.TODAY))
    assert rows(parse(render_tell(Scenario("sample", (), tell=tell)))) == [
        "Headteacher or designated safeguarding lead (DSL) Today about one thing",
        "DSL or a deputy Today about another",
    ]
    assert rows(parse(render_tell(Scenario("sample", (), tell=tell[1:]))))[0].startswith("Designated safeguarding lead")


def test_out_of_hours_is_only_beside_a_dsl_who_is_told_at_once() -> None:
    """A DSL who may be told today is told in school hours."""
    assert entries(drawn(Tell((Role.DSL,), "a request", When.TODAY))) == [["dsl", "deputies"]]
    assert entries(drawn(Tell((Role.HEADTEACHER,), "a request", When.AT_ONCE))) == [["headteacher"]]


def test_numbers_that_are_the_same_everywhere_are_shown() -> None:
    """The police are 999, and the helpline has its number and hours."""
    told = drawn(
        Tell((Role.POLICE,), "a danger that is now", When.AT_ONCE),
        Tell((Role.UNION, Role.HELPLINE), "an account in your name", When.TODAY),
    )
    assert rows(told) == [
        "999 At once about a danger that is now",
        "Your union or Professionals Online Safety Helpline Today about an account in your name "
        "0344 381 4772, Monday to Friday, 10 am to 4 pm",
    ]


def test_nobody_is_said_in_a_sentence() -> None:
    """It has no time, no names, and no line about names that are missing."""
    told = drawn(Tell((Role.NOBODY,), "one request that you declined"))
    assert rows(told) == ["You needn’t tell anybody about one request that you declined."]
    assert [each for each in told.iter() if "data-school-none" in each.attrib] == []


def test_notes_follow_under_headings() -> None:
    """Who not to tell, where to go next and help for the reader follow the rows, in this order."""
    tell = (Tell((Role.DSL,), "a message", When.AT_ONCE),)
    told = parse(
        render_tell(
            Scenario(
                "sample",
                (),
                tell=tell,
                for_you="Talk to *somebody*.",
                not_tell="Don’t tell him.",
                if_not_heard="Ring again.",
            )
        )
    )
    assert [text(each) for each in of_class(told, "tell-more")] == [
        "Who not to tell. Don’t tell him.",
        "If nobody acts. Ring again.",
        "Help for you. Talk to somebody.",
    ]
    assert [each.tag for each in told.iter() if each.tag in ("h3", "h4")] == ["h3", "h4", "h4", "h4"]


def test_a_summary_tells_by_role() -> None:
    """Roles come once, the most urgent first, each with what every scenario says, and nobody comes last."""
    nobody, dpo = Tell((Role.NOBODY,), "a joke"), Tell((Role.DPO,), "a", When.TODAY)
    one = Scenario("one", (), title="One", tell=(nobody, dpo))
    two = Scenario("two", (), title="Two", tell=(replace(dpo, about="b"), Tell((Role.DSL,), "c", When.AT_ONCE)))
    told = parse(render_tell_summary((one, two)))
    groups = [each for each in told.iter("li") if "data-tell-group" in each.attrib]
    assert [text(each, without={"hidden"}) for each in groups] == [
        "Designated safeguarding lead (DSL) or a deputy At once about c Two",
        "Data protection officer (DPO) Today about a One Today about b Two",
        "You needn’t tell anybody about a joke One",
    ]
    assert [each.get("data-tell-about") for each in told.iter("li") if "data-tell-about" in each.attrib] == [
        *("two", "one", "two", "one")
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_every_scenario_says_who_to_tell_in_the_open(module: Module) -> None:
    """It is in no panel that has to be opened, and the module's summary has it too."""
    here = page(f"practise/{module.id}.html")
    (summary,) = of_class(here, "tell-summary")
    for scenario in module.scenarios:
        element = next(each for each in here.iter("section") if each.get("data-scenario") == scenario.id)
        (who,) = element.iter("who-to-tell")
        assert [each for each in element.iter("details") if who in list(each.iter())] == []
        told = [text(each) for each in summary.iter("li") if each.get("data-tell-about") == scenario.id]
        for about in (text(parse(f"<p>{tell.about}</p>")) for tell in scenario.tell):
            assert about in text(who)
            assert [each for each in told if about in each]


def test_a_tell_block_is_a_row_about_what_is_inside_it() -> None:
    """`/// tell | headteacher dsl today` has the school's names, shown as missing until they are filled in."""
    tree = converted("/// tell | headteacher dsl today\nabout *anything*\n///")
    (row,) = of_class(tree, "tell-row")
    assert text(row, without={"tell-names"}) == "Headteacher or DSL Today about anything"
    assert [text(each) for each in of_class(row, "tell-names")[0]] == [
        "Headteacher: Not yet filled in",
        "DSL: Not yet filled in",
        "Deputies: Not yet filled in",
    ]
    assert [each.tag for each in of_class(tree, "tell-about")[0].iter()] == ["div", "p", "em"]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("dsl", "write roles and how soon, as dsl at-once; how soon is one of: at-once, today"),
        ("at-once", "write roles and how soon"),
        ("dsl soon", "write roles and how soon"),
        ("dls today", r'there is no "dls" in the roles that can be told; did you mean "dsl"\?'),
        ("nobody today", 'there is no "nobody" in the roles that can be told'),
    ],
)
def test_a_mistake_in_a_tell_block_fails_with_a_remedy(argument: str, message: str) -> None:
    """The message quotes the block, and says what to write instead."""
    with pytest.raises(BlockError, match=message):
        converted(f"/// tell | {argument}\n///")
