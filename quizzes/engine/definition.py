"""A module's definition: the fields that marking needs, without the words, which the page already has."""

from functools import lru_cache

from quizzes.engine.documents import codec
from quizzes.engine.model import Module
from quizzes.engine.parsing import parse, write
from quizzes.engine.parts import DEFINITION

_CACHE_SIZE = 64
"""Decoded definitions. A register sends the definitions of all modules with every batch of files."""


def encode_module(module: Module) -> str:
    """Write a module's definition as JSON, for the page to send back with each request."""
    return write(codec(Module, DEFINITION).write(module))


@lru_cache(_CACHE_SIZE)
def decode_module(definition: str) -> Module:
    """Read a definition. Raises WireError "malformed" if the text is not one."""
    module: Module = codec(Module, DEFINITION).read(parse(definition))
    return module
