"""Every text of a bank that readers see, with its kind and its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from quizzes.authoring.bank import Bank, Entry, Place
from quizzes.engine.model import Option, Scenario, Stimulus


class Kind(Enum):
    """What a text is. The value is what messages call it."""

    TITLE = "the title"
    CONTENT_NOTE = "the content note"
    SITUATION = "the situation"
    STIMULUS = "the stimulus"
    PROMPT = "the prompt"
    OPTION = "this option"
    STATEMENT = "this statement"
    FEEDBACK = "the feedback"
    ALREADY_DONE = '"already_done"'
    ABOUT = '"about"'
    NOT_TELL = '"not_tell"'
    IF_NOT_HEARD = '"if_not_heard"'
    FOR_YOU = '"for_you"'
    EDITORIAL_NOTE = "the editorial note"


@dataclass(frozen=True, slots=True)
class Text:
    """One text. That of a stimulus is all that its messages say."""

    kind: Kind
    text: str
    place: Place


def texts(bank: Bank) -> Iterator[Text]:
    """Yield all texts that are not empty, by scenario."""
    for scenario in bank.scenarios.values():
        yield from _of_scenario(scenario)
    for entry in bank.entries():
        yield from _of_item(entry)


def _of_scenario(scenario: Scenario) -> Iterator[Text]:
    place = Place(scenario.id)
    written = {
        Kind.TITLE: (scenario.title, ("title",)),
        Kind.CONTENT_NOTE: (scenario.content_note, ("content_note",)),
        Kind.SITUATION: (scenario.situation, ("situation",)),
        Kind.NOT_TELL: (scenario.not_tell, ("not_tell",)),
        Kind.IF_NOT_HEARD: (scenario.if_not_heard, ("if_not_heard",)),
        Kind.FOR_YOU: (scenario.for_you, ("for_you",)),
    }
    yield from (Text(kind, text, place.at(*steps)) for kind, (text, steps) in written.items() if text)
    yield from _of_stimulus(scenario.stimulus, place)
    for index, tell in enumerate(scenario.tell):
        yield Text(Kind.ABOUT, tell.about, place.at("tell", index, "about"))
    if scenario.editorial_note:
        yield Text(Kind.EDITORIAL_NOTE, scenario.editorial_note.text, place.at("editorial_note", "text"))


def _of_item(entry: Entry) -> Iterator[Text]:
    item = entry.item
    if item.situation:
        yield Text(Kind.SITUATION, item.situation, entry.place.at("situation"))
    yield from _of_stimulus(item.stimulus, entry.place)
    yield Text(Kind.PROMPT, item.prompt, entry.place.at("prompt"))
    for part, place in entry.parts():
        kind = Kind.OPTION if isinstance(part, Option) else Kind.STATEMENT
        yield Text(kind, part.text, place.at("text"))
        if isinstance(part, Option) and part.already_done:
            yield Text(Kind.ALREADY_DONE, part.already_done, place.at("already_done"))
    for answer, place in (*entry.parts(), *entry.pairs()):
        yield Text(Kind.FEEDBACK, answer.feedback, place.at("feedback"))
    if item.feedback:
        yield Text(Kind.FEEDBACK, item.feedback, entry.place.at("feedback"))


def _of_stimulus(stimulus: Stimulus | None, place: Place) -> Iterator[Text]:
    if stimulus:
        yield Text(Kind.STIMULUS, " ".join(message.words for message in stimulus.messages), place.at("stimulus"))
