"""Component templates. Each gets the model, and the HTML of the components inside it, as its declared parameters.

Templates never include one another. An interaction's template has macros instead, one for each place in an item.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import ascii_uppercase

import material
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizzes.engine.model import Interaction, Item, Option, Statement
from quizzes.pages.authored import paragraphs, phrase
from quizzes.pages.declarations import COMPONENTS, MACROS, checked, declaration
from quizzes.pages.wording import NUMBER, counted, say

_ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"


@lru_cache
def icon(name: str) -> Markup:
    """A Material Design icon, inline and hidden from screen readers, because the word beside it says the same."""
    svg = (_ICONS / f"{name}.svg").read_text(encoding="utf-8").strip()
    return Markup(
        svg.replace(' xmlns="http://www.w3.org/2000/svg"', ' aria-hidden="true" class="icon" width="24" height="24"')
    )


@lru_cache
def environment(folder: Path = COMPONENTS) -> Environment:
    """Return what renders the templates in a folder: the components', or those of an export's own pages."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        t=say,
        counted=counted,
        NUMBER=NUMBER,
        icon=icon,
        paragraphs=paragraphs,
        phrase=phrase,
        mixed=mixed,
        lettered=lettered,
    )
    return made


def keep_compiled(folder: Path) -> None:
    """Keep compiled templates in a folder for later runs. Jinja compiles a template again once it has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    environment().bytecode_cache = FileSystemBytecodeCache(str(folder))


def component(name: str, /, **arguments: object) -> Markup:
    """Draw a component as HTML that is well-formed XML too.

    Raises TypeError if the arguments are not those that its component.yaml declares.
    """
    return Markup(environment().get_template(f"{name}/template.html").render(checked(name, arguments)))


def macro(item: Item, place: str, *values: object) -> Markup:
    """Draw one place of an item with the macro of its interaction; empty if the interaction declares none.

    ``place`` is one of MACROS.
    """
    assert place in MACROS, place
    name = item.interaction.value
    if place not in declaration(name).macros:
        return Markup()
    draw = getattr(environment().get_template(f"{name}/template.html").module, place)
    return Markup(draw(item, *values))


def in_script(json: str) -> Markup:
    """Escape JSON for a script element, so that nothing in it ends the script or is read as an entity."""
    return Markup(json.replace("&", "\\u0026").replace("<", "\\u003c"))


def mixed(item: Item) -> list[Option]:
    """The options of *order* as readers see them, in an order that gives nothing away.

    They are sorted by a hash of their ids, so that changing one option moves no other. If that happens to be a good
    order, they are reversed.
    """
    options = sorted(item.options, key=lambda option: sha256(f"{item.id} {option.id}".encode()).digest())
    place = {option.id: index for index, option in enumerate(options)}
    good = all(place[pair.first] < place[pair.then] for pair in item.pairs)
    return options[::-1] if good else options


def lettered(item: Item) -> dict[str, Option | Statement]:
    """The options or statements in the order that readers see, by their letters on paper: A, B, C and so on.

    Raises ValueError for an item with more parts than the alphabet has letters.
    """
    parts = mixed(item) if item.interaction is Interaction.ORDER else item.parts
    return dict(zip(ascii_uppercase[: len(parts)], parts, strict=True))
