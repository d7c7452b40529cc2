"""Documents: a dataclass declares what a JSON object holds, and its reader and its writer follow from that.

A field's type says what may stand in it: str, bool, int, float, a StrEnum, ``X | None``, ``tuple[X, ...]`` (a list),
``tuple[X, Y]`` (a list of that length), ``dict[K, X]``, another dataclass, or ``Any``. ``Annotated`` adds rules and
marks. A dataclass with ``AS_LIST = True`` is written as the list of its fields' values.

Readers are strict: an object has every field and no other. They take what parsing.py makes of a text.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeAliasType, dataclass_transform, get_args, get_origin, get_type_hints

from quizzes.engine.errors import WireError

type Convert = Callable[[Any], Any]


class Codec(NamedTuple):
    """``read`` makes a value of what JSON holds, or raises MismatchError; ``write`` is the reverse."""

    read: Convert
    write: Convert


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What a value must be, beside being of its type.

    ``holds`` returns something true for a value that keeps the rule; ``expected`` completes "score must be …";
    ``schema`` is as much of the rule as a JSON schema can say.
    """

    holds: Callable[[Any], object]
    expected: str
    schema: dict[str, Any] = field(default_factory=dict)


class Mark(NamedTuple):
    """Marks a field as belonging to one part of a document; ``if_filled``: only where its value is not empty."""

    part: str
    if_filled: bool = False


class Member(NamedTuple):
    """A field of a document: its name, its annotated type, and whether it is left out where it is empty."""

    name: str
    kind: Any
    if_filled: bool


class MismatchError(WireError):
    """A value is not what its declaration says; the detail names the place, such as "modules[0].score"."""

    def __init__(self, expected: str, place: str = "") -> None:
        super().__init__("malformed", f"{place.removeprefix('.') or 'the document'} must be {expected}")
        self.expected = expected
        self.place = place

    def inside(self, step: str | int) -> "MismatchError":
        """The same mismatch, with the place one level further out."""
        return MismatchError(
            self.expected, f"[{step}]{self.place}" if isinstance(step, int) else f".{step}{self.place}"
        )


@dataclass_transform()
def document[T](kind: type[T]) -> type[T]:
    """Make a class a dataclass that is quick to define and to fill, without the methods that no document needs."""
    return dataclass(eq=False, repr=False, match_args=False)(kind)


def members(kind: type, part: str = "") -> Iterator[Member]:
    """The fields of a dataclass that belong to a part, or all of them, in their order."""
    hints = get_type_hints(kind, include_extras=True)
    for name in (each.name for each in fields(kind)):
        marks = [note for note in notes_of(hints[name]) if isinstance(note, Mark) and note.part == part]
        if marks or not part:
            yield Member(name, hints[name], any(mark.if_filled for mark in marks))


def notes_of(kind: Any) -> tuple[Any, ...]:
    """The rules and marks of an annotated type."""
    kind = _named(kind)
    return kind.__metadata__ if get_origin(kind) is Annotated else ()


def _named(kind: Any) -> Any:
    return kind.__value__ if isinstance(kind, TypeAliasType) else kind


def bare(kind: Any) -> Any:
    """A type without its rules and marks."""
    kind = _named(kind)
    return kind.__origin__ if get_origin(kind) is Annotated else kind


def codec(kind: object, part: str = "") -> Codec:
    """The reader and writer of a type.

    With a ``part``, a dataclass has only the fields that carry a mark of it; the others keep their defaults.
    """
    return _kept(kind, part)


@cache
def _kept(kind: Any, part: str) -> Codec:
    found = _codec(bare(kind), part)
    rules = [note for note in notes_of(kind) if isinstance(note, Rule)]
    return Codec(_checking(found.read, rules, bare(kind)), found.write) if rules else found


def _checking(read: Convert, rules: list[Rule], kind: Any) -> Convert:
    first, *more = rules
    holds = first.holds
    plain = kind if kind in _EXPECTED and not more else None

    def read_checked(value: Any) -> Any:
        if type(value) is plain and holds(value):
            return value  # as nearly always, without a further call
        found = read(value)
        for rule in rules:
            if not rule.holds(found):
                raise MismatchError(rule.expected)
        return found

    return read_checked


