"""Runs Node and tools that are written for it."""

import os
import shutil
import subprocess
from pathlib import Path

# A script that asks for the time zone or the language gets the same answer on every machine.
_FIXED_ENV = {"TZ": "UTC", "LC_ALL": "C"}


class NodeError(Exception):
    """Raised if Node is missing or what it runs fails. The message says what to do, or what failed and why."""


def run_node(script: Path, *arguments: str | Path) -> None:
    """Run a script with Node. Raises NodeError with what it printed."""
    node = shutil.which("node")
    if node is None:
        raise NodeError("node is not on the PATH: run `make site`, then add .tools/bin to the PATH")
    command = [node, script, *arguments]
    result = subprocess.run(command, env=os.environ | _FIXED_ENV, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise NodeError(f"{script.name} failed:\n{(result.stderr or result.stdout).strip()}")
