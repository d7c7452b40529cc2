"""Component templates: each is given the model, and the HTML of the components that stand inside it.

Templates never include one another. An interaction's template has a macro for each place of an item: ``fields``
(inside the form), ``on_paper`` (the same to fill in with a pen), ``answer`` (before a part's feedback) and, where it
needs them, ``pair``, ``tally`` and ``together``.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import ascii_uppercase

import material
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizzes.engine.model import Interaction, Item, Option, Statement
from quizzes.pages.authored import paragraphs, phrase
from quizzes.words.lookup import translate

COMPONENTS = Path(__file__).parent.parent / "components"
_ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"


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
        t=translate, icon=icon, paragraphs=paragraphs, phrase=phrase, mixed=mixed, lettered=lettered
    )
    return environment


def component(name: str, **context: object) -> Markup:
    """One component's HTML. It is well-formed XML too."""
    return Markup(_environment().get_template(f"{name}/template.html").render(context))


def macro(item: Item, name: str, *values: object) -> Markup:
    """The HTML that an interaction's own template makes for one place of an item; empty where it makes none."""
    template = _environment().get_template(f"{item.interaction.value}/template.html").module
    made = getattr(template, name, None)
    return Markup(made(item, *values)) if made else Markup()


def in_script(json: str) -> Markup:
    """Escape JSON for a script element, so that nothing in it ends the script or is read as an entity."""
    return Markup(json.replace("&", "\\u0026").replace("<", "\\u003c"))


def mixed(item: Item) -> list[Option]:
    """The options of *order* as they are shown: in an order that gives nothing away and outlives a change of one.

    That is by a hash of the ids, or backwards where that would happen to be a good order.
    """
    options = sorted(item.options, key=lambda option: sha256(f"{item.id} {option.id}".encode()).digest())
    place = {option.id: index for index, option in enumerate(options)}
    good = all(place[pair.first] < place[pair.then] for pair in item.pairs)
    return options[::-1] if good else options


def lettered(item: Item) -> dict[str, Option | Statement]:
    """The options or statements as they are shown, each by the letter that it has on paper: A, B, C and so on.

    An item with more parts than there are letters raises ValueError.
    """
    parts = mixed(item) if item.interaction is Interaction.ORDER else item.parts
    return dict(zip(ascii_uppercase[: len(parts)], parts, strict=True))
