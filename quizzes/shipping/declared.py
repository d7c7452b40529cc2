"""Reads the docstrings below the fields of a dataclass, which Python itself discards."""

import ast
import inspect
from functools import cache
from textwrap import dedent


@cache
def field_docs(kind: type) -> dict[str, str]:
    """Return the docstrings of a dataclass's fields by field name, each on one line. Omits fields without one."""
    docs: dict[str, str] = {}
    for base in kind.__bases__:
        if base is not object:
            docs |= field_docs(base)
    (declaration,) = ast.parse(dedent(inspect.getsource(kind))).body
    assert isinstance(declaration, ast.ClassDef)
    name = ""
    for statement in declaration.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                pass
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                docs[name] = " ".join(text.split())
                name = ""
            case _:
                name = ""
    return docs
