"""What a school fills in for itself: its entries in the pages, the form, and the file school.js.

Only this module writes the file's text. The form on the site fills in the lines of the same text, and
quizzes/web/page/school-text.ts reads them.
"""

from collections.abc import Sequence
from textwrap import fill

from markupsafe import Markup

from quizzes.authoring.school import ENTRIES, PEOPLE, RULES
from quizzes.pages.components import component
from quizzes.words.lookup import strings, translate

FILE = "school.js"
"""Name of the file, at the top of the site."""

MISTAKES = ("unknown", "stray", "quotes", "twice", "letters", "backslash", "ending", "frame")
"""Kinds of mistakes in the file, as in quizzes/web/page/school-text.ts. ``school_slip_<kind>`` is each one's string."""

DOUBTS = ("scheme", "gap", "email", "phone", "drive")
"""Kinds of text that look like a link but are not one, as in quizzes/web/page/links.ts.

``school_doubt_<kind>`` is each one's string."""

_FORM_PAGE = "/for-schools/set-up.md"
_WIDTH = 78


def school_file() -> str:
    """The file's text with every value empty.

    A page that was opened from a folder can only run the file, so it is a function. Browsers give out a function's
    text, and all of it is a comment. So no quotation mark, backslash or comma can break it.
    """
    keep = translate("school_file_keep")
    lines = [f"function school() {{ /* {keep}", "//", *_comment("school_file")]
    for entry in ENTRIES:
        lines += ["", *_comment(f"school_{entry}"), *_comment(f"school_{entry}_help"), f"{entry}:"]
    return "\n".join([*lines, "", f"{keep} */ }}", ""])


def school_file_bytes() -> bytes:
    """The file as any version of Notepad can show and save it: with a byte order mark and Windows line endings."""
    return school_file().replace("\n", "\r\n").encode("utf-8-sig")


def school_entries(
    entries: Sequence[str], *, notice: bool = True, in_full: bool = False, quiet: str | None = None
) -> Markup:
    """List entries. The page's script replaces "Not yet filled in" with what school.js has.

    ``notice``: whether this list says that the file has a mistake. Of several lists in a row, only one needs it.
    ``in_full``: whether it says of each mistake what to write.
    ``quiet``: one line for a school that has none of these entries, in place of "Not yet filled in" for each.
    """
    known = ENTRIES if notice else None
    return component(
        "school", entries=entries, known=known, mistakes=MISTAKES if in_full else None, mend=_FORM_PAGE, quiet=quiet
    )


def mistakes_notice() -> Markup:
    """Explain a mistake in the file, if there is one, where entries are shown by themselves."""
    return school_entries([])


def mistakes_in_full(mend: str | None = _FORM_PAGE) -> Markup:
    """Explain each mistake in the file, where no entries are shown. ``mend``: the page with the form, or None on it."""
    return component("school", entries=[], known=ENTRIES, mistakes=MISTAKES, mend=mend)


def our_school_adds(entries: Sequence[str], *, notice: bool, on_paper: bool = False) -> Markup | None:
    """List the school's rules among a scenario's entries; None if there are none.

    They are on a slip, because they are not the county's words. ``notice`` is as in ``school_entries``.
    """
    rules = [entry for entry in entries if entry in RULES]
    if not rules:
        return None
    quiet = None if on_paper else translate("school_no_rules")
    body = school_entries(rules, notice=notice, quiet=quiet)
    return component("slip", tag=translate("school_adds"), body=body)


def render_school() -> Markup:
    """List all entries, for the school's own page."""
    return Markup("<div>{}{}</div>").format(
        school_entries(["name", "handbook_help"], in_full=True), _people_and_rules(Markup("<h2>{}</h2>"))
    )


def render_school_form() -> Markup:
    """Draw the form that makes the file. Above it, a mistake in the present file is explained."""
    form = component(
        "school-form",
        entries=ENTRIES,
        long=RULES,
        doubts=DOUBTS,
        preview=_people_and_rules(Markup("<h4>{}</h4>")),
        file=school_file(),
    )
    return Markup("<div>{}{}</div>").format(mistakes_in_full(mend=None), form)


def _people_and_rules(heading: Markup) -> Markup:
    """List whom to tell, and the school's rules, each list below a heading."""
    html = Markup()
    for title, entries in (("school_people", PEOPLE), ("school_rules", RULES)):
        html += heading.format(translate(title)) + school_entries(entries, notice=False)
    return html


def _comment(key: str) -> list[str]:
    """A string as JavaScript comment lines, each paragraph wrapped."""
    return [
        line or "//"
        for paragraph in strings()[key].strip().split("\n")
        for line in fill(paragraph, _WIDTH, initial_indent="// ", subsequent_indent="// ").split("\n")
    ]
