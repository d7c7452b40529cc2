"""Architecture rules, checked against the sources. Each rule is also shown to catch a made-up violation."""

import ast
import posixpath
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from tests import steadiness
from tests.sources import Rule, Violation, breaking, sources

MAX_LINES = 300


@cache
def imported(path: str, text: str) -> set[str]:
    """Return the dotted names of all modules and names that a Python file imports, at any depth."""
    if not path.endswith(".py"):
        return set()
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = path.removesuffix(".py").split("/")[: -node.level] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{module}.{name.name}" for name in node.names}
    return found


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@cache
def script(path: str, text: str) -> str:
    """Return a TypeScript file's text without its comments, or nothing for any other file."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL) if path.endswith(".ts") else ""


def engine_imports_only_stdlib(path: str, text: str) -> bool:
    """The engine imports the standard library and itself, and nothing else."""
    return not path.startswith("quizzes/engine/") or all(
        within(name, "quizzes.engine") or name.partition(".")[0] in sys.stdlib_module_names
        for name in imported(path, text)
    )


# Each folder of the package, with the other folders that it may import.
ROOMS: dict[str, set[str]] = {
    "engine": set(),
    "words": set(),
    "authoring": {"engine"},
    "pages": {"engine", "authoring", "words"},
    "writing": {"engine", "authoring", "pages"},
    "editions": {"engine", "authoring"},
    "shipping": {"engine", "authoring", "words", "pages", "editions"},
    "register": {"engine", "authoring", "words"},
}


def rooms_import_one_way(path: str, text: str) -> bool:
    """A folder of the package imports only itself and the folders that the table above allows."""
    _, room, *_ = [*path.split("/"), ""]
    if not path.startswith("quizzes/") or room not in ROOMS:
        return True
    allowed = [f"quizzes.{each}" for each in (room, *ROOMS[room])]
    return all(within(name, *allowed) for name in imported(path, text) if within(name, "quizzes"))


# The folders of the page's scripts, from the bottom up. Each may import itself and the folders before it.
SCRIPT_FOLDERS = (
    "quizzes/web/storage",
    "quizzes/web/engine",
    "quizzes/web/page",
    "quizzes/components",
    "quizzes/web/views",
    "quizzes/web/entries",
    "quizzes/shipping",  # scripts of exports
)


def script_folder(path: str) -> int:
    """Return the position of a path's folder in SCRIPT_FOLDERS, or -1."""
    return next((n for n, folder in enumerate(SCRIPT_FOLDERS) if path.startswith(f"{folder}/")), -1)


