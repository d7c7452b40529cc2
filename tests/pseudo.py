"""A pseudo-localised handbook: every UI string accented and 40% longer, to find clipped and untranslatable text.

Content is left as it is. So text on these pages that is neither accented nor an author's was written outside
quizzes/words, where no translator would find it.
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from quizzes.authoring.school import ENTRIES
from quizzes.pages.authored import paragraphs
from quizzes.shipping.release import read_release
from quizzes.words.lookup import DEFAULT, strings, use_language
from tests.building import ROOT, build, make_once

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_WORD = re.compile(rf"\S*[{_ACCENTED}]\S*")
_MARKUP = re.compile(r"(\{\{?\w+\}?\}|<[^>]*>|&\w+;)")
# A placeholder, which is filled in later.
_VALUE = re.compile(r"\{\w+\}")
_LONGER_BY = 0.4


def pseudo(text: str) -> str:
    """Return the text accented and 40% longer, with its placeholders and markup unchanged."""
    parts = _MARKUP.split(text)
    letters = sum(len(part) for part in parts[::2])
    accented = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    # Lengthen the last word, since other languages have longer words, but never a placeholder.
    return accented + (" " if accented.endswith("}") else "") + _padding(round(letters * _LONGER_BY))


def _padding(length: int) -> str:
    """Make up words of six letters, so that the text can break between lines as real text does."""
    return "".join(" " if index % 7 == 6 else "öéîåûýñ"[index % 7] for index in range(length)).rstrip()


@lru_cache
def built_pseudo() -> Path:
    """Build the pseudo-localised site once per run, and return its folder."""

    def make() -> Path:
        words = {key: text if key == "locale" else pseudo(text) for key, text in strings().items()}
        try:
            # A build reads the strings again.
            with patch("quizzes.words.lookup._read", lambda file: words):
                return build(ROOT)
        finally:
            use_language(DEFAULT)

    return make_once("pseudo", make)


def untranslated(text: str) -> list[str]:
    """Return the runs of words in a page's text that come neither from the UI strings nor from an author."""
    if _authored(text):
        return []
    runs = [_VALUE.sub("", run) for run in _WORD.split(text)]
    parts = [part.strip() for run in runs if not _authored(run) for part in re.split(r"[\n·,]", run)]
    return [part for part in parts if re.search("[A-Za-z]{2}", part) and not _authored(part)]


def _authored(text: str) -> bool:
    return _normalised(text) in authored_texts()


def _normalised(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;·…“”‘’()[]0123456789%")


@lru_cache
def authored_texts() -> frozenset[str]:
    """Return every text that an author wrote, split as it is between the tags of a page."""
    return frozenset(_normalised(unescape(piece)) for text in _content_texts() for piece in _between_tags(text))


def _between_tags(text: str) -> Iterator[str]:
    for piece in (text, *re.split(r"<[^>]*>", str(paragraphs(text)))):
        yield from (piece, *re.split("[,·]", piece))


def _content_texts() -> Iterator[str]:
    yield from ENTRIES
    yield read_release(ROOT).version
    for file in [*ROOT.glob("scenarios/*.yaml"), ROOT / "docs/for-schools/checklist.yaml", ROOT / "mkdocs.yml"]:
        yield from _scalars(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    # In the header, each word of the handbook's name is an element.
    yield from yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["site_name"].split()
    with (ROOT / "source/clauses.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.reader(table):
            yield from row
    for file in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("source/**/*.md")]:
        for _, heading in re.findall(
            r"^(#+|title:) (.+?)(?: \{.*\})?$", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            yield heading


def _scalars(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from (key, *_scalars(value))
    elif isinstance(node, list):
        for value in node:
            yield from _scalars(value)
    else:
        yield str(node)
