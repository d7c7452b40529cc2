"""Marking and sessions, in the standard library alone: the same files run in CPython and in the browser."""
