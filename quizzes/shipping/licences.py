"""Lists what is in the zip and the licence of each part, with texts taken from the installed packages.

If a package has no licence text, the list gives the name of the licence and the address of the source.
"""

import json
import re
import sysconfig
from importlib.metadata import distribution
from pathlib import Path

import material

from quizzes.shipping import fonts
from quizzes.shipping.bundle import only

# Packages inside the theme's scripts and styles. Source maps name the packages, but no installed file names their
# licences.
THEME_PACKAGES = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C Software and Document Licence",
    "lunr": "MIT",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
}


def licences(root: Path, site: Path | None) -> str:
    """Return the list as plain text. ``site`` is the built site, or None for a package without the theme's scripts.

    Raises FileNotFoundError or ValueError if a licence file has moved.
    """
    packages = root / "node_modules"
    theme = Path(material.__file__).parent / "templates"
    pyodide = json.loads((packages / "pyodide/package.json").read_text(encoding="utf-8"))
    python = json.loads((packages / "pyodide/pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    parts = [
        ("The handbook's code, scenarios and pages, and the county's guidance", _text(root / "LICENSE")),
        (
            f"Material for MkDocs {distribution('mkdocs-material').version}: the pages' theme, its scripts and styles",
            _of_distribution("mkdocs-material"),
        ),
        ("Inside the theme's scripts and styles", _inside_theme(theme, site)),
        ("Material Design icons, in the pages", _text(theme / ".icons/material/LICENSE")),
        *(_typefaces(root, package) for package in dict.fromkeys(face.package for face in fonts.TYPEFACES)),
        (
            f"Pyodide {pyodide['version']}: Python for browsers, in python-*.bin and runtime-*.js in assets/handbook",
            f"Licence: {pyodide['license']} (https://www.mozilla.org/MPL/2.0/)\n"
            f"Source: {pyodide['homepage']}, under the tag {pyodide['version']}.\n"
            "It is built with Emscripten, and with libraries that the source names.\n"
            "Its file pyodide.asm.wasm is modified: it also has the memory of Python once it has started, and lacks\n"
            "what is never called. The scripts in quizzes/shipping/image/ of the handbook's sources make it from the\n"
            "npm package. No other part of Pyodide is in this folder.",
        ),
        (f"CPython {python}: Python itself, of which Pyodide is made, and its library", _text(_of_python())),
    ]
    rule = "=" * 78
    contents = "".join(f"  {number}. {title}\n" for number, (title, _) in enumerate(parts, 1))
    bodies = "".join(
        f"\n\n{rule}\n{number}. {title}\n{rule}\n\n{text}\n" for number, (title, text) in enumerate(parts, 1)
    )
    return f"What is in this folder, and under which licences\n\n{contents}{bodies}"


def theme_packages(theme: Path) -> set[str]:
    """Return the packages inside the theme's scripts and styles, as its source maps name them."""
    sources = (json.loads(_text(path))["sources"] for path in theme.rglob("*.map"))
    return {package[1] for names in sources for name in names if (package := _PACKAGE.search(name))}


_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)")
_NOTICE = re.compile(r"/\*!.*?\*/", re.DOTALL)


def _inside_theme(theme: Path, site: Path | None) -> str:
    lines = [f"{name}: {THEME_PACKAGES[name]}" for name in sorted(theme_packages(theme))]
    scripts = sorted((site / "assets/javascripts").rglob("*.js")) if site else []
    notices = [notice for path in scripts for notice in _NOTICE.findall(_text(path))]
    return "\n".join([*lines, *(["", "The notices in them:", ""] if notices else []), *dict.fromkeys(notices)])


def _typefaces(root: Path, package: str) -> tuple[str, str]:
    """Return the title and text about a package from which typefaces are cut."""
    folder = root / "node_modules" / package
    cut = [face for face in fonts.TYPEFACES if face.package == package]
    changed = f"Cut down to what the pages use, and called {' and '.join(face.family for face in cut)}."
    line = fonts.copyright_of(fonts.source(root, cut[0]))
    title = f"The typeface {package.removeprefix('@fontsource-variable/')} ({_version(folder)})"
    return title, f"{changed}\n{line}\n\n{_text(only(folder, 'LICENSE*'))}"


def _of_distribution(name: str) -> str:
    """Return the text of a Python package's licence, from the place that PEP 639 prescribes."""
    package = distribution(name)
    (file,) = package.metadata.get_all("License-File") or []
    text = package.read_text(f"licenses/{file}")
    if text is None:
        raise FileNotFoundError(f"{name} has no licenses/{file}")
    return text.strip()


def _of_python() -> Path:
    return only(Path(sysconfig.get_path("stdlib")), "LICENSE.txt")


def _version(package: Path) -> str:
    version: str = json.loads(_text(package / "package.json"))["version"]
    return version


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
