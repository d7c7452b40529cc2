"""Read items: the fields of each interaction, and the functions that turn them into the model."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import yaml

from quizzes.authoring.fields import BASIS, CLAUSES, Field, Kind, Shape, words
from quizzes.authoring.pairs import PAIR, read_pairs
from quizzes.authoring.problems import nearest, quoted
from quizzes.authoring.source import Fields, report_duplicate_ids
from quizzes.authoring.stimulus import STIMULUS, read_stimulus
from quizzes.engine.model import Basis, Category, Grade, Interaction, Item, Option, Statement

_ITEM: Shape = {
    "id": Field(Kind.ID, "The item's id, unique in its scenario."),
    "interaction": Field(Kind.TEXT, "How it is answered.", values=words(Interaction)),
    "situation": Field(Kind.TEXT, "What has happened since the step before.", False),
    "stimulus": STIMULUS,
    "prompt": Field(Kind.TEXT, "The question."),
    "basis": replace(BASIS, help="What decides this item's grades, if not the scenario's basis.", required=False),
}
_TO = Field(Kind.ID, "The id of the next item. Without it the path ends here.", False)
_SUMMARY = Field(Kind.TEXT, "A summary of the item, shown after the feedback on each answer.", False)

_OWN_BASIS = replace(BASIS, help="What decides this grade, if not the item's basis.", required=False)

_OPTION: Shape = {
    "id": Field(Kind.ID, "The option's permanent id: not a letter or a position, so that options can be moved."),
    "grade": Field(Kind.TEXT, "How good the option is. Every item needs a best option.", values=words(Grade)),
    "text": Field(Kind.TEXT, "What the reader can select: something that a sensible colleague might do."),
    "feedback": Field(Kind.TEXT, "What would happen next, why it has this grade, and which clause says so."),
    "already_done": Field(
        Kind.TEXT,
        "What readers should do now if they have done this already. Only for poor and harmful options.",
        False,
    ),
    "clauses": CLAUSES,
    "basis": _OWN_BASIS,
    "to": replace(_TO, help="The id of the next item if this option is selected. Without it the path ends here."),
}
_GRADE_OF_TICK = Field(
    Kind.TEXT,
    "best: should be selected; poor: should not be selected; harmful: harmful if selected.",
    values=(Grade.BEST.value, Grade.POOR.value, Grade.HARMFUL.value),
)
_TICK: Shape = {name: field for name, field in _OPTION.items() if name != "to"} | {"grade": _GRADE_OF_TICK}

_CATEGORY: Shape = {
    "id": Field(Kind.ID, "The category's id, unique in its item."),
    "text": Field(Kind.TEXT, "The category's name, in a word or two."),
}
_STATEMENT: Shape = {
    "id": Field(Kind.ID, "The statement's id, unique in its item."),
    "text": Field(Kind.TEXT, "The statement that the reader puts under a category."),
    "grades": Field(Kind.OBJECT, "The grade for each category, by its id.", values=words(Grade)),
    "feedback": Field(Kind.TEXT, "Why, and which clause says so. It is shown whichever category was chosen."),
    "clauses": CLAUSES,
    "basis": _OWN_BASIS,
}

_CHOICE: Shape = {
    **_ITEM,
    "options": Field(Kind.OBJECTS, "Three to five options, alike in length and grammar.", shape=_OPTION, at_least=2),
}
_MULTIPLE: Shape = {
    **_ITEM,
    "options": Field(Kind.OBJECTS, "The options to tick, right and wrong ones mixed.", shape=_TICK),
    "feedback": _SUMMARY,
    "to": _TO,
}
_ORDER: Shape = {
    **_ITEM,
    "options": Field(
        Kind.OBJECTS, "The steps in a good order, then those to leave out. Readers see them shuffled.", shape=_TICK
    ),
    "pairs": Field(Kind.OBJECTS, "The critical pairs: which step must come before which.", shape=PAIR),
    "feedback": _SUMMARY,
    "to": _TO,
}
_MATCH: Shape = {
    **_ITEM,
    "categories": Field(Kind.OBJECTS, "Two to four categories to put statements under.", shape=_CATEGORY, at_least=2),
    "statements": Field(Kind.OBJECTS, "Five to eight statements, in mixed order.", shape=_STATEMENT),
    "feedback": _SUMMARY,
    "to": _TO,
}


def shape_of(node: yaml.Node) -> Shape:
    """Return the fields of an item's interaction. If that is missing or unknown, return those of all interactions."""
    interaction = _interaction_of(node) if isinstance(node, yaml.MappingNode) else Interaction.CHOICE
    if interaction in ITEMS:
        return ITEMS[interaction]
    every = {name: field for shape in ITEMS.values() for name, field in shape.items()}
    return {name: replace(field, required=field.required and name in _ITEM) for name, field in every.items()}


