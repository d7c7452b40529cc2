"""Documents: a dataclass declares the fields of a JSON object, and ``codec`` derives its reader and writer.

A field is a str, bool, int, float, StrEnum, another dataclass, ``Any``, or made of these: ``X | None``, ``dict[K, X]``,
``tuple[X, ...]`` (a list) or ``tuple[X, Y]`` (a list of that length). ``Annotated`` adds rules and marks. A dataclass
with ``AS_LIST = True`` is written as the list of its fields' values.

Readers are strict: an object must have every field and no others. They take values that parsing.py has parsed.
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
    """``read`` turns parsed JSON into a value, or raises MismatchError; ``write`` is the reverse."""

    read: Convert
    write: Convert


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A constraint on a value, in addition to its type.

    ``holds`` returns something truthy for a valid value. ``expected`` completes the sentence "score must be …".
    ``schema`` expresses the rule as JSON Schema keywords, as far as those allow.
    """

    holds: Callable[[Any], object]
    expected: str
    schema: dict[str, Any] = field(default_factory=dict)


class Mark(NamedTuple):
    """Assigns a field to one part of a document; with ``if_filled``, only when its value is not empty."""

    part: str
    if_filled: bool = False


class DocumentField(NamedTuple):
    """A field of a document: its name, its annotated type, and whether it is left out when empty."""

    name: str
    kind: Any
    if_filled: bool


class MismatchError(WireError):
    """A value does not match its declaration. The detail names its place, such as "modules[0].score"."""

    def __init__(self, expected: str, place: str = "") -> None:
        super().__init__("malformed", f"{place.removeprefix('.') or 'the document'} must be {expected}")
        self.expected = expected
        self.place = place

    def inside(self, step: str | int) -> "MismatchError":
        """Return this mismatch with ``step``, a field's name or an index, put before its place."""
        return MismatchError(
            self.expected, f"[{step}]{self.place}" if isinstance(step, int) else f".{step}{self.place}"
        )


@dataclass_transform()
def document[T](kind: type[T]) -> type[T]:
    """Turn a class into a dataclass without the generated methods that documents don't use; defining it is faster."""
    return dataclass(eq=False, repr=False, match_args=False)(kind)


def declared_fields(kind: type, part: str = "") -> Iterator[DocumentField]:
    """Yield a dataclass's fields, or only those that belong to ``part``, in order of declaration."""
    hints = get_type_hints(kind, include_extras=True)
    for name in (declared.name for declared in fields(kind)):
        marks = [note for note in notes_of(hints[name]) if isinstance(note, Mark) and note.part == part]
        if marks or not part:
            yield DocumentField(name, hints[name], any(mark.if_filled for mark in marks))


def notes_of(kind: Any) -> tuple[Any, ...]:
    """Return the rules and marks of an annotated type."""
    kind = _named(kind)
    return kind.__metadata__ if get_origin(kind) is Annotated else ()


def _named(kind: Any) -> Any:
    return kind.__value__ if isinstance(kind, TypeAliasType) else kind


def bare(kind: Any) -> Any:
    """Return a type without its rules and marks."""
    kind = _named(kind)
    return kind.__origin__ if get_origin(kind) is Annotated else kind


def codec(kind: object, part: str = "") -> Codec:
    """Return the reader and writer of a type.

    With a ``part``, dataclasses are read and written with only the fields that belong to it; other fields keep their
    defaults.
    """
    return _cached_codec(kind, part)


@cache
def _cached_codec(kind: Any, part: str) -> Codec:
    unchecked = _codec(bare(kind), part)
    rules = [note for note in notes_of(kind) if isinstance(note, Rule)]
    return Codec(_checking(unchecked.read, rules, bare(kind)), unchecked.write) if rules else unchecked


def _checking(read: Convert, rules: list[Rule], kind: Any) -> Convert:
    first, *more = rules
    holds = first.holds
    plain = kind if kind in _EXPECTED and not more else None

    def read_checked(value: Any) -> Any:
        if type(value) is plain and holds(value):
            return value  # the usual case, kept fast
        result = read(value)
        for rule in rules:
            if not rule.holds(result):
                raise MismatchError(rule.expected)
        return result

    return read_checked


