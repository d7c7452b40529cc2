"""Runs in the browser's Python while the image is built (see boot.cjs): loads the engine and asks it something.

``answer`` is what the worker calls. prepare.json has the modules to load, and requests with the replies to expect.
"""

import gc
import json
import sys
from importlib import import_module
from types import ModuleType


def _no_signature(*_: object, **__: object) -> None:
    raise ValueError


# dataclasses imports inspect, which imports what it takes to parse Python: a tenth of the image. It needs little of it,
# and it expects a ValueError where a signature cannot be had.
inspect = ModuleType("inspect")
inspect.get_annotations = lambda kind: vars(kind).get("__annotations__", {})  # type: ignore[attr-defined]
inspect.unwrap = lambda function: function  # type: ignore[attr-defined]
inspect.signature = _no_signature  # type: ignore[attr-defined]
sys.modules["inspect"] = inspect

from quizzes.engine.api import handle  # noqa: E402  # after the line above
from quizzes.engine.errors import WireError  # noqa: E402


def answer(request: str) -> str:
    """Return "=" and the reply, or "!", the WireError's name, a space and what went wrong. Raises nothing."""
    try:
        return f"={handle(request)}"
    except BaseException as error:
        name = error.name if isinstance(error, WireError) else ""
        kind = type(error)
        refusal = f"!{name} {kind.__module__}.{kind.__qualname__}: {error}"
        return refusal.encode(errors="backslashreplace").decode()  # UTF-8 has no lone surrogates


with open("/prepare.json", encoding="utf-8") as file:  # noqa: PTH123  # pathlib would come into the image too
    plan = json.load(file)
for module in plan["modules"]:
    import_module(module)
# The browser has no files, so nothing can be imported there. What is forgotten fails below, and stops the build.
sys.meta_path.clear()
sys.path_importer_cache.clear()
for request, expected in plan["requests"]:
    reply = answer(request)
    if reply != expected:
        raise SystemExit(f"Python for browsers answered {reply!r}, where this Python answered {expected!r}")
del plan, file, module, request, expected, reply, ModuleType, import_module, json
gc.collect()
