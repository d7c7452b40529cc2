"""Staff lists are read as schools have them, and no line of one is lost without a word."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizzes.engine.errors import WireError
from quizzes.engine.records.list_text import MAX_BYTES, decoded_list
from quizzes.engine.records.names import Member
from quizzes.engine.records.staff_list import LineKind, StaffList, read_staff
from tests.engine.test_any_text import ANY_TEXT

LISTS = Path(__file__).parent / "staff_lists"
ANN, BOB = Member("Ann Smith", "Teacher", "17"), Member("Bob Jones", "Cook, part-time", "")


def read(text: str, name_columns: str = "") -> StaffList:
    """Read a list that has lines."""
    found = read_staff(text, name_columns)
    assert found
    return found


def members(text: str, name_columns: str = "") -> list[Member]:
    """Return the people of a list, every line of which can be read."""
    found = read(text, name_columns)
    assert found.reading.unread == ()
    return [*found.members]


def unread(text: str) -> list[tuple[int, LineKind]]:
    """Return the numbers of the lines that could not be read, and why."""
    return [(line.line, line.kind) for line in read(text).reading.unread]


@pytest.mark.parametrize(
    "text",
    [
        'Ann Smith,Teacher,17\nBob Jones,"Cook, part-time",',
        "Ann Smith\tTeacher\t17\nBob Jones\tCook, part-time",
        "Ann Smith;Teacher;17\r\nBob Jones;Cook, part-time;\r\n",
        "\ufeffName;Role;Reference\nAnn Smith;Teacher;17\nBob Jones;Cook, part-time",
        "Payroll number\tJOB TITLE\tfull name\n17\tTeacher\tAnn Smith\n\tCook, part-time\tBob Jones",
        '\n\nAnn Smith,Teacher,17\n\n,,\n  \nBob Jones,"Cook, part-time"',
        '"Name"\t"Post"\t"Ref"\n"Ann  Smith"\t"Teacher"\t"17"\n"Bob\nJones"\t"Cook, part-time"\t',
        "Name\tUnknown\tRole\tID\n Ann Smith \tx\tTeacher\t17\nBob Jones\tx\tCook, part-time",
        ["Staff of Hazel Road School", "SEP=;\nAnn Smith;Teacher;17\nBob Jones;Cook, part-time;"][1],
        'Surname,Forename,Job,Staff no\nSmith,Ann,Teacher,17\nJones,Bob,"Cook, part-time",',
        "Name;Role;Ref\nSmith, Ann;Teacher;17\nJones, Bob;Cook, part-time;",
        "Staff, 23 November\n\nName\tRole\tRef\nAnn Smith\tTeacher\t17\nName\tRole\tRef\nBob Jones\tCook, part-time",
        "Legal surname\tLegal forename\tPreferred forename\tE-mail\tRole\tRef\n"
        "Smith\tAnnabel\tAnn\ta@school.example\tTeacher\t17\nJones\tRobert\tBob\t\tCook, part-time\t",
        "17|Ann Smith|Teacher\n|Bob Jones|Cook, part-time",
        "Title\tLegal First Name\tLegal Middle Names\tLegal Last Name\tPreferred First Name\tJob Role\tStaff ID\n"
        "Mrs\tAnnabel\tRose\tSmith\tAnn\tTeacher\t17\nMr\tRobert\t\tJones\tBob\tCook, part-time\t",
        "Surname\tForename\tPreferred name\tPost held\tEmergency contact name\tRef\n"
        "Smith\tAnn\tAnnie\tTeacher\tCy Smith\t17\nJones\tBob\tRob\tCook, part-time\tDee Jones\t",
    ],
)
def test_a_staff_list_can_have_any_common_layout(text: str) -> None:
    """Any separator, order of columns, heading, title and way to write names is understood."""
    assert members(text) == [ANN, BOB]


def test_a_list_of_names_is_a_staff_list() -> None:
    """One name a line is enough, and the first separator may come on a later line."""
    assert members("Ann Smith\nBob Jones\n") == [Member("Ann Smith"), Member("Bob Jones")]
    assert members("Ann Smith\nBob Jones\tCook, part-time") == [Member("Ann Smith"), BOB]
    assert members("name\nAnn Smith") == [Member("Ann Smith")]
    assert members("Smith, Ann\nO’Brien, Zoë") == [Member("Ann Smith"), Member("Zoë O’Brien")]
    for nothing in ("", "\ufeff", " \n\t\n", ",,\n"):
        assert read_staff(nothing) is None
    assert read("Name,Role\n").members == ()


PEOPLE = {
    "lone-quote.txt": ["Anita Patel", "Bobby Singh", "Cara Lee", "Dan Moss"],
    "ditto-mark.txt": ["Anita Patel", "Ben Okoro", "Zoë Müller", "Dan Moss"],
    "header-not-known.txt": ["Anita Patel"],
    "sep-line.txt": ["Anita Patel"],
    "surname-comma-forename.txt": ["Anita Patel", "Ben Okoro", "Zoë Müller"],
    "title-above-the-header.txt": ["Anita Patel"],
    "two-name-columns.txt": ["Anita Patel", "Ben Okoro"],
    "excel-unicode-text-utf16.txt": ["Anita Patel", "Ben Okoro", "Zoë Müller"],
}


@pytest.mark.parametrize("name", PEOPLE)
def test_every_person_of_a_schools_list_is_read(name: str) -> None:
    """Lists that schools have tried give each person with their whole name, and nobody else."""
    assert [member.name for member in members(decoded_list((LISTS / name).read_bytes()))] == PEOPLE[name]


def test_a_mark_for_ditto_repeats_what_is_above() -> None:
    """In the role's column, or in one of several of the name, it stands for what is above. It swallows no line."""
    assert members('Ann\tTeacher\nBob\t"\nCy\t"\nDee\tCook') == [
        Member("Ann", "Teacher"),
        Member("Bob", "Teacher"),
        Member("Cy", "Teacher"),
        Member("Dee", "Cook"),
    ]
    assert read('Ann\tTeacher\n\tCook\nBob\t"').members[-1] == Member("Bob", "Cook")
    assert members('Surname\tForename\nLee\tAnn\n"\tBob') == [Member("Ann Lee"), Member("Bob Lee")]
    assert unread('Name\tRole\nAnn\tCook\n"\tTeacher') == [(3, LineKind.NO_NAME)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Name,Role\nAnn,Cook\n,Teacher\nBob,Cook", [(3, LineKind.NO_NAME)]),
        ("Name,Role\nAnn,Cook\n12345,Teacher\n***,Cook", [(3, LineKind.NOT_A_NAME), (4, LineKind.NOT_A_NAME)]),
        (
            "Ann\nB\ufffdb\nCy\x01\nd@school.example",
            [(2, LineKind.NOT_A_NAME), (3, LineKind.NOT_A_NAME), (4, LineKind.NOT_A_NAME)],
        ),
        (f"Ann\n{'x' * 201}", [(2, LineKind.NOT_A_NAME)]),
        ("Ann\nTotal: 1\nPage 2 of 2\nSue Page\n2 records", [(line, LineKind.NOT_A_NAME) for line in (2, 3, 5)]),
        ("Name,Role\nAnn,Cook\nGrand total,1\nPrinted 1/9/2026", [(line, LineKind.NOT_A_NAME) for line in (3, 4)]),
        ("Dee Ray\nStaff list 2026\nName,Role\nAnn,Cook", [(1, LineKind.ABOVE)]),
        ("Dee Ray;Support staff;0017\nName;Role;Ref\nAnn;Cook;1", [(1, LineKind.ABOVE)]),
        ("Page\tAnn\nSurname\tForename\nLee\tBob", [(1, LineKind.ABOVE)]),
        ("Ann Smith\nBob Jones\nName\nCy Lee", [(1, LineKind.ABOVE), (2, LineKind.ABOVE)]),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, lines: list[tuple[int, LineKind]]) -> None:
    """Each line without a name, with something else in its place, or above the heading, is reported by its number."""
    assert unread(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        'Ann\n"Bob\nCy\n"Dee\nEd"',
        'Ann,Cook\n"Bob,Cook\nCy,"Cook\nDee,Cook"\nEd,Cook',
        'Ann,"Cook,1\nBob,Cook",2\nCy,Cook,3\nDee,Cook,4\nEd,Cook,5',
        '"Ann\tCook\nBob\tCook\nCy\tCook"\nDee\tCook\nEd"\tCook',
        "Ann\r\"Bob\rCy\r'Dee\rEd",
        "Ann\u2028Bob\vCy\fDee\x85Ed",
    ],
)
def test_quotation_marks_swallow_nobody(text: str) -> None:
    """However many marks there are, and whichever ends of lines, five lines are five people."""
    assert [member.name.strip("'") for member in members(text)] == ["Ann", "Bob", "Cy", "Dee", "Ed"]


