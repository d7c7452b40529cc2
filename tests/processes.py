"""Programs that run for as long as a test needs them, and waiting for what they do."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

TIMEOUT_S = 60.0
"""Seconds to wait for anything: generous, for a machine that is busy."""


class NotReadyError(Exception):
    """What is waited for did not come, or the program that it was to come from ended."""


@contextmanager
def running(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[Callable[[], None]]:
    """Run a program in a folder, its output going to a file; it and what it started end with the context.

    Gives a function that raises ``NotYetError``, with those words, once the program has ended by itself.
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
    """Look again and again until there is something true; raises ``NotYetError``, naming it, where there is not."""
    deadline = time.monotonic() + TIMEOUT_S
    while not (found := check()):
        if time.monotonic() > deadline:
            raise NotReadyError(f"not in {TIMEOUT_S:.0f} seconds: {description}")
        time.sleep(0.05)
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    # The group, by the id of its first process, since browsers leave processes of their own behind.
    for stop_signal in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, stop_signal)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
