"""Stands in for Pyodide's loader of packages, which would load a good part of the library. The engine needs none."""


class _Folder:
    """A path, which Pyodide asks for its text."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


SITE_PACKAGES = _Folder("/lib/python3.13/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """What Pyodide calls once it knows its list of packages, which is empty here."""
