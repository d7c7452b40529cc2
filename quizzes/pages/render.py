"""Modules and scenarios as HTML, put together of components.

What stands in what is said here alone. Links are written as paths from docs/ ("/guidance/…md#SG-3"), which MkDocs
makes relative and checks.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.clauses import Clause
from quizzes.engine.definition import encode_module
from quizzes.engine.digest import module_digest
from quizzes.engine.model import (
    ACKNOWLEDGED,
    EditorialNote,
    Grade,
    Interaction,
    Item,
    Module,
    Option,
    Pair,
    Scenario,
    Statement,
    Stimulus,
)
from quizzes.engine.scoring import Verdict
from quizzes.pages.authored import paragraphs
from quizzes.pages.components import component, macro
from quizzes.pages.school import our_school_adds, who_to_tell
from quizzes.words.lookup import strings, translate

_GRADE_ICONS = {
    Grade.BEST: "check-circle",
    Grade.ACCEPTABLE: "check-circle-outline",
    Grade.POOR: "alert",
    Grade.HARMFUL: "alert-octagon",
}

_VERDICT_ICONS = {
    Verdict.RIGHT: "check",
    Verdict.LEFT: "check",
    Verdict.HOLDS: "check",
    Verdict.ACCEPTABLE: "check-circle-outline",
    Verdict.MISSED: "close",
    Verdict.WRONG: "close",
    Verdict.BROKEN: "swap-vertical",
    Verdict.HARMFUL: "alert-octagon",
}
_STIMULUS_ICONS = {
    "request": "account-plus-outline",
    "message": "message-text-outline",
    "post": "post-outline",
    "e-mail": "email-outline",
    "chat": "forum-outline",
    "call": "phone-outline",
}


# What most adults read of plain prose in silence (Brysbaert 2019: 238, of non-fiction).
_WORDS_A_MINUTE = 238


def clause_href(clause: Clause) -> str:
    """Where the chapter prints a clause."""
    return f"/guidance/{clause.page}.md#{clause.id}"


def scenario_href(module: Module, scenario: Scenario) -> str:
    """Where a reader takes a scenario."""
    return f"/practise/{module.id}.md#{scenario.id}"


def grade(value: Grade) -> Markup:
    """A grade's word and icon."""
    return component("grade", grade=value, icon_name=_GRADE_ICONS[value])


def stimulus(shown: Stimulus | None) -> Markup | None:
    """The message, post or request, drawn."""
    return component("stimulus", stimulus=shown, icon_name=_STIMULUS_ICONS[shown.kind]) if shown else None


def citation(clause: Clause, *, opened: bool = False) -> Markup:
    """A clause quoted from the chapter, with its stem where it begins in mid-sentence."""
    return component("citation", clause=clause, href=clause_href(clause), opened=opened)


def editors_note(day: date, body: Markup) -> Markup:
    """A slip with a note of ours, which says of what day it is and that it is not the county's text."""
    date = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), f"{day:%-d %B %Y}")
    tag = Markup.escape(translate("editors_note", date="{date}")).format(date=date)
    return component("slip", tag=tag, body=body)


def practice(catalogue: Catalogue, clause_ids: Sequence[str]) -> Markup | None:
    """Links from clauses to the scenarios that cite them; None where none does."""
    found = {
        scenario_href(module, scenario): scenario.title
        for clause_id in clause_ids
        for module, scenario in catalogue.practice(clause_id)
    }
    return component("practice", links=found) if found else None


def render_doors(catalogue: Catalogue) -> Markup:
    """The ways to the guidance and to the practice, with the minutes that the chapter and the shortest module take."""
    words = sum(len(clause.text.split()) for clause in catalogue.clauses.values())
    return component(
        "doors",
        reading=ceil(words / _WORDS_A_MINUTE),
        practising=min(module.minutes for module in catalogue.modules.values()),
    )


def render_modules(catalogue: Catalogue) -> Markup:
    """All modules, for the Practise page."""
    editions = {module.id: module_digest(module) for module in catalogue.modules.values()}
    return component("modules", modules=catalogue.modules.values(), editions=editions)


def render_keeping() -> Markup:
    """Where progress is kept, for a page that shows some without a module of its own."""
    return Markup("<div>{}{}</div>").format(component("keeping"), component("cover"))


def render_routes(catalogue: Catalogue) -> Markup:
    """For people of one kind of work: the first module, then what was written for them."""
    routes = [
        (
            route,
            [
                (scenario, scenario_href(module, scenario))
                for scenario in route.scenarios
                if (module := catalogue.place(scenario))
            ],
        )
        for route in catalogue.routes
    ]
    return component("routes", routes=routes, first=next(iter(catalogue.modules.values())))


