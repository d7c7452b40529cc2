"""What `check` says of wording that gives best options away.

It is a note and no problem: in the few items of one author, much is luck. The limits for this project's own bank are in
`tests/authoring/test_cues.py`.
"""

from pathlib import Path

from quizzes.authoring.bank import Bank, Place
from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.cues import Choice, find_cues
from quizzes.engine.model import Grade, Interaction


def cue_note(root: Path, catalogue: Catalogue) -> str:
    """Return the note on the project in ``root``; "" if fewer than two scenarios have *choice* items."""
    bank = Bank(root, catalogue)
    places = choices(bank)
    if len({choice.scenario for choice in places}) < 2:
        return ""
    report = find_cues(list(places))
    lines = [
        f"Note: from the options' wording alone, a small model finds the best one in {report.found} of {report.total} "
        f"choice items; by chance it would be {report.chance:.1f}.",
        f"The best option is the longest in {report.longest} of them, and the shortest in {report.shortest}; "
        "each should be about a quarter.",
    ]
    if report.giveaways:
        lines.append("These are the items that it finds, some of them by luck, each with what gave it away:")
    for giveaway in report.giveaways:
        cues = "; ".join(map(str, giveaway.cues))
        lines.append(f'{bank.position(places[giveaway.choice])}: "{giveaway.choice.item}": {cues}')
    return "\n".join(lines)


def choices(bank: Bank) -> dict[Choice, Place]:
    """Return every *choice* item of a bank, with the place of its options."""
    found = {}
    for entry in bank.entries():
        if entry.item.interaction is Interaction.CHOICE:
            options = entry.item.options
            best = frozenset(index for index, option in enumerate(options) if option.grade is Grade.BEST)
            choice = Choice(entry.scenario.id, entry.item.id, tuple(option.text for option in options), best)
            found[choice] = entry.place.at("options")
    return found
