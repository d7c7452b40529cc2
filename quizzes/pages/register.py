"""The register of records, for a school's office: the empty page, and the strings that its script needs.

In the browser, the engine checks the records that are dropped on the page, and the script fills in the results.
"""

import json

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Module
from quizzes.engine.standing import COUNTED_IF_ANY, OF_ROWS, Standing
from quizzes.pages.components import component, in_script
from quizzes.pages.links import clause_href, scenario_href
from quizzes.pages.standings import standings
from quizzes.words.lookup import strings, translate

_ENGINES = ("column_", "reason_", "source_", "due_list_", "kept_")
"""The beginnings of the strings that the engine writes, beside the standings."""

_COLUMNS = ("name", "role", "reference", "module", "date", "passed", "due", "status")


def render_register(catalogue: Catalogue) -> Markup:
    """Draw the empty register."""
    modules = list(catalogue.modules.values())
    return component(
        "register",
        definitions=in_script(json.dumps([encode_module(module) for module in modules])),
        words=words(),
        clauses=[(clause, clause_href(clause)) for clause in catalogue.clauses.values()],
        modules=modules,
        scenarios=[
            (scenario, scenario_href(module, scenario))
            for scenario in catalogue.scenarios.values()
            if (module := catalogue.place(scenario))
        ],
        standings=standings(*OF_ROWS),
        figures=OF_ROWS,
        figures_if_any=COUNTED_IF_ANY,
        open=component("register-open"),
        panels=_panels(modules),
        print=component("print-button", words=translate("register_print")),
        parts=parts(modules),
    )


def _panels(modules: list[Module]) -> list[Markup]:
    """Draw what the office can enter and set, each part closed."""
    signers = component("register-people", id="register-signer", legend=translate("register_paper_people"))
    leavers = component("register-people", id="register-leaver", legend=translate("register_leavers_who"))
    return [
        component("register-staff"),
        component("register-paper", modules=modules, people=signers),
        component("register-required", modules=modules),
        component("register-leavers", people=leavers),
    ]


def parts(modules: list[Module]) -> list[Markup]:
    """Draw the parts that are shown once there are records."""
    in_table = [value for value in OF_ROWS if value is not Standing.UNREADABLE]
    return [
        component("register-table", columns=_COLUMNS, modules=modules, standings=in_table),
        component("register-files"),
        component("register-due"),
        component("register-missing"),
        component("register-picture", modules=modules),
        component("register-clauses"),
    ]


def words() -> dict[str, str]:
    """The strings that the script shows and that the engine writes into the spreadsheet, by their names."""
    own = {key.removeprefix("register_"): text for key, text in strings().items() if key.startswith("register_say_")}
    engines = [f"standing_{value}" for value in OF_ROWS]
    engines += [key for key in strings() if key.startswith(_ENGINES) or key in ("yes", "no")]
    return own | {key: translate(key) for key in engines}