def _codec(kind: Any, part: str) -> Codec:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return Codec(_same, _same)
    if kind in _EXPECTED:
        return _plain(kind)
    if origin is UnionType:
        return _optional(codec(next(each for each in inner if each is not NoneType), part))
    if origin is tuple:
        return (
            _list(codec(inner[0], part)) if inner[-1] is Ellipsis else _values(tuple, lambda found: found, inner, part)
        )
    if origin is dict:
        return _map(*(codec(each, part) for each in inner))
    if issubclass(kind, StrEnum):
        return _enum(kind)
    if getattr(kind, "AS_LIST", False):
        names = [member.name for member in members(kind, part)]
        kinds = [member.kind for member in members(kind, part)]
        return _values(lambda found: kind(*found), lambda value: [getattr(value, name) for name in names], kinds, part)
    return _object(kind, part)


def _same(value: Any) -> Any:
    return value


_EXPECTED = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


def _plain(kind: type) -> Codec:
    def read(value: Any) -> Any:
        if type(value) is kind:  # isinstance would take True for an int
            return value
        if kind is float and type(value) is int and abs(value) < 2**53:
            return float(value)
        raise MismatchError(_EXPECTED[kind])

    return Codec(read, float if kind is float else _same)  # 1 and 1.0 are one number: both are written as 1.0


def _enum(kind: type[StrEnum]) -> Codec:
    found = {member.value: member for member in kind}

    def read(value: Any) -> Any:
        if type(value) is str and value in found:
            return found[value]
        raise MismatchError(f"one of: {', '.join(found)}")

    return Codec(read, _same)


def _optional(some: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else some.read(value),
        _same if some.write is _same else lambda value: None if value is None else some.write(value),
    )


def _list(entry: Codec) -> Codec:
    read_entry = entry.read

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise MismatchError("a list")
        found = []
        try:
            for each in value:
                found.append(read_entry(each))
        except MismatchError as error:
            raise error.inside(len(found)) from None
        return tuple(found)

    return Codec(read, _same if entry.write is _same else lambda value: [entry.write(each) for each in value])


def _values(make: Convert, values: Convert, kinds: Iterable[Any], part: str) -> Codec:
    """A list with as many values as kinds: ``make`` makes the value of them, ``values`` takes it apart."""
    codecs = [codec(kind, part) for kind in kinds]

    def read(value: Any) -> Any:
        if type(value) is not list or len(value) != len(codecs):
            raise MismatchError(f"a list of {len(codecs)} values")
        found: list[Any] = []
        try:
            for each, one in zip(codecs, value, strict=True):
                found.append(each.read(one))
        except MismatchError as error:
            raise error.inside(len(found)) from None
        return make(found)

    return Codec(read, lambda value: [each.write(one) for each, one in zip(codecs, values(value), strict=True)])


def _map(key: Codec, entry: Codec) -> Codec:
    read_key, read_entry = key.read, entry.read

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise MismatchError("an object")
        found = {}
        name = ""
        try:
            for name, each in value.items():
                found[read_key(name)] = read_entry(each)
        except MismatchError as error:
            raise error.inside(name) from None
        return found

    def write(value: Any) -> Any:
        return {name: entry.write(each) for name, each in value.items()}

    return Codec(read, _same if entry.write is _same else write)


def _object(kind: type, part: str) -> Codec:
    declared = [(each.name, codec(each.kind, part), each.if_filled) for each in members(kind, part)]
    readers = [(name, content.read) for name, content, _ in declared]
    writers = [(name, content.write, if_filled) for name, content, if_filled in declared]
    names = {name for name, _ in readers}
    needed = {name for name, _, if_filled in declared if not if_filled}

    def read(value: Any) -> Any:
        if type(value) is not dict or (value.keys() != names and not needed <= value.keys() <= names):
            raise MismatchError(f"an object with the fields {', '.join(name for name, _ in readers)}")
        found = {}
        name = ""
        try:
            for name, read_field in readers:
                if name in value:
                    found[name] = read_field(value[name])
        except MismatchError as error:
            raise error.inside(name) from None
        return kind(**found)

    def write(value: Any) -> Any:
        found = {}
        for name, write_field, if_filled in writers:
            held = getattr(value, name)
            if held or not if_filled:
                found[name] = write_field(held)
        return found

    return Codec(read, write)
