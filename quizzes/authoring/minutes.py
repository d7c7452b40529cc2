"""Measure how long a module takes: the words that a reader reads, and the decisions.

A module takes no longer than this for anybody who reads at 200 words a minute: the longest path counts, and on it the
longest feedback of each item. A mean would be kinder, but half of all readers would need more than was promised.
"""

from collections.abc import Mapping
from graphlib import TopologicalSorter
from math import ceil

from quizzes.authoring.wording import words
from quizzes.engine.model import Interaction, Item, Module, Option, Role, Scenario, Statement, Stimulus

WORDS_PER_MINUTE = 200

DECISION_SECONDS = 10
"""Time to decide on one item. All ticks, steps or statements of an item are one decision."""

_ROLE_WORDS = 3
"""Words of a role with its time, such as "the headteacher today". The interface has the words themselves."""


def shown_minutes(module: Module) -> int:
    """Return how many minutes the pages promise: the measured ones, rounded up."""
    return ceil(round(measured_minutes(module), 6))


def measured_minutes(module: Module) -> float:
    """Return how many minutes the longest path through a module's scenarios takes."""
    return sum(_seconds(scenario) for scenario in module.scenarios) / 60


def _seconds(scenario: Scenario) -> float:
    read = _count(scenario.content_note, scenario.situation, scenario.not_tell, scenario.if_not_heard, scenario.for_you)
    read += _stimulus_words(scenario.stimulus)
    for tell in scenario.tell:
        read += _count(tell.about) + _ROLE_WORDS * sum(role is not Role.NOBODY for role in tell.who)
    return _reading(read) + _longest_path(scenario)


def _longest_path(scenario: Scenario) -> float:
    """Return the seconds of the longest path through a scenario's items."""
    following = {item.id: [name for name in item.following if name] for item in scenario.items}
    seconds: dict[str | None, float] = {None: 0.0}  # from an item to the end of the path
    for name in TopologicalSorter(following).static_order():
        if item := scenario.item(name):
            seconds[name] = _item_seconds(item, seconds)
    return seconds[scenario.items[0].id]


def _item_seconds(item: Item, following: Mapping[str | None, float]) -> float:
    """Return the seconds of an item and of what follows it."""
    read = _count(item.situation, item.prompt, *(part.text for part in item.parts))
    read += _count(*(category.text for category in item.categories)) + _stimulus_words(item.stimulus)
    if item.interaction is Interaction.CHOICE:
        rest = max(_reading(_feedback_words(option)) + following[option.to] for option in item.options)
    else:
        feedback = max(_feedback_words(part) for part in item.parts)
        rest = _reading(feedback + _count(item.feedback)) + following[item.to]
    return DECISION_SECONDS + _reading(read) + rest


def _feedback_words(part: Option | Statement) -> int:
    return _count(part.feedback, part.already_done if isinstance(part, Option) else "")


def _stimulus_words(stimulus: Stimulus | None) -> int:
    if stimulus is None:
        return 0
    said = [text for message in stimulus.messages for text in (message.sender, message.relation, message.words)]
    return _count(stimulus.title, *said)


def _count(*texts: str) -> int:
    return sum(len(words(text)) for text in texts)


def _reading(count: int) -> float:
    """Return the seconds that reading so many words takes."""
    return count * 60 / WORDS_PER_MINUTE
