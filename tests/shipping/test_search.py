"""The search index has what a reader sees before answering, and nothing that gives an answer away."""

import json
import re
from collections import Counter
from functools import cache
from html import unescape

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Scenario
from quizzes.words.lookup import translate
from tests.building import ROOT, built_site
from tests.pages.tree import page, text
from tests.words import telling, words

CATALOGUE = load_catalogue(ROOT)
SCENARIOS = [(module, scenario) for module in CATALOGUE.modules.values() for scenario in module.scenarios]


@cache
def index() -> dict[str, str]:
    """Return the title and text of each entry of the index, by the address that it leads to."""
    found = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    return {each["location"]: _plain(f"{each['title']} {each['text']}") for each in found["docs"]}


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def kept_back(scenario: Scenario) -> list[str]:
    """Return the sentences of a scenario that a reader sees only after answering."""
    texts = [*telling(scenario), scenario.editorial_note.text if scenario.editorial_note else ""]
    for item in scenario.items:
        texts += [option.already_done for option in item.options]
        texts += [item.feedback, *(part.feedback for part in (*item.pairs, *item.parts))]
    # Short sentences may occur anywhere by chance.
    return [each for text in texts for each in re.split(r"(?<=[.?!:;]) ", words(text)) if len(each.split()) > 4]


def test_every_scenario_is_indexed_by_what_it_shows_first() -> None:
    """Each scenario has its own entry, with its situation, options, statements and search words."""
    for module, scenario in SCENARIOS:
        entry = index()[f"practise/{module.id}.html#{scenario.id}-title"]
        asked = [part.text for item in scenario.items for part in item.parts]
        for each in (scenario.title, scenario.situation, *asked, *scenario.search_words):
            assert words(each) in entry, scenario.id


def test_no_feedback_is_in_the_index() -> None:
    """No entry contains a sentence of feedback, of "Who to tell" or of an editor's note."""
    sentences = [(scenario.id, each) for _, scenario in SCENARIOS for each in kept_back(scenario)]
    assert len(sentences) > 1000
    # Other pages give some of the same advice, such as "Tell the headteacher or the DSL today."
    practised = "\n".join(text for location, text in index().items() if location.startswith("practise/"))
    assert [each for each in sentences if each[1] in practised] == []


def test_no_grade_is_in_the_index() -> None:
    """No entry says how anything is graded, and no option is there twice, as the best one would be."""
    giveaways = [
        *("grade_best", "grade_harmful", "best_would_be", "how_graded", "each_graded", "others_graded"),
        *("order_good", "multiple_key_best", "order_key_best", "match_key_best", "clauses_rest_on"),
    ]
    for module, scenario in SCENARIOS:
        entry = index()[f"practise/{module.id}.html#{scenario.id}-title"]
        for item in scenario.items:
            asked = Counter(words(part.text) for part in item.parts)
            assert [each for each in asked if entry.count(each) > 1 and len(each.split()) > 4] == [], scenario.id
    practised = " ".join(entry for place, entry in index().items() if place.startswith("practise/"))
    assert [each for each in giveaways if translate(each) in practised] == []


def test_no_ui_string_is_in_a_scenarios_entry() -> None:
    """Buttons, errors and hints are not indexed, because they are the same in every scenario."""
    said = [
        "check_answer",
        "try_again",
        "choice_error",
        "multiple_hint",
        "order_hint",
        "status_waiting",
        "next_scenario",
    ]
    said += [
        "stimulus_caption",
        "content_note_skip",
        "scenario_notes",
        "unavailable_title",
        "keeping_tab",
        "record_title",
        "cover_title",
        "step_follows",
    ]
    practised = " ".join(entry for place, entry in index().items() if place.startswith("practise/"))
    assert [each for each in said if translate(each) in practised] == []


def test_search_words_are_hidden() -> None:
    """A scenario's search words are on its page but hidden, and they are not repeated in its visible text."""
    for module, scenario in SCENARIOS:
        (shown,) = (
            each for each in page(f"practise/{module.id}.html").iter() if each.get("data-scenario") == scenario.id
        )
        hidden = [text(each) for each in shown if each.tag == "p" and "hidden" in each.attrib]
        expected = f"{translate('search_words')} {', '.join(scenario.search_words)}."
        assert hidden == ([words(expected)] if scenario.search_words else []), scenario.id
        entry = index()[f"practise/{module.id}.html#{scenario.id}-title"].lower()
        assert [each for each in scenario.search_words if entry.count(each.lower()) > 1] == [], scenario.id
