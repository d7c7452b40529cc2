"""Run ``python -m quizzes`` for the tests, in this process or in a new one as users do."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from quizzes.cli import main
from tests.building import ROOT
from tests.instant import NOW


class CommandResult(NamedTuple):
    """A command's exit code and its output."""

    returncode: int
    stdout: str
    stderr: str


def run(folder: Path, *arguments: str | Path, stdin: str = "") -> CommandResult:
    """Run a command in a folder, in this process, on the tests' day. ``stdin`` is its standard input."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", StringIO(stdin)):
        try:
            code = main([*map(str, arguments)], NOW.date())
        except SystemExit as exit:  # raised by argparse
            code = exit.code if isinstance(exit.code, int) else 1
    return CommandResult(code, _text(out), _text(err))


def run_in_new_process(folder: Path, *arguments: str | Path, stdin: str = "") -> CommandResult:
    """Run a command in a folder, in a new process. Fail if it ends in a traceback."""
    command = [sys.executable, "-m", "quizzes", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, input=stdin, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return CommandResult(done.returncode, done.stdout, done.stderr)


def _text(written: TextIOWrapper) -> str:
    written.flush()
    buffer = written.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode("utf-8")
