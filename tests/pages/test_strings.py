"""The interface's words: none missing, none left over."""

import re

from quizzes.authoring.school import ENTRIES
from quizzes.authoring.stimulus import KINDS
from quizzes.engine.model import Basis, Grade, Interaction
from quizzes.engine.records.checking import Status
from quizzes.engine.records.table import HEADINGS
from quizzes.engine.scoring import Verdict
from quizzes.words.lookup import strings
from tests.building import ROOT

# Keys that templates put together from a grade, a basis, a verdict, a kind, an entry or a scheme, the theme's, and
# those of a register's table.
BUILT = {
    "site_default",
    "site_slate",
    "grade_",
    "basis_",
    "verdict_",
    "stimulus_",
    "school_",
    "theme_",
    "column_",
    "status_",
    "reason_",
    "yes",
    "no",
    "register_say_",
    "register_state_",
    *(f"{name}_" for name in Interaction),
}


# What the theme's page and its script ask of its words for everything that is switched on here.
THEME = (
    *("action.skip", "search.result.placeholder", "search.result.none", "search.result.one", "search.result.other"),
    *("search.result.more.one", "search.result.more.other", "search.result.term.missing"),
)

# Why a record does not hold, as checking.py says.
REASONS = (
    *("clauses", "scenarios", "mastery", "acknowledgement"),
    *("checksum", "marks", "answers", "total", "rests-on"),
    *("malformed", "foreign", "future", "too-large", "unknown-module", "not-opened"),
)

_ROOTS = {*BUILT, *(f"{name}_key_" for name in ("multiple", "order", "match"))}
_OF_TICKS = (Verdict.RIGHT, Verdict.LEFT, Verdict.MISSED, Verdict.WRONG, Verdict.HARMFUL)


def _said() -> set[str]:
    """What the register's scripts say; of what they count, as one and as several."""
    scripts = [*(ROOT / "quizzes/web").rglob("*.ts"), *(ROOT / "quizzes/components").glob("register*/script.ts")]
    text = "".join(path.read_text(encoding="utf-8") for path in scripts)
    whole = re.findall(r"\bsay\(\"(\w+)\"|\"(why_\w+)\"", text)
    counted = re.findall(r"\bcount\(\"(\w+)\"", text)
    ways = {f"{name}_{how}" for name in (*counted, *Status) for how in ("one", "many")}
    return {first or second for first, second in whole} | ways


def _used() -> set[str]:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quizzes").glob("components/*/*.html"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quizzes/pages").glob("*.py"))
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    return {
        *re.findall(r"\bt\(\"([\w-]+)\"", templates),
        *re.findall(r"translate\(\"([\w-]+)\"", scripts),
        *re.findall(r"config\.extra\.strings\.([\w-]+)", pages),
    }


def test_every_string_that_is_used_is_there_and_every_one_there_is_used() -> None:
    """No key is missing, and none is left over."""
    used = {key for key in _used() if not key.startswith(tuple(BUILT))}
    assert used == {key for key in strings() if not key.startswith(tuple(BUILT))}


def test_every_string_put_together_is_there_and_every_one_there_is_needed() -> None:
    """What templates put together from a name exists for every name that needs it, and for no other."""
    plain = {key for key in _used() if key.startswith(tuple(BUILT)) and key not in _ROOTS}
    made = {
        *(f"grade_{grade}" for grade in Grade),
        *(f"basis_{basis}" for basis in Basis),
        *(f"verdict_{verdict}" for verdict in Verdict),
        *(f"stimulus_{kind}" for kind in KINDS),
        *(f"{name}_key_{grade}" for name in ("multiple", "order") for grade in ("best", "poor", "harmful")),
        *(f"match_key_{grade}" for grade in ("best", "acceptable", "harmful")),
        *(f"{name}_{verdict}" for name in ("multiple", "order") for verdict in _OF_TICKS),
        *(f"school_{entry}{suffix}" for entry in ENTRIES for suffix in ("", "_help")),
        *("site_default", "site_slate"),
        *(f"theme_{key}" for key in THEME),
        *("site_default", "site_slate"),
        *HEADINGS,
        *(f"status_{status}" for status in Status),
        *(f"reason_{reason}" for reason in REASONS),
        *("yes", "no"),
        *(f"register_say_{said}" for said in _said()),
        *(f"register_state_{state}" for state in ("passed", "due", "retake", "not_passed", "altered", "none")),
        *("school_file", "school_people", "school_rules"),
    }
    assert plain | made == {key for key in strings() if key.startswith(tuple(BUILT))}


def test_no_word_of_the_interface_stands_in_a_template() -> None:
    """Between a template's tags there is nothing but what is filled in."""
    for path in [*(ROOT / "quizzes/components").glob("*/template.html"), *(ROOT / "overrides").rglob("*.html")]:
        bare = re.sub(
            r"<script>.*?</script>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>",
            " ",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        assert not re.search(r"[A-Za-z]{2,}", bare), path
