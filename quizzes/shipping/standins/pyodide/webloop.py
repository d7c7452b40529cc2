"""Replaces Pyodide's event loop, which imports all of asyncio. The engine runs no coroutines."""


def _initialize_event_loop() -> None:
    """Do nothing. Pyodide calls this when it starts."""
