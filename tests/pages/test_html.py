"""The built pages are valid HTML, as html-validate and a few rules of our own read it."""

import json
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.building import ROOT, built_site, make_once, temporary_folder
from tests.covering import covering
from tests.packing import unzipped_packages
from tests.pages.tree import page, page_names, parse, text

CONFIG = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
    "rules": {
        # The inputs of an item share a name: those that are checked make up the response.
        "form-dup-name": ["error", {"shared": ["radio", "checkbox", "button", "reset", "submit"]}],
        # A list may have a name: it says what the steps in it are.
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
        # The theme's own ids begin with two underscores, which the standard allows.
        "valid-id": ["error", {"relaxed": True}],
        # A page and its files come from the same folder, and a file's name has a hash of its content.
        "require-sri": "off",
        # The search and the choice of colours act at once, so their forms have nothing to submit.
        "wcag/h32": "off",
        # Notes and slips are <aside> inside an article or a section, where they are no landmarks.
        "unique-landmark": "off",
    },
}

# What stays as it is: the rule, where, and why.
ALLOWED = [
    # CSS makes cards of these tables on a phone. With another `display`, a browser forgets that they are tables.
    ("no-redundant-role", r'Redundant role "\w+" on <(table|thead|tbody|tr|th|td)>'),
    # The theme's two hidden switches, which only its script and its overlays use. Without `autocomplete`, Firefox opens
    # the search again when a page is reloaded.
    ("valid-autocomplete", r'.* on <input type="checkbox"> \(#__(drawer|search)\)'),
    ("input-missing-label", r".* has no text \(#__(drawer|search)\)"),
]

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


MISTAKES = {
    "<h2></h2>": "empty-heading",
    '<ul role="list"><li>One</li></ul>': "no-redundant-role",
    '<label>One <input type="checkbox" autocomplete="off"></label>': "valid-autocomplete",
    "<p><div>One</div></p>": "close-order",
}
"""What is allowed above in one place is a mistake in another. Each has the name of the rule that it breaks."""


@cache
def pages() -> dict[Path, Element]:
    """Return the tree of every page of the handbook and of the packages for learning platforms, the smallest first."""
    trees = {built_site() / name: page(name) for name in page_names()}
    trees |= {file: parse(file.read_text(encoding="utf-8")) for file in unzipped_packages().rglob("*.html")}
    return {file: trees[file] for file in sorted(trees, key=lambda file: (file.stat().st_size, file))}


def kinds(root: Element) -> set[object]:
    """Return the kinds of elements in a tree: everything about an element but its text and the attributes' values."""
    return {
        (inside.tag, inside.get("class"), each.tag, *map(each.get, ("class", "type", "role")), *sorted(each.attrib))
        for inside in root.iter()
        for each in inside
    } | {(each.tag, each.get("class"), "empty") for each in root.iter() if not len(each) and not text(each)}


def checked() -> list[Path]:
    """Return the pages with an element of a kind that no smaller page has. They say all that html-validate can say."""
    return covering({file: kinds(root) for file, root in pages().items()})


@cache
def complaints() -> list[tuple[str, str]]:
    """Return what html-validate says of the pages and of the mistakes above, without what is allowed.

    Each complaint comes with its file's name. It is one run for all tests, because starting it takes most of a second.
    """
    results = json.loads((make_once("html-validate", _run) / "said.json").read_text(encoding="utf-8"))
    found = []
    for result in results:
        for each in result["messages"]:
            message = f"{each['message']} ({each.get('selector')})"
            if not any(each["ruleId"] == rule and re.match(where, message) for rule, where in ALLOWED):
                name = Path(result["filePath"]).name
                found.append((name, f"{name}:{each['line']}: {each['ruleId']}: {message}"))
    return found


