"""Parse and write JSON as the engine does. Any text that cannot be parsed raises WireError "malformed"."""

import json
from typing import Any

from quizzes.engine.errors import WireError

# Levels of nesting. In the browser Python's own limit comes too late: the JavaScript stack overflows at about 5,000
# and takes the engine with it. Our own documents have at most ten levels.
MAX_DEPTH = 1000


def parse(text: str) -> Any:
    """Parse JSON. An object with a duplicate name is refused, because one of its values would be lost."""
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise WireError("malformed", f"nested more than {MAX_DEPTH} levels deep")
    try:
        return json.loads(text, object_pairs_hook=_object_of)
    except (ValueError, RecursionError) as error:
        raise WireError("malformed", f"not JSON: {error}") from None


def write(value: object) -> str:
    """Write a value as compact JSON on one line."""
    return json.dumps(value, separators=(",", ":"))


def write_file(value: object) -> str:
    """Write a value as JSON for people to read: indented, with non-ASCII characters unescaped."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def canonical(value: object) -> bytes:
    """Write a value as canonical JSON, for digests: compact, names sorted, ASCII only."""
    return _CANONICAL.encode(value).encode("ascii")


# Parsed JSON and written documents have no circular references, so the check would only cost time.
_CANONICAL = json.JSONEncoder(separators=(",", ":"), sort_keys=True, check_circular=False)


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("an object has the same name twice")
    return content


def _depth(text: str) -> int:
    """The deepest level of brackets, ignoring brackets inside strings."""
    depth = deepest = 0
    for number, part in enumerate(text.replace("\\\\", "").replace('\\"', "").split('"')):
        for bracket in part if number % 2 == 0 else "":
            depth += (bracket in "[{") - (bracket in "]}")
            deepest = max(deepest, depth)
    return deepest
