"""Replaces importlib.resources, which importlib.abc loads for deprecated names. The engine uses none of them."""
