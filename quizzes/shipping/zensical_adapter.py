"""What Zensical needs that MkDocs does not. Written for Zensical 0.0.73; contributing/builders.md lists the reasons.

It runs no plugins. So a folder is staged for it, with the pages, the generated files, the theme and settings that name
what ``before`` returns, and what it leaves undone is done afterwards.
"""

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import material
import yaml

from quizzes.shipping.not_found import FILE as NOT_FOUND
from quizzes.shipping.search_index import FILE as SEARCH_INDEX
from quizzes.shipping.settings import read_settings
from quizzes.shipping.site import Prepared

# Zensical's own index, which only its own theme can read.
_OWN_INDEX = "search.json"

# How much a match counts by default in each field of the theme's search.
_WEIGHTS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1_000_000.0}}

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ERROR = re.compile(r"^RuntimeError: (?:Python error: )?(.*)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_LINK = re.compile(r'(?<=[ \n])(href|src)="([^"]*)"')
_ID = re.compile(r'(?<=[ \n])id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Stage:
    """What Zensical builds from: a folder of our own, so its cache and its --clean touch nothing of the project's."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The file with the settings, which are JSON and therefore YAML."""
        return self.folder / "zensical.yml"

    @property
    def docs(self) -> Path:
        """The pages and the generated files."""
        return self.folder / "docs"

    @property
    def theme(self) -> Path:
        """The theme's templates and files, with ours in place of some."""
        return self.folder / "theme"

    @property
    def site(self) -> Path:
        """The built site. Zensical refuses a folder outside that of the settings."""
        return self.folder / "site"


def stage(root: Path, prepared: Prepared, folder: Path) -> Stage:
    """Put into an empty folder what Zensical builds from. The Markdown extensions still read from ``root``."""
    made = Stage(folder)
    settings = read_settings(root)
    shutil.copytree(root / settings["docs_dir"], made.docs)
    for name, content in prepared.files.items():
        path = made.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            shutil.copyfile(content, path)
    # Zensical's own templates lack some that ours extend, and its stylesheets are not those that ours were made for.
    # With no name, its theme is left out altogether.
    templates = Path(material.__file__).parent / "templates"
    no_templates = shutil.ignore_patterns(".icons", "*.py", "__pycache__", "mkdocs_theme.yml")
    shutil.copytree(templates, made.theme, ignore=no_templates)
    shutil.copytree(root / settings["theme"]["custom_dir"], made.theme, dirs_exist_ok=True)
    (made.theme / ".icons").symlink_to(templates / ".icons", target_is_directory=True)
    settings |= {"docs_dir": "docs", "site_dir": "site", "extra_css": [prepared.stylesheet]}
    settings |= {"nav": prepared.navigation(settings["nav"])} if "nav" in settings else {}
    settings["theme"] |= {"name": None, "custom_dir": "theme"}
    # It always adds superfences, which would colour a block of code and wrap it.
    settings["markdown_extensions"].append({"pymdownx.highlight": {"use_pygments": False, "css_class": ""}})
    settings["extra"] = settings.get("extra", {}) | prepared.extra
    made.settings.write_text(json.dumps(settings), encoding="utf-8")
    return made


def finish(root: Path, stage: Stage) -> list[str]:
    """Do what Zensical leaves undone in a built site, except what ``after`` does. Return a line for each broken link.

    Its index for the search becomes one that the theme can read. Addresses from the root become relative ones.
    """
    _write_search_index(root, stage)
    pages = {path.relative_to(stage.site).as_posix(): path.read_bytes().decode() for path in stage.site.rglob("*.html")}
    pages.pop(NOT_FOUND)  # its addresses are for not_found.py
    for name, html in pages.items():
        pages[name] = _with_relative_links(html, name)
        (stage.site / name).write_bytes(pages[name].encode())
    return list(_broken_links(stage.site, pages))


def explain(said: str) -> str:
    """Return what matters of the output of a build that failed."""
    text = without_colours(said)
    error = _ERROR.search(text)
    if error is None or "--strict" in error[1]:
        return text.partition("Traceback (most recent call last)")[0].strip()
    return error[1]


def without_colours(said: str) -> str:
    """Remove the colours, which Zensical prints even if nobody sees them."""
    return _COLOUR.sub("", said)


def _write_search_index(root: Path, stage: Stage) -> None:
    """Write the index that the theme's search reads, as MkDocs's plugin does, from Zensical's."""
    found = json.loads((stage.site / _OWN_INDEX).read_text(encoding="utf-8"))
    plugins = read_settings(root)["plugins"]
    options = next(plugin["search"] for plugin in plugins if isinstance(plugin, dict) and "search" in plugin)
    config = {name: options[name] for name in ("separator", "pipeline")}
    config |= {"lang": [options["lang"]], "fields": _WEIGHTS | options["fields"]}
    docs = [
        {name: item[name] for name in ("location", "title", "text")} | _boost(stage, item["location"])
        for item in found["items"]
    ]
    path = stage.site / SEARCH_INDEX
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"config": config, "docs": docs}), encoding="utf-8")
    (stage.site / _OWN_INDEX).unlink()


def _boost(stage: Stage, location: str) -> dict[str, float]:
    """Return the page's own weight in the search, if it has one. Zensical reads it, and leaves it out of its index."""
    page = stage.docs / location.partition("#")[0]
    matter = _FRONT_MATTER.match(page.with_suffix(".md").read_text(encoding="utf-8"))
    search = yaml.safe_load(matter[1]).get("search", {}) if matter else {}
    return {"boost": search["boost"]} if "boost" in search else {}


def _with_relative_links(html: str, page: str) -> str:
    """Make the addresses relative that begin at docs/, such as those of the links that blocks make."""

    def relative(link: re.Match[str]) -> str:
        name, address = link.groups()
        if not address.startswith("/") or address.startswith("//"):
            return link[0]
        path, mark, anchor = address.partition("#")
        path = posixpath.relpath(re.sub(r"\.md$", ".html", path), f"/{posixpath.dirname(page)}")
        return f'{name}="{path}{mark}{anchor}"'

    return _LINK.sub(relative, html)


def _broken_links(site: Path, pages: dict[str, str]) -> Iterator[str]:
    """Yield a line for each address on a page that leads to no file of the site, or to no place on another page.

    ``pages``: the HTML of each page, by its name.
    """
    ids = {name: set(_ID.findall(html)) for name, html in pages.items()}
    for page, html in sorted(pages.items()):
        for _, address in dict.fromkeys(_LINK.findall(html)):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            name = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
            )
            if not (site / name).is_file():
                yield f'{page}: the link "{address}" leads to no file'
            elif parts.fragment and name in ids and unquote(parts.fragment) not in ids[name]:
                yield f'{page}: the link "{address}" leads to no place on that page'