def read_item(fields: Fields, clauses: Collection[str]) -> Item:
    """Read one item. ``clauses`` are the ids that may be cited. If it has problems, they are reported."""
    # An unknown interaction has been reported already. Checking it as a choice finds mistakes in its options.
    interaction = Interaction(fields.text("interaction") or Interaction.CHOICE)
    item = Item(
        id=fields.text("id"),
        interaction=interaction,
        to=fields.text("to") or None,
        prompt=fields.text("prompt"),
        situation=fields.text("situation"),
        stimulus=read_stimulus(fields),
        feedback=fields.text("feedback"),
        basis=_read_basis(fields),
    )
    return _READERS[interaction](fields, item, clauses)


def _read_choice(fields: Fields, item: Item, clauses: Collection[str]) -> Item:
    return replace(item, options=_read_options(_options(fields, _OPTION), clauses))


def _read_multiple(fields: Fields, item: Item, clauses: Collection[str]) -> Item:
    return replace(item, options=_read_options(_options(fields, _TICK), clauses))


def _read_order(fields: Fields, item: Item, clauses: Collection[str]) -> Item:
    options = _options(fields, _TICK)
    return replace(item, options=_read_options(options, clauses), pairs=read_pairs(fields, options))


def _read_match(fields: Fields, item: Item, clauses: Collection[str]) -> Item:
    source = fields.source
    categories = [source.fields(node, _CATEGORY) for node in fields.nodes_of("categories")]
    report_duplicate_ids(categories, "category", "item")
    statements = [source.fields(node, _STATEMENT) for node in fields.nodes_of("statements")]
    report_duplicate_ids(statements, "statement", "item")
    known = categories and all("id" in category.nodes for category in categories)
    shape = {category.text("id"): _grade_of(category.text("text")) for category in categories} if known else {}
    return replace(
        item,
        categories=tuple(Category(category.text("id"), category.text("text")) for category in categories),
        statements=tuple(_read_statement(statement, shape, clauses) for statement in statements),
    )


def _grade_of(category: str) -> Field:
    return Field(Kind.TEXT, f"the grade for “{category}”.", values=words(Grade))


def _read_statement(fields: Fields, shape: Shape, clauses: Collection[str]) -> Statement:
    grades: dict[str, Grade] = {}
    if "grades" in fields.nodes and shape:
        read = fields.source.fields(fields.nodes["grades"], shape, "category")
        grades = {name: Grade(read.text(name)) for name in read.nodes}
        if len(grades) == len(shape) and Grade.BEST not in grades.values():
            fields.report("grades", "no category is graded best", "grade one of them `best`")
    return Statement(
        id=fields.text("id"),
        grades=grades,
        clauses=_read_clauses(fields, clauses),
        text=fields.text("text"),
        feedback=fields.text("feedback"),
        basis=_read_basis(fields),
    )


_READERS: dict[Interaction, Callable[[Fields, Item, Collection[str]], Item]] = {
    Interaction.CHOICE: _read_choice,
    Interaction.MULTIPLE: _read_multiple,
    Interaction.ORDER: _read_order,
    Interaction.MATCH: _read_match,
}

ITEMS: dict[str, Shape] = {
    Interaction.CHOICE.value: _CHOICE,
    Interaction.MULTIPLE.value: _MULTIPLE,
    Interaction.ORDER.value: _ORDER,
    Interaction.MATCH.value: _MATCH,
}


def _options(fields: Fields, shape: Shape) -> list[Fields]:
    options = [fields.source.fields(node, shape) for node in fields.nodes_of("options")]
    report_duplicate_ids(options, "option", "item")
    if options and all("grade" in option.nodes for option in options):
        grades = [option.text("grade") for option in options]
        if Grade.BEST not in grades:
            fields.report("options", "no option is graded best", "give one of them `grade: best`")
    return options


def _read_options(options: Sequence[Fields], clauses: Collection[str]) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=option.text("id"),
            grade=Grade(option.text("grade") or Grade.POOR),  # a missing grade has been reported already
            clauses=_read_clauses(option, clauses),
            to=option.text("to") or None,
            text=option.text("text"),
            feedback=option.text("feedback"),
            basis=_read_basis(option),
            already_done=_read_already_done(option),
        )
        for option in options
    )


def _read_already_done(option: Fields) -> str:
    if "already_done" in option.nodes and option.text("grade") in (Grade.BEST, Grade.ACCEPTABLE):
        what = f'"already_done" is only for poor and harmful options, and this one is {option.text("grade")}'
        option.report("already_done", what, "delete it, or change the grade")
    return option.text("already_done")


def _read_basis(fields: Fields) -> Basis | None:
    return Basis(fields.text("basis")) if "basis" in fields.nodes else None


def _read_clauses(fields: Fields, clauses: Collection[str]) -> tuple[str, ...]:
    for node in fields.nodes_of("clauses"):
        name = str(node.value).strip()
        if name not in clauses:
            fields.source.report(node, f"clause {quoted(name)} is not in the guidance", nearest(name, clauses))
    return fields.texts("clauses")


def _interaction_of(node: yaml.MappingNode) -> str:
    return next((str(value.value).strip() for key, value in node.value if key.value == "interaction"), "")
