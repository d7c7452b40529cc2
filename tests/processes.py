"""Run programs for as long as a test needs them, and wait for what they do."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

TIMEOUT_S = 60.0
"""How long to wait for anything; generous, for a busy machine."""


class NotReadyError(Exception):
    """A wait timed out, or the program that was waited for ended."""


@contextmanager
def running(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[Callable[[], None]]:
    """Run a program in a folder and write its output to a file. Leaving the context ends it and its children.

    Yield a function that raises ``NotReadyError``, with that output, if the program has ended by itself.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )

    def still_running() -> None:
        if process.poll() is not None:
            raise NotReadyError(f"{command[0]} ended with {process.returncode}: {log.read_text(errors='replace')}")

    try:
        yield still_running
    finally:
        _end(process)


def wait_until[T](check: Callable[[], T | None], description: str) -> T:
    """Call ``check`` until it returns something true, and return that. Raises ``NotReadyError`` on a timeout."""
    deadline = time.monotonic() + TIMEOUT_S
    while not (found := check()):
        if time.monotonic() > deadline:
            raise NotReadyError(f"nothing after {TIMEOUT_S:.0f} seconds: {description}")
        time.sleep(0.05)
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    # Signal the whole process group, because browsers leave child processes behind.
    for stop_signal in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, stop_signal)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