def render_module(catalogue: Catalogue, module: Module) -> Markup:
    """A module with every situation, option and feedback, readable as it stands, and its definition."""
    scenarios = [_scenario(catalogue, module, number) for number in range(len(module.scenarios))]
    cited = {clause: catalogue.clauses[clause] for scenario in module.scenarios for clause in _cited(scenario)}
    summary = component(
        "summary",
        module=module,
        citations={clause.id: citation(clause) for clause in catalogue.clauses.values() if clause.id in cited},
    )
    return component(
        "module",
        module=module,
        definition=in_script(encode_module(module)),
        grades=[grade(each) for each in Grade],
        scenarios=scenarios,
        summary=summary,
        record=_record(catalogue, module),
        edition=module_digest(module),
        keeping=component("keeping"),
        cover=component("cover"),
    )


def in_script(json: str) -> Markup:
    """JSON as it can stand in a page: nothing in it ends a script, or is taken for an entity."""
    return Markup(json.replace("&", "\\u0026").replace("<", "\\u003c"))


def _record(catalogue: Catalogue, module: Module) -> Markup:
    """The form of a module's record, with the clause to be acknowledged, and the sheet that comes of it."""
    quoted = citation(catalogue.clauses[ACKNOWLEDGED], opened=True)
    return component("record", module=module, acknowledged=quoted, clause=ACKNOWLEDGED)


def _cited(scenario: Scenario) -> list[str]:
    return [clause for item in scenario.items for clause in item.clauses]


def _scenario(catalogue: Catalogue, module: Module, index: int) -> Markup:
    scenario = module.scenarios[index]
    note = scenario.editorial_note
    return component(
        "scenario",
        module=module,
        scenario=scenario,
        number=index + 1,
        previous=module.scenarios[index - 1] if index else None,
        next=module.scenarios[index + 1] if index + 1 < len(module.scenarios) else None,
        stimulus=stimulus(scenario.stimulus),
        steps=[_item(catalogue, scenario, number) for number in range(len(scenario.items))],
        people=who_to_tell(scenario.school),
        rules=our_school_adds(scenario.school),
        note=scenario_note(note) if note else None,
    )


def scenario_note(note: EditorialNote) -> Markup:
    """A scenario's own note, on its slip."""
    return editors_note(date.fromisoformat(note.date), paragraphs(note.text))


def _item(catalogue: Catalogue, scenario: Scenario, index: int) -> Markup:
    item = scenario.items[index]
    key = f"{scenario.id}-{item.id}"
    choice = item.interaction is Interaction.CHOICE
    return component(
        "item",
        item=item,
        number=index + 1 if len(scenario.items) > 1 else None,
        condition=leading_to(scenario, item),
        stimulus=stimulus(item.stimulus),
        fields=macro(item, "fields", key),
        tally=macro(item, "tally"),
        verdicts=_verdicts(item),
        answers=[_answer(catalogue, item, part, key) for part in (*item.pairs, *item.parts)],
        together=macro(item, "together"),
        citations=None if choice else _citations(catalogue, item.clauses),
        best=[option for option in item.options if option.grade is Grade.BEST] if choice else None,
        basis=item.basis or scenario.basis,
    )


def _verdicts(item: Item) -> list[Markup]:
    """Every verdict, with what the reader did where the interaction has words for that."""
    return [
        component(
            "verdict",
            verdict=verdict,
            icon_name=_VERDICT_ICONS[verdict],
            done=strings().get(f"{item.interaction}_{verdict}"),
        )
        for verdict in Verdict
    ]


def _answer(catalogue: Catalogue, item: Item, part: Pair | Option | Statement, key: str) -> dict[str, object]:
    """What is said to one part. Only of *choice* has it citations of its own; others share the item's."""
    citations = None
    if isinstance(part, Option) and item.interaction is Interaction.CHOICE:
        citations = _citations(catalogue, part.clauses)
    return {"id": part.id, "feedback": feedback(item, part, key), "citations": citations}


def feedback(item: Item, part: Pair | Option | Statement, key: str) -> Markup:
    """What is said to one part, below its words. Only of *choice* has it a grade of its own."""
    badge = None
    if isinstance(part, Option) and item.interaction is Interaction.CHOICE:
        badge = grade(part.grade)
    answer = macro(item, "pair" if isinstance(part, Pair) else "answer", part, key)
    return component("feedback", item=item, part=part, grade=badge, answer=answer)


def _citations(catalogue: Catalogue, clauses: Sequence[str]) -> Markup:
    return Markup().join(citation(catalogue.clauses[clause]) for clause in clauses)


def leading_to(scenario: Scenario, item: Item) -> list[Option]:
    """The options that lead to a step which not every path comes to; empty where every one does."""
    if not _can_miss(scenario, scenario.items[0], item):
        return []
    return [option for each in scenario.items for option in each.options if option.to == item.id]


def _can_miss(scenario: Scenario, start: Item, item: Item) -> bool:
    """Whether a path from ``start`` ends without coming to ``item``."""
    if start is item:
        return False
    following = [scenario.item(name) if name else None for name in start.following]
    return any(each is None or _can_miss(scenario, each, item) for each in following)
