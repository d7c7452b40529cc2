"""The built pages are valid HTML, as html-validate and a few rules of our own read it."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.building import ROOT, built_site
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


def complaints(files: list[Path], folder: Path) -> list[str]:
    """All that html-validate says of some files in one run, without what is allowed."""
    config = folder / "html-validate.json"
    config.write_text(json.dumps(CONFIG), encoding="utf-8")
    command = [str(ROOT / "node_modules/.bin/html-validate"), "--config", str(config), "--formatter", "json"]
    # A file, because html-validate ends before a pipe has taken all that it says.
    output = folder / "said.json"
    with output.open("w") as file:
        said = subprocess.run([*command, *map(str, files)], stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    assert said.returncode in (0, 1), said.stderr
    found = []
    for result in json.loads(output.read_text(encoding="utf-8")):
        for each in result["messages"]:
            message = f"{each['message']} ({each.get('selector')})"
            if not any(each["ruleId"] == rule and re.match(where, message) for rule, where in ALLOWED):
                found.append(f"{Path(result['filePath']).name}:{each['line']}: {each['ruleId']}: {message}")
    return found


def test_a_checker_finds_nothing_to_question(tmp_path: Path) -> None:
    """html-validate has nothing to say of any page but what is allowed above."""
    assert complaints([built_site() / name for name in page_names()], tmp_path) == []


def test_a_checker_finds_nothing_to_question_in_a_package(tmp_path: Path) -> None:
    """The pages of packages for learning platforms are valid too."""
    assert complaints(sorted(unzipped_packages().rglob("*.html")), tmp_path) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<h2></h2>", "empty-heading"),
        ('<ul role="list"><li>One</li></ul>', "no-redundant-role"),
        ('<label>One <input type="checkbox" autocomplete="off"></label>', "valid-autocomplete"),
        ("<p><div>One</div></p>", "close-order"),
    ],
)
def test_a_mistake_is_found(tmp_path: Path, html: str, rule: str) -> None:
    """What is allowed in one place is a mistake in another."""
    file = tmp_path / "page.html"
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>One</title></head>'
    file.write_text(f"{head}<body><h1>One</h1>{html}</body></html>", encoding="utf-8")
    assert rule in "".join(complaints([file], tmp_path))


def mistakes(root: Element) -> list[str]:
    """What the Nu checker questions and html-validate doesn't know."""
    found = [f"section without a heading: {each.attrib}" for each in root.iter("section") if not _has_heading(each)]
    for terms in root.iter("dl"):
        count = Counter(text(term) for term in terms.iter("dt"))
        found += [f"term twice in a list: {term}" for term in count if count[term] > 1]
    return found + [
        f"{name}: no such attribute" for each in root.iter() for name in each.attrib if name == "webkitdirectory"
    ]


def _has_heading(section: Element) -> bool:
    """Whether a heading is in a section itself, and not only in a section inside it."""
    return any(
        each.tag in HEADINGS or (each.tag not in ("section", "article") and _has_heading(each)) for each in section
    )


def test_sections_have_headings_and_terms_are_named_once() -> None:
    """Every section of a page has a heading of its own, and no list explains a term twice."""
    assert {name: found for name in page_names() if (found := mistakes(page(name)))} == {}


def test_such_mistakes_are_found() -> None:
    """A heading of a section inside does not count."""
    html = (
        "<section><section><div><h2>One</h2></div></section></section><dl><dt>Date</dt><dt>Date</dt></dl>"
        '<input type="file" webkitdirectory>'
    )
    assert [each.partition(":")[0] for each in mistakes(parse(html))] == [
        "section without a heading",
        "term twice in a list",
        "webkitdirectory",
    ]
