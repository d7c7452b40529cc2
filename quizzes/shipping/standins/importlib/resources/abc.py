"""Stands in for importlib.resources.abc, as the package around it does."""
