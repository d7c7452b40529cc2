"""One item: for each interaction its fields, and the reader that makes the model of them."""

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
    "id": Field(Kind.ID, "Names the item within its scenario."),
    "interaction": Field(Kind.TEXT, "How it is answered.", values=words(Interaction)),
    "situation": Field(Kind.TEXT, "What has happened since the step before.", False),
    "stimulus": STIMULUS,
    "prompt": Field(Kind.TEXT, "The question."),
    "basis": replace(
        BASIS, help="What decides these grades, where it is not what decides the scenario's.", required=False
    ),
}
_TO = Field(Kind.ID, "The item that follows. Without it the path ends here.", False)
_TOGETHER = Field(Kind.TEXT, "What ties the answers together, shown after each one's own feedback.", False)

_OWN_BASIS = replace(BASIS, help="What decides this grade, where it is not what decides the others.", required=False)

_OPTION: Shape = {
    "id": Field(Kind.ID, "Names the option for good: never a letter or a position, so that options can be moved."),
    "grade": Field(Kind.TEXT, "How good it is. Every item has a best option.", values=words(Grade)),
    "text": Field(Kind.TEXT, "What the reader can select: something a sensible colleague might do."),
    "feedback": Field(Kind.TEXT, "What would happen next, why this grade, which clause says so."),
    "clauses": CLAUSES,
    "basis": _OWN_BASIS,
    "to": replace(_TO, help="The item that follows when this is selected. Without it the path ends here."),
}
_NOT_ACCEPTABLE = Field(
    Kind.TEXT,
    "best: to be selected; poor: to be left; harmful: harmful if selected.",
    values=(Grade.BEST.value, Grade.POOR.value, Grade.HARMFUL.value),
)
_TICK: Shape = {name: field for name, field in _OPTION.items() if name != "to"} | {"grade": _NOT_ACCEPTABLE}

_CATEGORY: Shape = {
    "id": Field(Kind.ID, "Names the category within its item."),
    "text": Field(Kind.TEXT, "What the reader puts a statement under; a word or two."),
}
_STATEMENT: Shape = {
    "id": Field(Kind.ID, "Names the statement within its item."),
    "text": Field(Kind.TEXT, "What is to be put under a category."),
    "grades": Field(Kind.OBJECT, "The grade of every category, by its id.", values=words(Grade)),
    "feedback": Field(Kind.TEXT, "Why, and which clause says so; right to read whichever category was chosen."),
    "clauses": CLAUSES,
    "basis": _OWN_BASIS,
}

_CHOICE: Shape = {**_ITEM, "options": Field(Kind.OBJECTS, "Three to five, alike in length and grammar.", shape=_OPTION)}
_MULTIPLE: Shape = {
    **_ITEM,
    "options": Field(Kind.OBJECTS, "All that could be ticked, mixed.", shape=_TICK),
    "feedback": _TOGETHER,
    "to": _TO,
}
_ORDER: Shape = {
    **_ITEM,
    "options": Field(Kind.OBJECTS, "The steps in a good order, then what to leave out; shown mixed.", shape=_TICK),
    "pairs": Field(Kind.OBJECTS, "The critical pairs: what has to come before what.", shape=PAIR),
    "feedback": _TOGETHER,
    "to": _TO,
}
_MATCH: Shape = {
    **_ITEM,
    "categories": Field(Kind.OBJECTS, "What a statement can be put under: two to four.", shape=_CATEGORY),
    "statements": Field(Kind.OBJECTS, "What is put under them: five to eight, mixed.", shape=_STATEMENT),
    "feedback": _TOGETHER,
    "to": _TO,
}


def shape_of(node: yaml.Node) -> Shape:
    """The fields that an item may have, by its interaction; all there are, where that cannot be read."""
    named = _named(node) if isinstance(node, yaml.MappingNode) else Interaction.CHOICE
    if named in ITEMS:
        return ITEMS[named]
    every = {name: field for shape in ITEMS.values() for name, field in shape.items()}
    return {name: replace(field, required=field.required and name in _ITEM) for name, field in every.items()}


def read_item(fields: Fields, clauses: Collection[str]) -> Item:
    """Read one item. ``clauses``: the ids that may be cited. With problems noted, it is not what was meant."""
    # An unknown interaction has been reported already; its options are still worth checking as a choice's.
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
    categories = [source.fields(each, _CATEGORY) for each in fields.each("categories")]
    report_duplicate_ids(categories, "category", "item")
    statements = [source.fields(each, _STATEMENT) for each in fields.each("statements")]
    report_duplicate_ids(statements, "statement", "item")
    known = categories and all("id" in each.nodes for each in categories)
    shape = {each.text("id"): _grade_of(each.text("text")) for each in categories} if known else {}
    return replace(
        item,
        categories=tuple(Category(each.text("id"), each.text("text")) for each in categories),
        statements=tuple(_read_statement(each, shape, clauses) for each in statements),
    )


def _grade_of(category: str) -> Field:
    return Field(Kind.TEXT, f"the grade of “{category}”.", values=words(Grade))


def _read_statement(fields: Fields, shape: Shape, clauses: Collection[str]) -> Statement:
    grades: dict[str, Grade] = {}
    if "grades" in fields.nodes and shape:
        read = fields.source.fields(fields.nodes["grades"], shape, "category")
        grades = {name: Grade(read.text(name)) for name in read.nodes}
        if len(grades) == len(shape) and Grade.BEST not in grades.values():
            fields.report("grades", "no category is graded best", "give one of them `best`")
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
    options = [fields.source.fields(each, shape) for each in fields.each("options")]
    report_duplicate_ids(options, "option", "item")
    if options and all("grade" in each.nodes for each in options):
        grades = [each.text("grade") for each in options]
        if Grade.BEST not in grades:
            fields.report("options", "no option is graded best", "give one of them `grade: best`")
    return options


def _read_options(options: Sequence[Fields], clauses: Collection[str]) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=each.text("id"),
            grade=Grade(each.text("grade") or Grade.POOR),  # a missing grade has been reported already
            clauses=_read_clauses(each, clauses),
            to=each.text("to") or None,
            text=each.text("text"),
            feedback=each.text("feedback"),
            basis=_read_basis(each),
        )
        for each in options
    )


def _read_basis(fields: Fields) -> Basis | None:
    return Basis(fields.text("basis")) if "basis" in fields.nodes else None


def _read_clauses(fields: Fields, clauses: Collection[str]) -> tuple[str, ...]:
    for node in fields.each("clauses"):
        name = str(node.value).strip()
        if name not in clauses:
            fields.source.report(node, f"clause {quoted(name)} is not in the guidance", nearest(name, clauses))
    return fields.texts("clauses")


def _named(node: yaml.MappingNode) -> str:
    return next((str(value.value).strip() for key, value in node.value if key.value == "interaction"), "")
