"""JSON as the engine reads and writes it: every value is checked before anything is made of it.

What cannot be read raises WireError "malformed", whatever the text.
"""

import json
from typing import Any

from quizzes.engine.errors import WireError

# In the browser Python's own limit comes too late: the JavaScript stack is full at about 5,000, and then the
# engine is gone. Nothing of ours is nested more than ten deep.
MAX_DEPTH = 1000


def parse(text: str) -> Any:
    """The value of a text of JSON; a name that stands twice in one object is a mistake, for one would be lost."""
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise WireError("malformed", f"nested more than {MAX_DEPTH} deep")
    try:
        return json.loads(text, object_pairs_hook=_object_of)
    except (ValueError, RecursionError) as error:
        raise WireError("malformed", f"not JSON: {error}") from None


def write(value: object) -> str:
    """The value as JSON on one line, as short as it gets."""
    return json.dumps(value, separators=(",", ":"))


def write_file(value: object) -> str:
    """The value as JSON for people to look into: indented, with every letter as it is written."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def canonical(value: object) -> bytes:
    """The one way to write a value, for digests: names in order, nothing but ASCII."""
    return _CANONICAL.encode(value).encode("ascii")


# What was read or made for a file has no circles to be looked for.
_CANONICAL = json.JSONEncoder(separators=(",", ":"), sort_keys=True, check_circular=False)


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _depth(text: str) -> int:
    """How deep the brackets go, those inside of texts left out."""
    depth = deepest = 0
    for number, part in enumerate(text.replace("\\\\", "").replace('\\"', "").split('"')):
        for bracket in part if number % 2 == 0 else "":
            depth += (bracket in "[{") - (bracket in "]}")
            deepest = max(deepest, depth)
    return deepest
