"""Replaces importlib.resources.abc, for the same reason as its package."""
