"""The register of records, for a school's office: the empty page, and the strings that its script needs.

In the browser, the engine checks the records that are dropped on the page, and the script fills in the results.
"""

import json

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.definition import encode_module
from quizzes.engine.model import Module
from quizzes.engine.records.checking import Status
from quizzes.pages.components import component, in_script
from quizzes.pages.links import clause_href, scenario_href
from quizzes.words.lookup import strings, translate

_COLUMNS = ("name", "role", "reference", "module", "date", "passed", "due", "status")

_ICONS = {
    Status.HOLDS: "check-circle",
    Status.RETAKE: "update",
    Status.ALTERED: "alert-octagon",
    Status.UNREADABLE: "file-question-outline",
}

# The state of one module for one person. "none" has no icon: its word is enough.
_STATES = {
    "passed": "check-circle",
    "due": "clock-alert-outline",
    "retake": "update",
    "not_passed": "alert",
    "altered": "alert-octagon",
    "none": "",
}


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
        badges=badges(),
        staff=component("register-staff"),
        print=component("print-button", words=translate("register_print")),
        parts=parts(modules),
    )


def parts(modules: list[Module]) -> list[Markup]:
    """Draw the parts that are shown once there are records."""
    statuses = [(status, translate(f"status_{status}")) for status in Status if status != Status.UNREADABLE]
    return [
        component("register-table", columns=_COLUMNS, modules=modules, statuses=statuses),
        component("register-files"),
        component("register-due"),
        component("register-missing"),
        component("register-picture", modules=modules),
        component("register-clauses"),
    ]


def words() -> dict[str, str]:
    """The strings that the script shows and that the engine writes into the spreadsheet, by their names."""
    own = {key.removeprefix("register_"): text for key, text in strings().items() if key.startswith("register_say_")}
    engines = [f"status_{status}" for status in Status]
    engines += [key for key in strings() if key.startswith(("column_", "reason_")) or key in ("yes", "no")]
    return own | {key: translate(key) for key in engines}


def badges() -> list[tuple[str, str, str]]:
    """Each status and state: its name, the name of its icon, which may be empty, and its word."""
    return [
        *((status, icon, translate(f"status_{status}")) for status, icon in _ICONS.items()),
        *((f"state_{state}", icon, translate(f"register_state_{state}")) for state, icon in _STATES.items()),
    ]
