"""Build the page *Components* in its own site, with a copy of the chapter so that links to clauses work."""

import re
import subprocess
from functools import lru_cache
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from quizzes.engine.model import Grade
from quizzes.pages.grades import grade
from tests.building import ROOT, build, make_once
from tests.components import examples_project
from tests.showcase.states import COMPONENTS, State, states_of

FILE = "components.html"

_PLACEHOLDER = '<div id="components"></div>'
_ID_ATTRIBUTES = ("id", "for", "name", "aria-labelledby", "aria-describedby", "data-said-of")
_TEXT = f"""\
---
office: true
hide:
  - navigation
  - toc
---

# Components

{_PLACEHOLDER}
"""


@lru_cache
def built_components() -> Path:
    """Build the site once per run, and return its folder. The page is ``FILE`` in it."""
    return make_once("components", build_components)


def build_components() -> Path:
    """Build the site into a temporary folder, and return the folder."""
    project = examples_project()
    (project / "docs/components.md").write_text(_TEXT, encoding="utf-8")
    site = build(project, strict=False)
    page = site / FILE
    html = page.read_text(encoding="utf-8")
    assert _PLACEHOLDER in html
    page.write_text(html.replace(_PLACEHOLDER, _components()), encoding="utf-8")
    _bundle(site / "components.js")
    return site


def _components() -> str:
    sections = "".join(_section(name) for name in COMPONENTS)
    grades = "".join(grade(each) for each in Grade)
    return f'<template data-grades="">{grades}</template>{sections}<script src="components.js"></script>'


def _section(name: str) -> str:
    states = "".join(_state(f"{name}-{number}", state) for number, state in enumerate(states_of(name), 1))
    return f'<div data-showcase="{name}"><h2 id="{name}">{name}</h2>{states}</div>'


def _state(key: str, state: State) -> str:
    """Render one state under its name. Links lead into this site, and ids get a prefix to stay unique."""
    for each in state.html.iter():
        for attribute in _ID_ATTRIBUTES:
            if attribute in each.attrib:
                each.set(attribute, " ".join(f"{key}-{name}" for name in each.attrib[attribute].split()))
        if "href" in each.attrib:
            each.set("href", _href(key, each))
    done = f'<script type="application/json" data-done="">{_json(state.done)}</script>' if state.done else ""
    html = tostring(state.html, encoding="unicode", method="html")
    more = "" if state.pictured else " data-more"
    name = f'<p class="small">{escape(state.name)}</p>'
    return f'<div data-showcase-state="{key}"{more}>{name}{html}{done}<hr></div>'


def _href(key: str, link: Element) -> str:
    href = link.attrib["href"]
    return f"#{key}-{href[1:]}" if href.startswith("#") else re.sub(r"^/(.*?)(\.md)?(?=#|$)", _file, href)


def _file(found: re.Match[str]) -> str:
    return found[1] + (".html" if found[2] else "")


def _json(text: str) -> str:
    return text.replace("<", "\\u003c")


def _bundle(script: Path) -> None:
    command = [str(ROOT / "node_modules/.bin/esbuild"), "tests/showcase/page.ts", "--bundle", "--log-level=warning"]
    subprocess.run([*command, f"--outfile={script}"], cwd=ROOT, check=True)
