"""Replaces Pyodide's package loader, which imports much of the library. The engine loads no packages."""


class _Folder:
    """A path. Pyodide only converts it to a string."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


SITE_PACKAGES = _Folder("/lib/python3.13/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Do nothing. Pyodide calls this after it has read its list of packages, which is empty here."""
