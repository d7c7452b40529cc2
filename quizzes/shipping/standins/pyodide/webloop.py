"""Stands in for Pyodide's event loop, which would load all of asyncio. The engine runs no coroutines."""


def _initialize_event_loop() -> None:
    """What Pyodide calls as it starts."""
