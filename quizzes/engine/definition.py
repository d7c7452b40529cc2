"""A module's definition: what marking needs of it, without its words, which the page already has."""

from functools import lru_cache

from quizzes.engine.documents import codec
from quizzes.engine.model import DEFINITION, Module
from quizzes.engine.parsing import parse, write

_KEPT = 64
"""Decoded definitions that are kept, at most: a register asks for all modules again with every batch of files."""


def encode_module(module: Module) -> str:
    """The module's definition for the page: what ``decode_module`` reads back."""
    return write(codec(Module, DEFINITION).write(module))


@lru_cache(_KEPT)
def decode_module(definition: str) -> Module:
    """Read a definition. Raises WireError "malformed" for any other text."""
    module: Module = codec(Module, DEFINITION).read(parse(definition))
    return module
