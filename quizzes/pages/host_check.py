"""*Does it work here?*: the page that checks the folder it is in. Its script fills in what it finds."""

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.school import ENTRIES
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Grade, Interaction, Item, Module, Scenario
from quizzes.engine.parsing import write
from quizzes.pages.components import component, in_script
from quizzes.pages.for_schools import FILE as CHECKLIST
from quizzes.pages.school import mistakes_in_full

WORKS, LOOK, WRONG, UNCHECKED = LEVELS = ("works", "look", "wrong", "unchecked")
"""How serious a result is. The string ``host_check_<level>`` says it in words."""

CHECKS = {
    "browser": {"works": WORKS, "lacks": WRONG, "refused": LOOK},
    "files": {"works": WORKS, "wrong": WRONG, "folder": UNCHECKED},
    "folder": {"works": WORKS, "wrong": WRONG, "unknown": LOOK, "folder": UNCHECKED},
    "version": {"works": WORKS, "wrong": WRONG, "unknown": WRONG, "folder": WORKS},
    "storage": {"works": WORKS, "tab": LOOK, "none": LOOK},
    "marking": {"works": WORKS, "embedded": LOOK, "wrong": WRONG},
    "school": {"works": WORKS, "empty": LOOK, "wrong": WRONG},
}
"""What is checked, and each result's level. The string ``host_check_<check>_<result>`` is what is said."""


def render_host_check(catalogue: Catalogue) -> Markup:
    """Draw the page's checks without results, and the answer that is marked for trial."""
    module, scenario, item = _choice(catalogue)
    request = {
        "operation": "answer",
        "module": encode_module(module),
        "session": {},
        "scenario": scenario.id,
        "item": item.id,
        "response": [next(option.id for option in item.options if option.grade is Grade.BEST)],
    }
    return component(
        "host-check",
        levels=LEVELS,
        checks=CHECKS,
        request=in_script(write(request)),
        total=len(ENTRIES),
        csv=CHECKLIST,
        notice=mistakes_in_full(),
    )


def _choice(catalogue: Catalogue) -> tuple[Module, Scenario, Item]:
    """Return a scenario that is one choice, so that its best response is one option."""
    return next(
        (module, scenario, scenario.items[0])
        for module in catalogue.modules.values()
        for scenario in module.scenarios
        if [item.interaction for item in scenario.items] == [Interaction.CHOICE]
    )
