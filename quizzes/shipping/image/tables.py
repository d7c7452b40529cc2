"""Runs in the browser's Python once its memory has been taken (see boot.cjs): finds tables that no worker can reach.

Python has tables of Chinese, Japanese and Korean encodings, which would be a tenth of the image. Only modules that no
worker can import read them. tables.json gets the address of the object that points to each table, by the table's name.
"""

import _imp  # the only way to import anything: prepare.py has removed the others
import json
import sys
from importlib._bootstrap import ModuleSpec

names = [name for name in sys.builtin_module_names if name.startswith("_codecs_")]
modules = [_imp.create_builtin(ModuleSpec(name, None)) for name in names]
for module in modules:
    _imp.exec_builtin(module)
prefix = "__map_"
tables = {
    name.removeprefix(prefix): id(value)
    for module in modules
    for name, value in vars(module).items()
    if name.startswith(prefix)
}
with open("/tables.json", "w", encoding="utf-8") as file:  # noqa: PTH123  # pathlib cannot be imported here
    json.dump(tables, file)
