"""UI strings: every one that is used exists, and every one that exists is used."""

import re

from quizzes.authoring.school import ENTRIES, PEOPLE
from quizzes.authoring.stimulus import KINDS
from quizzes.engine.model import Basis, Grade, Interaction, Role, When
from quizzes.engine.records.staff_list import LineKind
from quizzes.engine.records.table import HEADINGS
from quizzes.engine.scoring import Verdict
from quizzes.engine.standing import OF_ROWS, Standing
from quizzes.pages.host_check import CHECKS, LEVELS
from quizzes.pages.school import DOUBTS, MISTAKES
from quizzes.pages.tell import NOTES
from quizzes.words.lookup import strings
from tests.building import ROOT

# Keys, or their beginnings, that do not occur whole in the code. Templates compose them from a grade, a basis, a
# verdict, a kind, an entry or a scheme. The others belong to the theme and to the table of a register.
COMPOSED = {
    "site_default",
    "site_slate",
    "grade_",
    "basis_",
    "verdict_",
    "stimulus_",
    "school_",
    "host_check_",
    "tell_",
    "theme_",
    "column_",
    "standing_",
    "reason_",
    "source_",
    "due_list_",
    "kept_",
    "yes",
    "no",
    "register_say_",
    *(f"{name}_" for name in Interaction),
}


# The strings of the theme that its templates and its script use with the features that are switched on here.
THEME = (
    *("action.skip", "search.result.placeholder", "search.result.none", "search.result.one", "search.result.other"),
    *("search.result.more.one", "search.result.more.other", "search.result.term.missing"),
)

# The reasons that checking.py gives for a record's status.
REASONS = (
    *("clauses", "scenarios", "mastery", "acknowledgement"),
    *("postdated", "checksum", "marks", "answers", "total", "rests-on"),
    *("malformed", "foreign", "future", "too-large", "unknown-module", "not-opened", "register", "required", "empty"),
)

# What can be wrong with a staff list as a whole.
LIST_PROBLEMS = ("nobody", "workbook", "too-large", "not-text", "no-such-column", "column", "headed")

_ROOTS = {*COMPOSED, "school_slip_", "school_doubt_", *(f"{name}_key_" for name in ("multiple", "order", "match"))}
_TICK_VERDICTS = (Verdict.RIGHT, Verdict.LEFT, Verdict.MISSED, Verdict.WRONG, Verdict.HARMFUL)


def _register_strings() -> set[str]:
    """Return the strings of the register's scripts."""
    scripts = [*(ROOT / "quizzes/web").rglob("*.ts"), *(ROOT / "quizzes/components").glob("register*/script.ts")]
    text = "".join(path.read_text(encoding="utf-8") for path in scripts)
    whole = re.findall(r"\bsay\(\"(\w+)\"|\"(why_\w+)\"", text)
    counted = re.findall(r"\bcount\(\"(\w+)\"", text)
    listed = {f"list_{kind}" for kind in (*LineKind, *LIST_PROBLEMS)}
    return {*(first or second for first, second in whole), *counted, *OF_ROWS, *listed}


def _keys() -> set[str]:
    """The keys in the file; a string with forms has one."""
    return {key.partition("/")[0] for key in strings()}


def _used_strings() -> set[str]:
    drawn = [
        path for folder in ("components/*", "shipping/scorm") for path in (ROOT / "quizzes").glob(f"{folder}/*.html")
    ]
    templates = "".join(path.read_text(encoding="utf-8") for path in drawn)
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quizzes").rglob("*.py"))
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    return {
        *re.findall(r"\b(?:t|counted)\(\"([\w-]+)\"", templates),
        *re.findall(r"translate\(\"([\w-]+)\"", scripts),
        *re.findall(r"config\.extra\.strings\.([\w-]+)", pages),
    }


def test_used_strings_and_existing_strings_are_the_same() -> None:
    """No key is missing, and no key is unused."""
    used = {key for key in _used_strings() if not key.startswith(tuple(COMPOSED))}
    assert used == {key for key in _keys() if not key.startswith(tuple(COMPOSED))}


def test_composed_strings_and_existing_strings_are_the_same() -> None:
    """A composed key exists for every name that needs it, and for no other."""
    plain = {key for key in _used_strings() if key.startswith(tuple(COMPOSED)) and key not in _ROOTS}
    made = {
        *(f"grade_{grade}" for grade in Grade),
        *(f"basis_{basis}" for basis in Basis),
        *(f"verdict_{verdict}" for verdict in Verdict),
        *(f"stimulus_{kind}" for kind in KINDS),
        *(f"{name}_key_{grade}" for name in ("multiple", "order") for grade in ("best", "poor", "harmful")),
        *(f"match_key_{grade}" for grade in ("best", "acceptable", "harmful")),
        *(f"{name}_{verdict}" for name in ("multiple", "order") for verdict in _TICK_VERDICTS),
        *(f"school_{entry}{suffix}" for entry in ENTRIES for suffix in ("", "_help")),
        *(f"tell_{role}" for role in Role),
        *(f"tell_{when}" for when in When),
        *(f"tell_{note}" for note in NOTES),
        *(f"tell_name_{entry}" for entry in PEOPLE),
        *(f"theme_{key}" for key in THEME),
        *("site_default", "site_slate"),
        *HEADINGS,
        *(f"standing_{standing}" for standing in Standing),
        *(f"reason_{reason}" for reason in REASONS),
        *("yes", "no", "source_record", "source_paper", "due_list_now", "due_list_soon", "kept_about"),
        *(f"register_say_{name}" for name in _register_strings()),
        *(f"school_slip_{kind}" for kind in MISTAKES),
        *(f"school_doubt_{kind}" for kind in DOUBTS),
        *(f"host_check_{level}" for level in LEVELS),
        *(f"host_check_{check}" for check in CHECKS),
        *(f"host_check_{check}_{result}" for check, results in CHECKS.items() for result in results),
        *("school_file", "school_people", "school_rules"),
    }
    assert plain | made == {key for key in _keys() if key.startswith(tuple(COMPOSED))}


def test_no_key_is_for_one_number() -> None:
    """No key ends in the name of a plural form, and no code chooses a string by comparing a number with 1."""
    names = "one|two|few|many|other|several"
    assert [key for key in _keys() if re.search(f"_({names})$", key)] == []
    code = [path for kind in ("py", "ts", "html") for path in (ROOT / "quizzes").rglob(f"*.{kind}")]
    chosen = re.compile(rf"\w_(?:{names})\"|[=!]== ?1 \?|== 1 %")
    assert {path.name: found for path in code if (found := chosen.findall(path.read_text(encoding="utf-8")))} == {}


def test_no_template_has_words_of_its_own() -> None:
    """Templates have no words outside tags, expressions and scripts."""
    of_exports = (ROOT / "quizzes/shipping/scorm").glob("*.html")
    components = (ROOT / "quizzes/components").glob("*/template.html")
    for path in [*components, *of_exports, *(ROOT / "overrides").rglob("*.html")]:
        bare = re.sub(
            r"<script>.*?</script>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>",
            " ",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        assert not re.search(r"[A-Za-z]{2,}", bare), path
