"""What each component declares in its component.yaml, beside its examples: the parameters of its template.

An interaction declares the macros of its template instead. A component whose template takes nothing declares
``params: {}``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from markupsafe import Markup

from quizzes.authoring.problems import nearest

COMPONENTS = Path(__file__).parent.parent / "components"
FILE = "component.yaml"

MACROS = {
    "fields": "the question, inside the form",
    "on_paper": "the question, to be answered with a pen",
    "pair": "the words of a critical pair, before its feedback",
    "answer": "the words of an option or statement, before its feedback",
    "tally": "how many parts are right, acceptable, missed and wrong, with gaps for the script to fill",
    "together": "what is said about all parts together",
}
"""The places of an item that an interaction's macros draw.

Each macro gets the ``item``. ``key`` is unique in the page and begins the ids of the fields; ``option``, ``statement``
and ``pair`` are the part; ``letters`` are the parts' letters on paper, by the parts' ids.
"""

CHECKED: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "html": (Markup,),  # any other string would be escaped
    "list": (Collection,),
    "mapping": (Mapping,),
}
"""The types that are checked. Any other names classes of the model, in whose place an example may have a mapping."""


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a template. An optional one may be left out or None."""

    type: str
    description: str
    optional: bool = False

    def accepts(self, value: object) -> bool:
        """Whether a value is of the declared type."""
        if value is None:
            return self.optional
        if self.type in ("integer", "list") and isinstance(value, bool | str | Mapping):
            return False
        return self.type not in CHECKED or isinstance(value, CHECKED[self.type])


@dataclass(frozen=True, slots=True)
class Declaration:
    """A component's parameters, by name, or an interaction's macros with the names of their arguments."""

    params: Mapping[str, Param] = field(default_factory=dict)
    macros: Mapping[str, list[str]] = field(default_factory=dict)


@cache
def declaration(component: str) -> Declaration:
    """Read what a component declares."""
    text = (COMPONENTS / component / FILE).read_text(encoding="utf-8")
    # The examples come last. A build does not need them, and they are much longer.
    declared = yaml.load(text.partition("\nexamples:")[0], yaml.CSafeLoader)
    params = {name: Param(**fields) for name, fields in declared.get("params", {}).items()}
    return Declaration(params, declared.get("macros", {}))


def checked(component: str, arguments: Mapping[str, object]) -> dict[str, object]:
    """The arguments that a template gets: those given, and None for each optional one that is left out.

    Raises TypeError if one is unknown, missing or of another type than the component declares.
    """
    params = declaration(component).params
    for name in arguments:
        if name not in params:
            raise TypeError(f'component "{component}" has no parameter "{name}"; {nearest(name, params)}')
    for name, param in params.items():
        if name not in arguments and not param.optional:
            raise TypeError(f'component "{component}" needs "{name}": {param.description}')
        if not param.accepts(value := arguments.get(name)):
            wanted = f"{param.type} or None" if param.optional else param.type
            raise TypeError(f'"{name}" of component "{component}" must be {wanted}, not {value!r:.80}')
    return {**dict.fromkeys(params), **arguments}
