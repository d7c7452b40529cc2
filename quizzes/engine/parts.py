"""The parts that a field of the model can belong to. Its type says which: it is one of these aliases, or has no mark.

A module's *definition* is what marking needs. The words are left out of it, because the page has them already. A
scenario's *digest* covers every field whose change means that readers must retake the scenario. A field in neither may
change at any time.
"""

from typing import Annotated, TypeVar

from quizzes.engine.documents import Mark

DEFINITION = "definition"
DIGEST = "digest"

T = TypeVar("T")

Defined = Annotated[T, Mark(DEFINITION)]
"""In the definition, and not in the scenario's digest."""
Counted = Annotated[T, Mark(DIGEST)]
"""In the digest, even when empty. Only for fields of the first edition, whose digests must not change."""
CountedIfFilled = Annotated[T, Mark(DIGEST, if_filled=True)]
"""In the digest unless empty. Use it for every new field, so that scenarios without it keep their digest."""
IfFilled = Annotated[T, Mark("", if_filled=True)]
"""Left out of the whole document when empty. For a new field of a file that people keep."""
Marked = Annotated[T, Mark(DEFINITION), Mark(DIGEST)]
"""In the definition and the digest: marking needs it."""
DefinedIfFilled = Annotated[T, Mark(DEFINITION, if_filled=True)]
"""In the definition unless empty, and not in the digest."""
MarkedIfFilled = Annotated[T, Mark(DEFINITION, if_filled=True), Mark(DIGEST)]
"""In both, but left out of the definition when empty."""
