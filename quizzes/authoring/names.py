"""Check that no two scenarios use the same name, so that readers never take two people for one."""

import re
from collections.abc import Iterator

from quizzes.authoring.bank import Bank, Place
from quizzes.authoring.problems import Problem
from quizzes.authoring.texts import texts
from quizzes.authoring.wording import plain

_NAME = r"[A-Z][a-zà-öø-ÿ]+"
_CAPITALISED = re.compile(rf"\b{_NAME}\b")
_SMALL = re.compile(r"\b[a-zà-öø-ÿ]+\b")

_RELATION = "mum|dad|mother|father|parents|brother|sister|son|daughter|aunt|uncle|cousin|gran|grandad|family|teacher"
_PERSON = re.compile(
    rf"\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|called|named|mum of|dad of) ({_NAME})\b"
    rf"|\b({_NAME})[’'](?:s )?(?:{_RELATION})\b"
    rf"|\b({_NAME}),? (?:in|from|the) (?:Year|Reception)\b"
    rf"|\b({_NAME}), (?:who\b|whose\b|aged\b|\d)"
)
"""Where a capitalised word is a person's name."""

_NO_NAMES = frozenset(
    _SMALL.findall(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december christmas easter year reception mr mrs miss ms mx dr english maths
        instagram facebook snapchat whatsapp tiktok youtube discord linkedin twitter roblox minecraft fortnite google
        teams zoom telegram strava vinted england wales scotland britain
        """
    )
)
"""Capitalised words that aren't names of people, in lower case."""


def names_are_distinct(bank: Bank) -> Iterator[Problem]:
    """A name that means a person in one scenario occurs in no other.

    A word that some scenario writes in lower case too, such as "will", is not taken for a name.
    """
    written = [*_senders(bank), *((plain(text.text), text.place) for text in texts(bank))]
    ordinary = _NO_NAMES.union(*(_SMALL.findall(text) for text, _ in written))
    people = {match[0] for sender, _ in _senders(bank) if (match := _CAPITALISED.match(sender))}
    scenarios: dict[str, dict[str, Place]] = {}  # the first place of each capitalised word in each scenario
    for text, place in written:
        people.update(name for match in _PERSON.finditer(text) for name in match.groups() if name)
        for name in _CAPITALISED.findall(text):
            scenarios.setdefault(name, {}).setdefault(place.scenario, place)
    for name in sorted(people):
        first, *others = scenarios[name].values()
        for place in others if name.lower() not in ordinary else ():
            yield bank.problem(
                place,
                f"{name} is in another scenario too: {bank.position(first)}",
                "choose a name that is in no other scenario",
            )


def _senders(bank: Bank) -> Iterator[tuple[str, Place]]:
    """Yield who wrote each message, and who they are to the reader, with the place of the stimulus."""
    stimuli = [(scenario.stimulus, Place(scenario.id)) for scenario in bank.scenarios.values()]
    stimuli += [(entry.item.stimulus, entry.place) for entry in bank.entries()]
    for stimulus, place in stimuli:
        for index, message in enumerate(stimulus.messages if stimulus else ()):
            yield f"{message.sender}, {message.relation}", place.at("stimulus", "messages", index, "from")
