"""Finishes the theme's search index: adds the clauses, and writes it a second time for pages on a shared drive."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import ascii_lowercase

from quizzes.authoring.clauses import clause_page
from quizzes.editions.edition import FILE as EDITION
from quizzes.editions.edition import EditionClause, decode_edition

FILE = "search/search_index.json"
SCRIPT = "search/search_index.js"


def finish_search_index(site: Path) -> None:
    """Finish the index of a built site, if it has one. A second call changes nothing."""
    path = site / FILE
    if not path.exists():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    clauses = decode_edition((site / EDITION).read_text(encoding="utf-8")).clauses.values()
    _add_clauses(index["docs"], clauses)
    queries = clause_queries([clause.id for clause in clauses])
    index["config"] |= {"handbook_version": "", "handbook_clauses": queries}  # version.py fills in the version
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
    # A page on a shared drive can read no other file than a script.
    (site / SCRIPT).write_text(f"var __index = {text};\n", encoding="utf-8")


def _add_clauses(docs: list[dict[str, object]], clauses: Iterable[EditionClause]) -> None:
    """Add an entry for each clause, unless its page is not in the index."""
    places = {doc["location"] for doc in docs}
    for clause in clauses:
        page = f"guidance/{clause_page(clause.id)}.html"
        place = f"{page}#{clause.id}"
        if page in places and place not in places:
            docs.append({"location": place, "title": clause.id, "text": f"<p>{escape(clause.quoted, quote=False)}</p>"})


def clause_queries(ids: Iterable[str]) -> dict[str, str]:
    """Return the query of each clause's number, by the number's words, such as "sg 3", and by "sg3".

    A query requires each part of the number as a whole word. The number that several clauses begin with, such as SG-5
    of SG-5a, finds all of them: its last part is not required, because the theme finds no beginnings of required words.
    """
    exact: dict[str, str] = {}
    shared: dict[str, str] = {}
    for number in ids:
        *first, last = number.lower().split("-")
        exact |= _by_number([*first, last], _required([*first, last]))
        if digits := last.rstrip(ascii_lowercase):
            shared |= _by_number([*first, digits], f"{_required(first)} {digits}")
        elif len(first) > 1:
            shared |= _by_number(first, _required(first))
    return shared | exact


def _by_number(words: list[str], query: str) -> dict[str, str]:
    spaced, joined = " ".join(words), "".join(words)
    # Without a digit it may be a word, as "rib" is.
    return {spaced: query} | ({joined: query} if not joined.isalpha() else {})


def _required(words: list[str]) -> str:
    return " ".join(f"+{word}" for word in words)