def _run() -> Path:
    """Run html-validate, and return the folder with what it says."""
    folder = temporary_folder("handbook-html-")
    files = checked()
    for html in MISTAKES:
        files.append(folder / _name(html))
        head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>One</title></head>'
        files[-1].write_text(f"{head}<body><h1>One</h1>{html}</body></html>", encoding="utf-8")
    config = folder / "html-validate.json"
    config.write_text(json.dumps(CONFIG), encoding="utf-8")
    command = [str(ROOT / "node_modules/.bin/html-validate"), "--config", str(config), "--formatter", "json"]
    # A file, because html-validate ends before a pipe has taken all that it says.
    with (folder / "said.json").open("w") as file:
        said = subprocess.run([*command, *map(str, files)], stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    assert said.returncode == 1, said.stderr
    return folder


def _name(mistake: str) -> str:
    return f"mistake-{list(MISTAKES).index(mistake)}.html"


def test_every_kind_of_element_is_checked() -> None:
    """Pages of the same kinds of elements are checked once: of the modules, some pages are enough."""
    every = set().union(*map(kinds, pages().values()))
    assert set().union(*(kinds(pages()[file]) for file in checked())) == every
    assert {"index.html", "privacy.html", "licences.html", "register.html"} <= {file.name for file in checked()}


def test_a_checker_finds_nothing_to_question() -> None:
    """html-validate has nothing to say of any page, of the handbook or of a package, but what is allowed above."""
    assert [complaint for name, complaint in complaints() if name not in map(_name, MISTAKES)] == []


@pytest.mark.parametrize(("html", "rule"), MISTAKES.items())
def test_a_mistake_is_found(html: str, rule: str) -> None:
    """What is allowed in one place is a mistake in another."""
    assert rule in "".join(complaint for name, complaint in complaints() if name == _name(html))


REFERENCES = {"for", "headers", "list"} | {
    f"aria-{name}"
    for name in ("activedescendant", "controls", "describedby", "details", "errormessage", "labelledby", "owns")
}
"""Attributes whose value has ids of elements on the same page."""


def mistakes(root: Element) -> list[str]:
    """What the Nu checker questions and html-validate doesn't know, and what only a look at the whole page shows."""
    found = [f"section without a heading: {each.attrib}" for each in root.iter("section") if not _has_heading(each)]
    for terms in root.iter("dl"):
        count = Counter(text(term) for term in terms.iter("dt"))
        found += [f"term twice in a list: {term}" for term in count if count[term] > 1]
    ids = Counter(each.attrib["id"] for each in root.iter() if "id" in each.attrib)
    found += [f"id twice: {name}" for name in ids if ids[name] > 1]
    for each in root.iter():
        named = {name for attribute in REFERENCES & each.attrib.keys() for name in each.attrib[attribute].split()}
        found += [f"no element has the id: {name}" for name in sorted(named - ids.keys())]
    return found + [
        f"{name}: no such attribute" for each in root.iter() for name in each.attrib if name == "webkitdirectory"
    ]


def _has_heading(section: Element) -> bool:
    """Whether a heading is in a section itself, and not only in a section inside it."""
    return any(
        each.tag in HEADINGS or (each.tag not in ("section", "article") and _has_heading(each)) for each in section
    )


def test_whole_pages_have_no_mistakes() -> None:
    """Each section has a heading of its own, no list explains a term twice, and each id is there and is unique."""
    assert {str(file): found for file, root in pages().items() if (found := mistakes(root))} == {}


def test_such_mistakes_are_found() -> None:
    """A heading of a section inside does not count."""
    html = (
        "<section><section><div><h2>One</h2></div></section></section><dl><dt>Date</dt><dt>Date</dt></dl>"
        '<p id="a"></p><p id="a" aria-labelledby="a b"></p><input type="file" webkitdirectory>'
    )
    assert [each.partition(":")[0] for each in mistakes(parse(html))] == [
        "section without a heading",
        "term twice in a list",
        "id twice",
        "no element has the id",
        "webkitdirectory",
    ]
