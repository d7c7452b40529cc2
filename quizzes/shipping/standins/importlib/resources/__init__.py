"""Stands in for importlib.resources, which importlib.abc loads for old names in it. Nobody here uses them."""
