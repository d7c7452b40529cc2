"""Marking, sessions and records. Uses the standard library only, so the same files run in CPython and the browser."""
