"""What a school fills in for itself: its entries in the pages, the form, and the file school.js.

The file's text exists once, here: the form on the site fills in the lines of the same text.
"""

from collections.abc import Sequence
from textwrap import fill

from markupsafe import Markup

from quizzes.authoring.school import ENTRIES, PEOPLE, RULES
from quizzes.pages.components import component
from quizzes.words.lookup import strings, translate

FILE = "school.js"
"""At the top of the site."""

_WIDTH = 78


def school_file() -> str:
    """The file's text with every value empty: a statement a value, so that no comma can be forgotten."""
    lines = [*_comment("school_file"), "var school = {};"]
    for entry in ENTRIES:
        lines += ["", *_comment(f"school_{entry}"), *_comment(f"school_{entry}_help"), f'school.{entry} = "";']
    return "\n".join([*lines, ""])


def school_file_bytes() -> bytes:
    """The file as Notepad of any age shows and saves it rightly: UTF-8 that says so, with Windows line ends."""
    return school_file().replace("\n", "\r\n").encode("utf-8-sig")


def school_entries(entries: Sequence[str], *, notice: bool = True) -> Markup:
    """A list of entries, each "Not yet filled in" until school.js says more.

    ``notice``: whether a mistake in the file is said here; once is enough for lists that stand together.
    """
    return component("school", entries=entries, known=ENTRIES if notice else None)


def who_to_tell(entries: Sequence[str]) -> Markup | None:
    """The people among a scenario's entries; None where there are none."""
    people = [entry for entry in entries if entry in PEOPLE]
    return school_entries(people) if people else None


def our_school_adds(entries: Sequence[str]) -> Markup | None:
    """The school's rules among a scenario's entries, on a slip, since they are not the county's words."""
    rules = [entry for entry in entries if entry in RULES]
    if not rules:
        return None
    return component("slip", tag=translate("school_adds"), body=school_entries(rules, notice=rules == list(entries)))


def render_school() -> Markup:
    """All entries, for the school's own page."""
    html = school_entries(["name", "handbook_help"])
    for title, entries in (("school_people", PEOPLE), ("school_rules", RULES)):
        html += Markup("<h2>{}</h2>").format(translate(title)) + school_entries(entries, notice=False)
    return Markup("<div>{}</div>").format(html)


def render_school_form() -> Markup:
    """The form that makes the file; what is wrong with the one that is there is said above it."""
    form = component("school-form", entries=ENTRIES, long=RULES, file=school_file())
    return Markup("<div>{}{}</div>").format(school_entries([]), form)


def _comment(key: str) -> list[str]:
    """A string as comment lines, each paragraph filled."""
    return [
        line or "//"
        for paragraph in strings()[key].strip().split("\n")
        for line in fill(paragraph, _WIDTH, initial_indent="// ", subsequent_indent="// ").split("\n")
    ]
