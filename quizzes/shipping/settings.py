"""The settings of MkDocs in mkdocs.yml, for what is built without MkDocs."""

from pathlib import Path
from typing import Any

import yaml

FILE = "mkdocs.yml"


def read_settings(root: Path) -> dict[str, Any]:
    """Return the project's settings, and those it inherits, without empty ones."""
    return _read(root / FILE)


def language(root: Path) -> str:
    """Return the language of the pages."""
    return str(read_settings(root)["theme"].get("language", "en"))


def _read(file: Path) -> dict[str, Any]:
    own: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    inherited = _read(file.parent / own.pop("INHERIT")) if "INHERIT" in own else {}
    return {name: value for name, value in (inherited | own).items() if value is not None}
