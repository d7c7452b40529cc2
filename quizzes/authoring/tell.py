"""Read who to tell: for each entry the roles, how soon, and about what."""

from quizzes.authoring.fields import Field, Kind, Shape, words
from quizzes.authoring.source import Fields
from quizzes.engine.model import Role, Tell, When

MAX_ENTRIES = 4

_WHEN = Field(Kind.TEXT, "How soon: at-once or today. Leave it out only for who: [nobody].", False, values=words(When))
_ENTRY: Shape = {
    "who": Field(Kind.TEXTS, "Who to tell. Several roles mean that any one of them will do.", values=words(Role)),
    "when": _WHEN,
    "about": Field(Kind.TEXT, "What to tell them about. It completes the sentence: Tell the DSL about …"),
}

TELL = Field(
    Kind.OBJECTS,
    f"Who to tell, and about what: 1 to {MAX_ENTRIES} entries, the most urgent first.",
    shape=_ENTRY,
    replaces="who_to_tell",
)


def read_tell(owner: Fields) -> tuple[Tell, ...]:
    """Read who to tell in a scenario. If it has problems, they are reported."""
    written = [owner.source.fields(node, _ENTRY) for node in owner.nodes_of("tell")]
    if len(written) > MAX_ENTRIES:
        what = f'"tell" has {len(written)} entries, more than {MAX_ENTRIES}'
        owner.report("tell", what, "keep those that matter most")
    return tuple(_read_entry(fields) for fields in written)


def _read_entry(fields: Fields) -> Tell:
    roles = fields.texts("who")
    for index, node in enumerate(fields.nodes_of("who")):
        if roles[index] in roles[:index]:
            fields.source.report(node, f'role "{roles[index]}" is listed twice', "delete one of them")
    if roles and Role.NOBODY not in roles and not _has(fields, "when"):
        fields.report("when", 'field "when" is missing', f"add it: {_WHEN.help}")
    if roles == (Role.NOBODY,) and "when" in fields.nodes:
        fields.report("when", '"when" has no meaning where nobody is told', "delete it")
    if Role.NOBODY in roles and set(roles) != {Role.NOBODY}:
        fields.report("who", '"nobody" is listed beside other roles', "give it an entry of its own, or delete it")
    when = fields.text("when")
    return Tell(tuple(Role(role) for role in roles), fields.text("about"), When(when) if when else None)


def _has(fields: Fields, name: str) -> bool:
    """Return whether the author wrote a field, valid or not: an invalid one has been reported already."""
    return any(key.value == name for key, _ in fields.node.value)
