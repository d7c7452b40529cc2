"""What a document's declaration says in its source: the docstring below each field, which Python itself throws away."""

import ast
import inspect
from functools import cache
from textwrap import dedent


@cache
def field_docs(kind: type) -> dict[str, str]:
    """The docstrings of a dataclass's fields, by their names, each on one line; fields without one are left out."""
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
