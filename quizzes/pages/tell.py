"""Who to tell about a scenario: each role, how soon and about what, with the school's own names."""

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup

from quizzes.authoring.school import ENTRIES_OF, PEOPLE
from quizzes.engine.model import Role, Scenario, Tell, When
from quizzes.pages.authored import phrase
from quizzes.pages.components import component
from quizzes.pages.school import mistakes_notice
from quizzes.words.lookup import translate

NOTES = ("not_tell", "if_not_heard", "for_you")
"""What else a scenario may say, by its fields. The strings ``tell_<field>`` are the headings."""

type Name = tuple[str, str | None]
"""An entry of school.js and its label; None if the role says whose name it is."""


def render_tell(scenario: Scenario, *, on_paper: bool = False) -> Markup:
    """Say who to tell about a scenario. A name is shown once, and only if the school has filled it in."""
    rows, named, written_out = [], set[str](), _writes_out_dsl(scenario)
    for tell in scenario.tell:
        about = phrase(tell.about)
        rows.append(_row(tell.who, tell.when, about=about, named=named, in_full=not written_out, quiet=True))
        named.update(entry for entry, _ in _names(tell.who, tell.when))
        written_out = written_out or Role.DSL in tell.who
    return component(
        "tell",
        rows=rows,
        notes=[(name, text) for name in NOTES if (text := getattr(scenario, name))],
        notice=mistakes_notice() if names_someone(scenario) and not on_paper else None,
        on_paper=on_paper,
    )


def tell_row(who: Sequence[Role], when: When) -> Markup:
    """Say who to tell, with each name shown as missing until it is filled in. A page's Markdown says about what."""
    return _row(who, when)


def render_tell_summary(scenarios: Sequence[Scenario]) -> Markup:
    """Say who to tell about all scenarios of a module together: by role, the most urgent first."""
    groups: dict[tuple[Role, ...], list[tuple[Scenario, Tell]]] = {}
    for scenario in scenarios:
        for tell in scenario.tell:
            groups.setdefault(tell.who, []).append((scenario, tell))
    kinds = [(name, [(each, text) for each in scenarios if (text := getattr(each, name))]) for name in NOTES]
    return component(
        "tell-summary",
        groups=[_group(who, groups[who]) for who in sorted(groups, key=lambda who: _place(who, groups[who]))],
        notes=[(name, texts) for name, texts in kinds if texts],
    )


def names_someone(scenario: Scenario) -> bool:
    """Whether a school can fill in the name of anybody to tell."""
    return any(_names(tell.who, tell.when) for tell in scenario.tell)


def named_in(scenarios: Iterable[Scenario]) -> list[str]:
    """The entries of school.js that name anybody to tell about some scenarios, in the order of the file."""
    wanted = {entry for scenario in scenarios for tell in scenario.tell for entry, _ in _names(tell.who, tell.when)}
    return [entry for entry in PEOPLE if entry in wanted]


def roles(who: Sequence[Role], *, in_full: bool = False) -> str:
    """The roles as words that begin a line: "DSL or a deputy", "Headteacher or DSL".

    ``in_full``: whether "DSL" is written out.
    """
    text = alternatives([_role(role, alone=len(who) == 1, in_full=in_full) for role in who])
    return text[:1].upper() + text[1:]


def alternatives(words: Sequence[str]) -> str:
    """Join words as "A, B or C"."""
    if len(words) == 1:
        return words[0]
    return translate("paper_or", first=", ".join(words[:-1]), last=words[-1])


def _role(role: Role, *, alone: bool, in_full: bool) -> str:
    if role is not Role.DSL:
        return translate(f"tell_{role}")
    if in_full:
        return translate("tell_dsl_in_full") if alone else translate("tell_dsl_in_full_beside_others")
    return translate("tell_dsl") if alone else translate("tell_dsl_beside_others")


def _writes_out_dsl(scenario: Scenario) -> bool:
    """Whether every reader has read what "DSL" stands for before the first answer."""
    written_out = translate("tell_dsl_in_full_beside_others")
    return any(written_out in text for text in (scenario.content_note, scenario.situation))


def _names(who: Sequence[Role], when: When | None) -> list[Name]:
    """The names for some roles. Where it cannot wait, those of the DSL include who to ring out of hours."""
    entries = [entry for role in who for entry in ENTRIES_OF.get(role, ())]
    if when is When.AT_ONCE and Role.DSL in who:
        entries.append("out_of_hours")
    return [(entry, translate(f"tell_name_{entry}") if len(entries) > 1 else None) for entry in entries]


def _row(
    who: Sequence[Role],
    when: When | None,
    *,
    about: Markup | None = None,
    named: Collection[str] = (),
    in_full: bool = False,
    quiet: bool = False,
) -> Markup:
    """Draw a row. ``named`` has the entries that are shown already; ``quiet`` hides those that are not filled in."""
    return component(
        "tell-row",
        who=None if Role.NOBODY in who else roles(who, in_full=in_full),
        when=when,
        about=about,
        names=[name for name in _names(who, when) if name[0] not in named],
        contact=translate("tell_helpline_contact") if Role.HELPLINE in who else None,
        quiet=quiet,
    )


def _place(who: Sequence[Role], lines: Sequence[tuple[Scenario, Tell]]) -> tuple[bool, bool, int]:
    """Where a group of lines belongs: nobody last, then what can wait, then by the order of the roles."""
    return Role.NOBODY in who, not _is_urgent(lines), list(Role).index(who[0])


def _group(who: Sequence[Role], lines: Sequence[tuple[Scenario, Tell]]) -> dict[str, object]:
    return {
        "who": None if Role.NOBODY in who else roles(who, in_full=True),
        "names": _names(who, When.AT_ONCE if _is_urgent(lines) else None),
        "lines": [(scenario, tell.when, phrase(tell.about)) for scenario, tell in lines],
    }


def _is_urgent(lines: Sequence[tuple[Scenario, Tell]]) -> bool:
    return any(tell.when is When.AT_ONCE for _, tell in lines)
