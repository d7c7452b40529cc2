"""Stands in for asyncio, which Pyodide loads for coroutines. The engine has none."""

from typing import NoReturn


def get_event_loop() -> NoReturn:
    """What Pyodide looks up as it starts, to call where a coroutine is awaited. Raises RuntimeError."""
    raise RuntimeError("the engine runs no coroutines")
