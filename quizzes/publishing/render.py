"""Component HTML: each component's template gets the model, and the HTML of the components inside it.

Templates never include one another; what stands in what is said here alone. An interaction's template has a
macro for each place of an item: ``fields`` (inside the form), ``answer`` (before a part's feedback) and, where
it needs them, ``pair``, ``tally`` and ``together``. Links are written as paths
from docs/ ("/guidance/…md#SG-3"), which MkDocs makes relative and checks.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import material
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Pair, Scenario, Statement, Stimulus
from quizzes.engine.scoring import Verdict
from quizzes.engine.wire import encode_module
from quizzes.publishing.authored import paragraphs, phrase
from quizzes.publishing.strings import strings, translate

COMPONENTS = Path(__file__).parent.parent / "components"
_ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"
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


@lru_cache
def icon(name: str) -> Markup:
    """A Material Design icon, inline and hidden from screen readers: the word beside it says the same."""
    svg = (_ICONS / f"{name}.svg").read_text(encoding="utf-8").strip()
    return Markup(
        svg.replace(' xmlns="http://www.w3.org/2000/svg"', ' aria-hidden="true" class="icon" width="24" height="24"')
    )


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(COMPONENTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=translate, icon=icon, paragraphs=paragraphs, phrase=phrase, clause_href=clause_href, mixed=mixed
    )
    environment.filters["day"] = lambda iso: f"{date.fromisoformat(iso):%-d %B %Y}"
    return environment


def component(name: str, **context: object) -> Markup:
    """One component's HTML. It is well-formed XML too."""
    return Markup(_environment().get_template(f"{name}/template.html").render(context))


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


def mixed(item: Item) -> list[Option]:
    """The options of *order* as they are shown: in an order that gives nothing away and outlives a change of one.

    That is by a hash of the ids, or backwards where that would happen to be a good order.
    """
    options = sorted(item.options, key=lambda option: sha256(f"{item.id} {option.id}".encode()).digest())
    place = {option.id: index for index, option in enumerate(options)}
    good = all(place[pair.first] < place[pair.then] for pair in item.pairs)
    return options[::-1] if good else options


def citation(clause: Clause) -> Markup:
    """A clause quoted from the chapter, with its stem where it begins in mid-sentence."""
    return component("citation", clause=clause)


def practice(catalogue: Catalogue, clause_ids: Sequence[str]) -> Markup | None:
    """Links from clauses to the scenarios that cite them; None where none does."""
    found = {
        scenario_href(module, scenario): scenario.title
        for clause_id in clause_ids
        for module, scenario in catalogue.practice(clause_id)
    }
    return component("practice", links=found) if found else None


def render_modules(catalogue: Catalogue) -> Markup:
    """All modules, for the Practise page."""
    return component("modules", modules=catalogue.modules.values())


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
        definition=Markup(encode_module(module).replace("&", "\\u0026").replace("<", "\\u003c")),
        grades=[grade(each) for each in Grade],
        scenarios=scenarios,
        summary=summary,
    )


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
        slip=component("slip", note=note) if note else None,
    )


def _item(catalogue: Catalogue, scenario: Scenario, index: int) -> Markup:
    item = scenario.items[index]
    key = f"{scenario.id}-{item.id}"
    choice = item.interaction is Interaction.CHOICE
    return component(
        "item",
        item=item,
        number=index + 1 if len(scenario.items) > 1 else None,
        condition=_leading_to(scenario, item),
        stimulus=stimulus(item.stimulus),
        fields=_macro(item, "fields", key),
        tally=_macro(item, "tally"),
        verdicts=_verdicts(item),
        answers=[_answer(catalogue, item, part, key) for part in (*item.pairs, *item.parts)],
        together=_macro(item, "together"),
        citations=None if choice else _citations(catalogue, item.clauses),
        best=[option for option in item.options if option.grade is Grade.BEST] if choice else None,
        basis=item.basis or scenario.basis,
    )


def _macro(item: Item, name: str, *values: object) -> Markup:
    """The HTML that an interaction's own template makes for one place of an item; empty where it makes none."""
    template = _environment().get_template(f"{item.interaction.value}/template.html").module
    macro = getattr(template, name, None)
    return Markup(macro(item, *values)) if macro else Markup()


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
    """What is said to one part. Only of *choice* has it a grade and citations of its own; others share the item's."""
    badge = citations = None
    if isinstance(part, Option) and item.interaction is Interaction.CHOICE:
        badge, citations = grade(part.grade), _citations(catalogue, part.clauses)
    answer = _macro(item, "pair" if isinstance(part, Pair) else "answer", part, key)
    feedback = component("feedback", item=item, part=part, grade=badge, answer=answer)
    return {"id": part.id, "feedback": feedback, "citations": citations}


def _citations(catalogue: Catalogue, clauses: Sequence[str]) -> Markup:
    return Markup().join(citation(catalogue.clauses[clause]) for clause in clauses)


def _leading_to(scenario: Scenario, item: Item) -> list[Option]:
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