def scripts_import_one_way(path: str, text: str) -> bool:
    """A script imports from its own folder and those below it. A component never imports another component."""
    if not path.startswith("quizzes/"):
        return True
    specifiers = re.findall(r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", script(path, text))
    targets = [posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in specifiers]
    here = script_folder(path)
    return all(
        0 <= script_folder(target) <= here
        and not (here == script_folder(target) == SCRIPT_FOLDERS.index("quizzes/components"))
        for target in targets
    )


def only_main_imports_cli(path: str, text: str) -> bool:
    """Only ``__main__`` imports the command line, and the tests that run its commands or list them."""
    allowed = ("quizzes/__main__.py", "tests/commands.py", "tests/test_documents.py", "tests/browser/test_export.py")
    return path in allowed or not any(within(name, "quizzes.cli") for name in imported(path, text))


def only_the_adapter_imports_mkdocs(path: str, text: str) -> bool:
    """In the package, only mkdocs_plugin.py imports MkDocs, and nothing imports another builder."""
    mkdocs = [] if path == "quizzes/shipping/mkdocs_plugin.py" else ["mkdocs"]
    return not path.startswith("quizzes/") or not any(
        within(name, "properdocs", "zensical", *mkdocs) for name in imported(path, text)
    )


def nothing_imports_the_adapter(path: str, text: str) -> bool:
    """Nothing in the package imports the MkDocs adapter, so the package works without MkDocs."""
    return not path.startswith("quizzes/") or not any(
        within(name, "quizzes.shipping.mkdocs_plugin") for name in imported(path, text)
    )


def only_parsing_imports_json(path: str, text: str) -> bool:
    """In the engine, only parsing.py imports json, because it checks everything that it reads."""
    return (
        not path.startswith("quizzes/engine/")
        or path == "quizzes/engine/parsing.py"
        or not any(within(name, "json") for name in imported(path, text))
    )


def only_one_script_knows_python(path: str, text: str) -> bool:
    """Of the scripts, only python.ts calls Python's C API. None needs Pyodide's own script."""
    if not path.startswith("quizzes/"):
        return True
    code = script(path, text)
    calls_python = re.search(r"\bPy\w+_", code) and path != "quizzes/web/engine/python.ts"
    return not calls_python and "pyodide" not in code.lower()


def only_two_scripts_use_json(path: str, text: str) -> bool:
    """Only session.ts and register.ts in web/engine/ write requests and read replies.

    No other script touches JSON or a session.
    """
    return (
        not path.startswith("quizzes/")
        or path in ("quizzes/web/engine/session.ts", "quizzes/web/engine/register.ts")
        or not re.search(r"\bJSON\.|\boperation\b|\.session\b", script(path, text))
    )


def no_file_is_long(path: str, text: str) -> bool:
    """A file has 300 lines at most."""
    return len(text.splitlines()) <= MAX_LINES


def no_file_has_a_catch_all_name(path: str, text: str) -> bool:
    """No file is called utils, helpers or anything else that does not name its subject."""
    return Path(path).stem not in {"utils", "util", "helpers", "misc", "common"}


RULES: list[Rule] = [
    engine_imports_only_stdlib,
    rooms_import_one_way,
    scripts_import_one_way,
    only_main_imports_cli,
    only_the_adapter_imports_mkdocs,
    nothing_imports_the_adapter,
    only_parsing_imports_json,
    only_one_script_knows_python,
    only_two_scripts_use_json,
    no_file_is_long,
    no_file_has_a_catch_all_name,
    *steadiness.RULES,
]

VIOLATIONS: list[Violation] = [
    (engine_imports_only_stdlib, "quizzes/engine/model.py", "import yaml"),
    (engine_imports_only_stdlib, "quizzes/engine/model.py", "from quizzes.authoring.source import Source"),
    (engine_imports_only_stdlib, "quizzes/engine/model.py", "from quizzes import authoring"),
    (engine_imports_only_stdlib, "quizzes/engine/model.py", "from ..authoring import source"),
    (engine_imports_only_stdlib, "quizzes/engine/model.py", "def f():\n    import pyodide.ffi"),
    (rooms_import_one_way, "quizzes/authoring/source.py", "from quizzes.pages import module"),
    (rooms_import_one_way, "quizzes/authoring/source.py", "from quizzes.cli import check"),
    (rooms_import_one_way, "quizzes/authoring/source.py", "from .. import pages"),
    (rooms_import_one_way, "quizzes/pages/module.py", "from quizzes.shipping import bundle"),
    (rooms_import_one_way, "quizzes/pages/module.py", "from quizzes.register import rows"),
    (rooms_import_one_way, "quizzes/words/lookup.py", "from quizzes.pages.grades import grade"),
    (only_main_imports_cli, "quizzes/pages/module.py", "from quizzes.cli import check"),
    (only_main_imports_cli, "tests/test_cli.py", "from quizzes import cli"),
    (only_the_adapter_imports_mkdocs, "quizzes/pages/module.py", "from mkdocs.plugins import BasePlugin"),
    (only_the_adapter_imports_mkdocs, "quizzes/authoring/source.py", "import mkdocs"),
    (only_the_adapter_imports_mkdocs, "quizzes/shipping/zensical_adapter.py", "from zensical import build"),
    (nothing_imports_the_adapter, "quizzes/cli.py", "from quizzes.shipping.mkdocs_plugin import QuizzesPlugin"),
    (nothing_imports_the_adapter, "quizzes/cli.py", "from quizzes.shipping import mkdocs_plugin"),
    (only_parsing_imports_json, "quizzes/engine/session.py", "from json import loads"),
    (scripts_import_one_way, "quizzes/components/item/script.ts", 'import { read } from "../choice/script";'),
    (scripts_import_one_way, "quizzes/components/item/script.ts", 'import "../../components/choice/script";'),
    (scripts_import_one_way, "quizzes/components/item/script.ts", "await import('../choice/script')"),
    (scripts_import_one_way, "quizzes/components/item/script.ts", 'import { ItemView } from "../../web/views/item";'),
    (scripts_import_one_way, "quizzes/web/page/dom.ts", 'import { showSchool } from "../../components/school/script";'),
    (scripts_import_one_way, "quizzes/web/engine/engine.ts", 'import "../entries/client";'),
    (scripts_import_one_way, "quizzes/web/entries/client.ts", 'import "../../shipping/platform/report";'),
    (only_one_script_knows_python, "quizzes/web/engine/engine.ts", "await loadPyodide({})"),
    (only_one_script_knows_python, "quizzes/web/engine/python.ts", "declare const pyodide: unknown;"),
    (only_one_script_knows_python, "quizzes/web/entries/worker.ts", "image.PyObject_CallOneArg(answer, text);"),
    (only_two_scripts_use_json, "quizzes/web/views/item.ts", "const reply = JSON.parse(text);"),
    (only_two_scripts_use_json, "quizzes/web/views/item.ts", 'ask({ operation: "answer" })'),
    (only_two_scripts_use_json, "quizzes/web/storage/store.ts", "const { log } = reply.session;"),
    (only_two_scripts_use_json, "quizzes/web/entries/register.ts", 'engine.ask({ operation: "check" })'),
    (no_file_is_long, "quizzes/pages/module.py", "x = 1\n" * 301),
    (no_file_has_a_catch_all_name, "quizzes/pages/utils.py", ""),
    (no_file_has_a_catch_all_name, "quizzes/web/utils.ts", ""),
    *steadiness.VIOLATIONS,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_source_keeps_the_rule(rule: Rule) -> None:
    """No source file breaks the rule."""
    assert breaking(rule) == []


@pytest.mark.parametrize(("rule", "path", "text"), VIOLATIONS)
def test_a_violation_is_found(rule: Rule, path: str, text: str) -> None:
    """The rule rejects a made-up file that breaks it."""
    assert not rule(path, text)


def test_every_rule_has_a_violation() -> None:
    """Every rule is shown to reject something."""
    assert {rule for rule, _, _ in VIOLATIONS} == set(RULES)


@pytest.mark.parametrize(
    "path",
    [
        "quizzes/engine/api.py",
        "quizzes/authoring/reader.py",
        "quizzes/shipping/mkdocs_plugin.py",
        "quizzes/cli.py",
        "quizzes/web/engine/python.ts",
        "quizzes/web/engine/session.ts",
        "quizzes/web/engine/register.ts",
        "quizzes/shipping/scorm/scorm12.ts",
        "quizzes/components/order/script.ts",
    ],
)
def test_the_files_named_by_the_rules_exist(path: str) -> None:
    """The rules apply to files that exist, so moving a file without its rule fails here."""
    assert path in sources()