def _codec(kind: Any, part: str) -> Codec:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return Codec(_unchanged, _unchanged)
    if kind in _EXPECTED:
        return _plain(kind)
    if origin is UnionType:
        return _optional(codec(next(option for option in inner if option is not NoneType), part))
    if origin is tuple:
        return _list(codec(inner[0], part)) if inner[-1] is Ellipsis else _values(tuple, _unchanged, inner, part)
    if origin is dict:
        return _map(*(codec(argument, part) for argument in inner))
    if issubclass(kind, StrEnum):
        return _enum(kind)
    if getattr(kind, "AS_LIST", False):
        names = [field.name for field in declared_fields(kind, part)]
        kinds = [field.kind for field in declared_fields(kind, part)]
        return _values(
            lambda values: kind(*values), lambda value: [getattr(value, name) for name in names], kinds, part
        )
    return _object(kind, part)


def _unchanged(value: Any) -> Any:
    return value


_EXPECTED = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


def _plain(kind: type) -> Codec:
    def read(value: Any) -> Any:
        if type(value) is kind:  # isinstance would take True for an int
            return value
        if kind is float and type(value) is int and abs(value) < 2**53:
            return float(value)
        raise MismatchError(_EXPECTED[kind])

    return Codec(read, float if kind is float else _unchanged)  # 1 and 1.0 are equal, so both are written as 1.0


def _enum(kind: type[StrEnum]) -> Codec:
    by_value = {member.value: member for member in kind}

    def read(value: Any) -> Any:
        if type(value) is str and value in by_value:
            return by_value[value]
        raise MismatchError(f"one of: {', '.join(by_value)}")

    return Codec(read, _unchanged)


def _optional(some: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else some.read(value),
        _unchanged if some.write is _unchanged else lambda value: None if value is None else some.write(value),
    )


def _list(entry: Codec) -> Codec:
    read_entry = entry.read

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise MismatchError("a list")
        entries = []
        try:
            for content in value:
                entries.append(read_entry(content))
        except MismatchError as error:
            raise error.inside(len(entries)) from None
        return tuple(entries)

    def write(value: Any) -> Any:
        return [entry.write(content) for content in value]

    return Codec(read, _unchanged if entry.write is _unchanged else write)


def _values(make: Convert, values: Convert, kinds: Iterable[Any], part: str) -> Codec:
    """A list with one value for each kind: ``make`` builds the result from the values, ``values`` is the reverse."""
    codecs = [codec(kind, part) for kind in kinds]

    def read(value: Any) -> Any:
        if type(value) is not list or len(value) != len(codecs):
            raise MismatchError(f"a list of {len(codecs)} values")
        results: list[Any] = []
        try:
            for entry, content in zip(codecs, value, strict=True):
                results.append(entry.read(content))
        except MismatchError as error:
            raise error.inside(len(results)) from None
        return make(results)

    return Codec(
        read, lambda value: [entry.write(content) for entry, content in zip(codecs, values(value), strict=True)]
    )


def _map(key: Codec, entry: Codec) -> Codec:
    read_key, read_entry = key.read, entry.read

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise MismatchError("an object")
        entries = {}
        name = ""
        try:
            for name, content in value.items():
                entries[read_key(name)] = read_entry(content)
        except MismatchError as error:
            raise error.inside(name) from None
        return entries

    def write(value: Any) -> Any:
        return {name: entry.write(content) for name, content in value.items()}

    return Codec(read, _unchanged if entry.write is _unchanged else write)


def _object(kind: type, part: str) -> Codec:
    declared = [(field.name, codec(field.kind, part), field.if_filled) for field in declared_fields(kind, part)]
    readers = [(name, content.read) for name, content, _ in declared]
    writers = [(name, content.write, if_filled) for name, content, if_filled in declared]
    names = {name for name, _ in readers}
    required = {name for name, _, if_filled in declared if not if_filled}

    def read(value: Any) -> Any:
        if type(value) is not dict or (value.keys() != names and not required <= value.keys() <= names):
            raise MismatchError(f"an object with the fields {', '.join(name for name, _ in readers)}")
        values = {}
        name = ""
        try:
            for name, read_field in readers:
                if name in value:
                    values[name] = read_field(value[name])
        except MismatchError as error:
            raise error.inside(name) from None
        return kind(**values)

    def write(value: Any) -> Any:
        content = {}
        for name, write_field, if_filled in writers:
            field_value = getattr(value, name)
            if field_value or not if_filled:
                content[name] = write_field(field_value)
        return content

    return Codec(read, write)
