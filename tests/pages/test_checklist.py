"""The school's checklist: the page and the spreadsheet quote every clause for the school, and no other clause."""

import csv
import io
import json
from pathlib import Path

import pytest

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.for_schools import CHECKLIST, read_checklist
from quizzes.authoring.problems import ContentError
from quizzes.pages.for_schools import FILE, checklist_csv
from tests.building import ROOT, built_site
from tests.pages.test_coverage import how_tested
from tests.pages.tree import of_class, page, text

PAGE = "for-schools/checklist.html"
EXPECTED = [name for name, how in how_tested().items() if how in ("checklist", "both")]


def spreadsheet() -> list[dict[str, str]]:
    """Return the rows of the built file."""
    return list(csv.DictReader(io.StringIO((built_site() / FILE).read_text(encoding="utf-8-sig"), newline="")))


def test_the_page_has_every_clause_for_the_school_and_no_other() -> None:
    """The page's entries are the 18 clauses that a checklist can test, in the guidance's order."""
    assert len(EXPECTED) == 18
    (checklist,) = of_class(page(PAGE), "checklist")
    assert [each.get("id") for each in checklist.iter("li")] == EXPECTED


def test_the_spreadsheet_has_every_clause_for_the_school_and_no_other() -> None:
    """The file's rows are the same 18 clauses."""
    assert [row["Clause"] for row in spreadsheet()] == EXPECTED


def test_a_clause_is_quoted_word_for_word_with_its_stem() -> None:
    """Each entry has the words of clauses.csv. A clause that begins mid-sentence has its stem before them."""
    with (ROOT / "source/clauses.csv").open(encoding="utf-8", newline="") as file:
        clauses = {row["id"]: row for row in csv.DictReader(file)}
    (checklist,) = of_class(page(PAGE), "checklist")
    for entry in checklist.iter("li"):
        clause = clauses[entry.attrib["id"]]
        stem = f"{clause['stem']} … " if clause["stem"] else ""
        assert [text(each) for each in entry.iter("blockquote")] == [stem + clause["text_verbatim"]]


def test_page_and_spreadsheet_say_the_same() -> None:
    """A clause has the same gist, quotation and text on what would show it on the page and in the spreadsheet."""
    (checklist,) = of_class(page(PAGE), "checklist")
    entries = {entry.attrib["id"]: entry for entry in checklist.iter("li")}
    for row in spreadsheet():
        entry = entries[row["Clause"]]
        (shows,) = of_class(entry, "checklist-shows")
        assert text(shows) == f"How to show it {row['How to show it']}"
        assert text(next(entry.iter("h3"))) == f"{row['Clause']} {row['In short']}"
        assert text(next(entry.iter("blockquote"))) == row["The county’s words"]


def test_the_spreadsheet_opens_in_excel_with_columns_to_fill_in() -> None:
    """The byte order mark lets Excel show every letter, and the columns for an owner and a date are empty."""
    data = (built_site() / FILE).read_bytes()
    assert data.startswith("\ufeff".encode())
    assert "Parents’ permission" in data.decode("utf-8-sig")
    assert list(spreadsheet()[0]) == [
        *("Clause", "In short", "The county’s words", "How to show it"),
        *("Owner", "Date"),
    ]
    assert all((row["Owner"], row["Date"]) == ("", "") for row in spreadsheet())


def test_the_page_links_to_the_spreadsheet() -> None:
    """The link is relative and needs no script. The YAML file that the page is made from is not in the site."""
    links = [link for link in page(PAGE).iter("a") if "download" in link.attrib]
    assert [link.attrib["href"] for link in links] == ["checklist.csv"]
    assert not list(built_site().rglob("*.yaml"))


def test_search_finds_the_page_and_not_the_clauses_in_it() -> None:
    """The search index has the page's own words, but not the clauses that it quotes."""
    index = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    found = "".join(each["title"] + each["text"] for each in index["docs"] if each["location"].startswith(PAGE))
    assert "are for the school itself" in found
    assert "continually self-review" not in found


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", " =1+1", "\n=1"])
def test_a_cell_is_never_a_formula(formula: str) -> None:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    catalogue = load_catalogue(ROOT)
    rows = list(csv.reader(io.StringIO(checklist_csv(catalogue, {"SG-0": formula}).decode("utf-8-sig"), newline="")))
    assert [row[3] for row in rows[1:]] == [f"'{formula}"]


def problems_of(root: Path, written: str | None) -> list[str]:
    """Return the problems of a checklist with this text, or with no file if the text is None."""
    file = root / CHECKLIST
    file.parent.mkdir(parents=True)
    if written is not None:
        file.write_text(written, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_checklist(root, load_catalogue(ROOT).clauses)
    return [str(problem) for problem in caught.value.problems]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """The message names the file and says what belongs in it."""
    assert problems_of(tmp_path, None) == [
        f"{CHECKLIST}:1:1: the file is missing; "
        "write it: for each clause for the school, what would show that it is followed"
    ]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "BG-5: >-",
            "SG-3: >-",
            ':3:1: clause for the school "BG-5" is missing; add it: what would show that this is followed: "{gist}"',
        ),
        ("BG-5: >-", "BG-05: >-", ':5:1: unknown clause for the school "BG-05"; did you mean "BG-5"?'),
        ("BG-5: >-", "BG-2: >-", ':5:1: clause for the school "BG-2" occurs twice; delete one of them'),
        (
            "BG-5: >-",
            "BG-5: ''\nother: >-",
            ':5:7: "BG-5" is empty; write it: what would show that this is followed: "{gist}"',
        ),
    ],
)
def test_a_mistake_in_the_file_is_a_problem(tmp_path: Path, before: str, after: str, message: str) -> None:
    """A missing, misspelt, repeated or empty clause is reported with its position and a remedy."""
    written = (ROOT / CHECKLIST).read_text(encoding="utf-8")
    gist = load_catalogue(ROOT).clauses["BG-5"].gist
    assert CHECKLIST + message.format(gist=gist) in problems_of(tmp_path, written.replace(before, after))


def test_a_clause_for_staff_has_no_place_in_the_file(tmp_path: Path) -> None:
    """A clause that only scenarios can test is unknown to the checklist."""
    written = (ROOT / CHECKLIST).read_text(encoding="utf-8") + "SG-3: A list of friends.\n"
    (problem,) = problems_of(tmp_path, written)
    assert 'unknown clause for the school "SG-3"' in problem


def test_a_checklist_that_is_not_yaml_is_a_problem(tmp_path: Path) -> None:
    """A list in place of fields is reported as it is in a scenario's file."""
    (problem,) = problems_of(tmp_path, "- SG-0\n")
    assert problem.startswith(f"{CHECKLIST}:1:1: this is a list, not a group of fields")
