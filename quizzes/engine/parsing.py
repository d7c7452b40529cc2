"""Parse and write JSON as the engine does. Any text that cannot be parsed raises WireError "malformed"."""

import json
from itertools import groupby
from typing import Any

from quizzes.engine.errors import WireError

# Levels of nesting. In the browser Python's own limit comes too late: the JavaScript stack overflows at about 5,000
# and takes the engine with it. Our own documents have at most ten levels.
MAX_DEPTH = 1000

# Names in one object. In the browser, Python's hashes are the same for everybody, so a stranger can make up names that
# all have the same one, and each takes as long as all before it. 10,000 such names take about a second. Our own
# documents have far fewer: a reader's progress has a name for each answer. See also FileFormat.max_names.
MAX_NAMES = 10_000


def parse(text: str) -> Any:
    """Parse JSON. An object with a duplicate name is refused, because one of its values would be lost.

    Parsing also compares the different names of all objects. So where strangers write a text, check ``has_more_names``
    first.
    """
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


def has_more_names(text: str, limit: int) -> bool:
    """Whether the objects of a JSON text have more than ``limit`` different names, together.

    The time only depends on the text's length, whatever the names' hashes are.
    """
    if "".join(_outside_strings(text)).count(":") <= limit:
        return False  # the usual case, kept fast
    # Two signs that no JSON text has take the place of what is escaped, so that different names stay different.
    parts = text.replace("\\\\", "\0").replace('\\"', "\1").split('"')
    names = sorted(name for name, after in zip(parts[1::2], parts[2::2], strict=False) if after.lstrip()[:1] == ":")
    return sum(1 for _ in groupby(names)) > limit


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_NAMES:
        raise ValueError(f"an object has more than {MAX_NAMES} names")
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("an object has the same name twice")
    return content


def _depth(text: str) -> int:
    """The deepest level of brackets, ignoring brackets inside strings."""
    depth = deepest = 0
    for part in _outside_strings(text):
        for bracket in part:
            depth += (bracket in "[{") - (bracket in "]}")
            deepest = max(deepest, depth)
    return deepest


def _outside_strings(text: str) -> list[str]:
    """Return the parts of a JSON text that are not in strings."""
    return text.replace("\\\\", "").replace('\\"', "").split('"')[::2]