def test_a_cell_with_several_lines_is_one_cell() -> None:
    """An address in quotation marks may go on in the next lines. They are said to belong to the first."""
    text = 'Name,Address,Role\nAnn Lee,"1 High Street,\nPreston",Cook\n"Bob\nRay","2 High Street",Teacher\n'
    found = read(text)
    assert [*found.members] == [Member("Ann Lee", "Cook"), Member("Bob Ray", "Teacher")]
    kinds = [(line.line, line.kind) for line in found.reading.passed]
    assert kinds == [(1, LineKind.HEADING), (3, LineKind.CONTINUED), (5, LineKind.CONTINUED)]


def test_the_reading_says_how_the_list_was_understood() -> None:
    """It has the counts, the first and last person, each column with a sample, and the columns that are used."""
    reading = read("Staff list 2026\nNo;Surname;Forename;Job\n1;Lee;Ann;Cook\n2;Ray;Bob;Cook\n").reading
    assert (reading.lines, reading.people, reading.first, reading.last) == (4, 2, "Ann Lee", "Bob Ray")
    assert [(column.letter, column.heading, column.sample) for column in reading.columns] == [
        ("A", "No", "1"),
        ("B", "Surname", "Lee"),
        ("C", "Forename", "Ann"),
        ("D", "Job", "Cook"),
    ]
    assert (reading.name, reading.role, reading.reference) == (("C", "B"), "D", "A")
    assert [(line.line, line.text, line.kind) for line in reading.passed] == [
        (1, "Staff list 2026", LineKind.TITLE),
        (2, "No;Surname;Forename;Job", LineKind.HEADING),
    ]


