"""The pages of each module, made from scenarios/modules.yaml: one to take it, and one to print it.

A page of docs/ with the same name takes the place of the one that would be made. Modules get pages of a kind only in a
handbook that has the page which lists them.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from quizzes.engine.model import Module
from quizzes.words.lookup import translate

PRACTISE = "practise"
PAPER = "for-schools/paper"
BLOCKS = {PRACTISE: "module", PAPER: "paper"}
"""The folders of such pages, below docs/, and the block that shows a module there."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!-])")


@dataclass(frozen=True, slots=True)
class ModulePage:
    """The page of a module in one of the folders.

    ``name``: its path below docs/. ``title``: what the navigation calls it. ``index``: the page that lists it.
    ``markdown``: its text, or None if docs/ has the page already.
    """

    name: str
    title: str
    index: str
    markdown: str | None


def module_pages(docs: Path, modules: Mapping[str, Module]) -> list[ModulePage]:
    """Return the pages of all modules, those in docs/ and those to be made."""
    return [
        ModulePage(
            name := page_of(folder, module.id),
            module.title if folder == PRACTISE else translate("paper_page_title", module=module.title),
            index_of(folder),
            None if (docs / name).exists() else _MARKDOWN_OF[folder](module),
        )
        for folder in BLOCKS
        for module in modules.values()
        if (docs / index_of(folder)).exists()
    ]


def page_of(folder: str, module_id: str) -> str:
    """Return the path below docs/ of a module's page."""
    return f"{folder}/{module_id}.md"


def index_of(folder: str) -> str:
    """Return the path below docs/ of the page that lists a folder's modules."""
    return f"{folder}/index.md"


def with_module_pages(nav: Any, pages: Sequence[ModulePage]) -> Any:
    """Return the navigation of mkdocs.yml with the pages that it does not name, after the pages that list them."""
    named = set(_names(nav))
    return _with_pages(nav, [page for page in pages if page.name not in named])


def _names(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for part in nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ():
        yield from _names(part)


def _with_pages(nav: Any, pages: Sequence[ModulePage]) -> Any:
    if isinstance(nav, Mapping):
        return {title: _with_pages(part, pages) for title, part in nav.items()}
    if not isinstance(nav, list):
        return nav
    made: list[Any] = []
    for part in nav:
        made.append(_with_pages(part, pages))
        listed = part if isinstance(part, str) else next(iter(part.values())) if isinstance(part, Mapping) else None
        made += [{page.title: page.name} for page in pages if page.index == listed]
    return made


def practise_page(module: Module) -> str:
    """Write the page on which readers take a module."""
    weight = f"search:\n  boost: {module.search_boost:g}\n" if module.search_boost != 1 else ""
    return f"""\
---
title: {_quoted(module.title)}
hide:
  - navigation
  - toc
{weight}---

# {_escaped(module.title)}

/// lead | {module.id}
///

/// module | {module.id}
///
"""


def paper_page(module: Module) -> str:
    """Write the page from which a module is printed. Search leaves it out, because the answers are on it."""
    title = translate("paper_page_title", module=module.title)
    index = translate("paper_page_index")
    return f"""\
---
title: {_quoted(title)}
description: {_quoted(translate("paper_page_description", module=module.title))}
office: true
hide:
  - navigation
  - toc
search:
  exclude: true
---

# {_escaped(title)}

/// html | p.lead
{translate("paper_page_lead")}
///

{translate("paper_page_sheet", index=f"[{index}](index.md)")}

/// print | {translate("paper_page_print")}
///

/// paper | {module.id}
///
"""


_MARKDOWN_OF = {PRACTISE: practise_page, PAPER: paper_page}


def _quoted(text: str) -> str:
    """Write a title for the front matter, as HTML, because the theme does not escape titles."""
    return json.dumps(escape(text, quote=False), ensure_ascii=False)


def _escaped(text: str) -> str:
    """Write a title for a heading, so that Markdown shows it as it was typed."""
    return _MARKDOWN.sub(r"\\\1", escape(text, quote=False))
