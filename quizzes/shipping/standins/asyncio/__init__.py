"""Replaces asyncio, which Pyodide loads for coroutines. The engine has none."""

from typing import NoReturn


def get_event_loop() -> NoReturn:
    """Pyodide looks this function up when it starts, and calls it only for a coroutine. Raises RuntimeError."""
    raise RuntimeError("the engine runs no coroutines")