def test_the_office_chooses_the_columns_of_the_name() -> None:
    """One column, or several in the order of the name. What the list doesn't have is refused."""
    text = "1\tLee\tAnn\tCook\n2\tRay\tBob\tTeacher"
    assert members(text) == [Member("Lee", "Ann", "1"), Member("Ray", "Bob", "2")]
    assert members(text, "C,B") == [Member("Ann Lee", "Cook", "1"), Member("Bob Ray", "Teacher", "2")]
    assert members("Chef\tWer\nCook\tAnn Lee", "b") == [Member("Wer", "Chef"), Member("Ann Lee", "Cook")]
    assert members("Name,Role,Known as\nAnnabel Lee,Cook,Ann Lee", "C") == [Member("Ann Lee", "Cook")]
    for letters in ("E", "A,A", "A,B,C", "A,", "1", "Ä", "AAA"):
        with pytest.raises(WireError, match=r"^no-such-column: "):
            read_staff(text, letters)


@given(ANY_TEXT | st.text('ab",;\t\n ', max_size=200))
@example('"\n"\n"\n')
@example("a" + "\t" * 200 + "b")
@example("\t" * 200 + "b\nName")
def test_every_line_is_somebody_or_reported(text: str) -> None:
    """Any text can be read. Each of its lines is a person, or is reported, and no name has extra white space."""
    found = read_staff(text)
    if not found:
        assert not re.search(r'[^\s",;|]', text.replace("\ufeff", ""))
        return
    reading = found.reading
    assert reading.people == len(found.members)
    assert reading.lines == reading.people + len(reading.passed) + len(reading.unread)
    numbers = [line.line for line in (*reading.passed, *reading.unread)]
    assert len(set(numbers)) == len(numbers)
    for member in found.members:
        assert member.name == " ".join(member.name.split()) != ""


@given(
    st.lists(
        st.sampled_from(
            [
                "Ann Lee,Cook",
                '"Ann Lee",Cook',
                '"Ann Lee,Cook',
                'Ann Lee,"Cook',
                'Ann "Lee,Cook"',
                'Ann Lee,"',
                '"Ann Lee"","Cook"',
            ]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_as_many_people_come_out_as_lines_go_in(lines: list[str]) -> None:
    """Whichever lines have lone quotation marks, each line that has a whole row in it is somebody."""
    reading = read("\n".join(["Name,Role", *lines])).reading
    assert reading.people + len(reading.unread) == len(lines), reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_of_a_spreadsheet_is_read(encoding: str) -> None:
    """A list is read in every encoding that Excel and editors save, with or without a byte-order mark."""
    text = "Name\tRole\r\nZoë O’Brien\tTeacher\r\n"
    assert decoded_list(text.encode(encoding)).removeprefix("\ufeff") == text
    assert decoded_list(f"\ufeff{text}".encode("utf-16-be")).removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ((LISTS / "workbook.xlsx").read_bytes(), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
        (b"a\x81b\xff", "not-text"),
        (b"\xff\xfea", "not-text"),
        (b"Ann\0Bob", "not-text"),
        (b"%PDF-1.7\n", "not-text"),
        (b"<table><tr><td>Ann</td></tr></table>", "not-text"),
        (b"{\\rtf1 Ann}", "not-text"),
        (b"Ann\x1b[2JBob", "not-text"),
        (b"a," * (MAX_BYTES // 2 + 1), "too-large"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, problem: str) -> None:
    """A workbook, and any other file that is not a text, is refused with its own reason."""
    with pytest.raises(WireError, match=f"^{problem}: "):
        decoded_list(data)
