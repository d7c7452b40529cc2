"""Responses to *multiple*, *order* and *match* get the outcomes that we worked out by hand."""

from dataclasses import replace

import pytest

from quizzes.engine.errors import WireError
from quizzes.engine.model import Grade, Item, Option
from quizzes.engine.scoring import Outcome, Unanswered, score
from tests.engine.asking import Reader
from tests.engine.items import ACCEPTABLE, ALL_FOUR, BEST, HARMFUL, POOR, ROUTINE, SORTING, TICKS
from tests.responses import LETTERS


def outcome_of(item: Item, response: str) -> Outcome:
    """Mark a response, written as option ids with spaces between them, or as ``statement:category``."""
    outcome = score(item, tuple(each.replace(":", " ") for each in response.split()))
    assert isinstance(outcome, Outcome)
    return outcome


def summary_of(item: Item, response: str) -> tuple[Grade, float, str, str]:
    """Return grade, score, one letter per verdict (pairs first, then parts), and the clauses without "c-"."""
    outcome = outcome_of(item, response)
    assert [name for name, _ in outcome.feedback] == [each.id for each in (*item.pairs, *item.parts)]
    verdicts = "".join(LETTERS[verdict] for _, verdict in outcome.feedback)
    return outcome.grade, outcome.score, verdicts, " ".join(outcome.clauses).replace("c-", "")


@pytest.mark.parametrize(
    ("response", "grade", "mark", "verdicts", "clauses"),
    [
        ("lock tell", BEST, 1, "rlrll", ""),
        ("tell lock", BEST, 1, "rlrll", ""),
        ("lock", ACCEPTABLE, 3 / 5, "rlmll", "tell"),
        ("lock tell ask", ACCEPTABLE, 3 / 5, "rlrwl", "ask"),
        ("reset lock", POOR, 1 / 5, "rwmll", "reset tell"),
        ("ask reset", POOR, 0, "mwmwl", "lock reset tell ask"),
        ("lock post tell", HARMFUL, 3 / 5, "rlrlh", "post"),
        ("post", HARMFUL, 0, "mlmlh", "lock tell post"),
    ],
)
def test_multiple_is_marked_by_ticks(response: str, grade: Grade, mark: float, verdicts: str, clauses: str) -> None:
    """With five options, each right tick or blank adds a fifth, and each wrong one takes a fifth off, down to 0."""
    assert summary_of(TICKS, response) == (grade, mark, verdicts, clauses)


@pytest.mark.parametrize(
    ("response", "grade", "mark", "verdicts", "clauses"),
    [
        ("stop save tell log", BEST, 1, "+++rrrrll", ""),
        ("stop save log tell", BEST, 1, "+++rrrrll", ""),
        ("save stop tell log", ACCEPTABLE, 2 / 3, "-++rrrrll", "stop save"),
        ("stop tell log save", POOR, 1 / 3, "+--rrrrll", "save tell log"),
        ("stop save tell", ACCEPTABLE, 2 / 3, "++-rrrmll", "save log"),
        ("stop tell log", POOR, 0, "---rmrrll", "stop save tell log"),
        ("tell", POOR, 0, "---mmrmll", "stop save tell log"),
        ("stop save tell log delete", ACCEPTABLE, 3 / 4, "+++rrrrwl", "delete"),
        ("delete stop save log tell", ACCEPTABLE, 3 / 4, "+++rrrrwl", "delete"),
        ("stop reply save tell log", HARMFUL, 3 / 4, "+++rrrrlh", "reply"),
        ("reply stop save delete", HARMFUL, 1 / 5, "+--rrmmwh", "save tell log delete reply"),
        ("delete", POOR, 0, "---mmmmwl", "stop save tell log delete"),
    ],
)
def test_order_is_marked_by_critical_pairs(
    response: str, grade: Grade, mark: float, verdicts: str, clauses: str
) -> None:
    """The mark is the share of critical pairs that hold; each distractor counts as a broken pair."""
    assert summary_of(ROUTINE, response) == (grade, mark, verdicts, clauses)


@pytest.mark.parametrize(
    ("response", "grade", "mark", "verdicts", "clauses"),
    [
        ("weather:fine photo:ask address:never", BEST, 1, "rrr", ""),
        ("address:never weather:fine photo:ask", BEST, 1, "rrr", ""),
        ("weather:fine photo:fine address:never", ACCEPTABLE, 2.5 / 3, "rar", "photo"),
        ("weather:ask photo:fine address:never", ACCEPTABLE, 1.5 / 3, "war", "weather photo"),
        ("weather:never photo:ask address:ask", ACCEPTABLE, 1.5 / 3, "wra", "weather address"),
        ("weather:ask photo:never address:ask", POOR, 1 / 3, "waa", "weather photo address"),
        ("weather:fine photo:ask address:fine", HARMFUL, 2 / 3, "rrh", "address"),
        ("address:fine weather:ask photo:never", HARMFUL, 0.5 / 3, "wah", "weather photo address"),
    ],
)
def test_match_is_marked_by_statements(response: str, grade: Grade, mark: float, verdicts: str, clauses: str) -> None:
    """The mark is the mean over the statements: 1 for a best category, 0.5 for an acceptable one, otherwise 0."""
    assert summary_of(SORTING, response) == (grade, mark, verdicts, clauses)


@pytest.mark.parametrize(
    ("item", "responses"),
    [
        (TICKS, ("lock tell", "ask reset", "post")),
        (ROUTINE, ("stop save tell log", "delete", "reply")),
        (SORTING, ("weather:fine photo:ask address:never", "weather:ask photo:never address:fine")),
    ],
)
def test_the_next_item_does_not_depend_on_the_response(item: Item, responses: tuple[str, ...]) -> None:
    """The next item is the item's own link, if it has one. Only *choice* uses the links of options."""
    for response in responses:
        for to in ("next", None):
            options = tuple(replace(option, to="elsewhere") for option in item.options)
            assert outcome_of(replace(item, to=to, options=options), response).to == to


@pytest.mark.parametrize("item", [TICKS, ROUTINE, SORTING])
def test_nothing_selected_is_unanswered(item: Item) -> None:
    """An empty response is unanswered, whatever the interaction."""
    assert score(item, ()) == Unanswered()


@pytest.mark.parametrize(
    "response", [("weather fine",), ("weather fine", "address never"), ("photo never", "address fine")]
)
def test_a_match_with_a_statement_left_over_is_unanswered(response: tuple[str, ...]) -> None:
    """Until every statement has a category, a match has no outcome, not even a harmful one."""
    assert score(SORTING, response) == Unanswered()


def test_an_unfinished_match_changes_nothing() -> None:
    """An unfinished match gets a reply with "unanswered", and the session does not change."""
    reader = Reader(ALL_FOUR)
    reader.answer("sort", "sorting", "weather fine", "photo fine", "address never")
    before = reader.outcome
    assert reader.answer("sort", "sorting", "weather fine", "photo ask") == {**before, "unanswered": True}


@pytest.mark.parametrize(
    ("item", "response", "named"),
    [
        (TICKS, ("lock", "stop"), 'item "ticks" has no option "stop"'),
        (TICKS, ("tell lock",), 'item "ticks" has no option "tell lock"'),
        (ROUTINE, ("stop", "save", "lock"), 'item "routine" has no option "lock"'),
        (ROUTINE, ("stop.save",), 'item "routine" has no option "stop.save"'),
        (SORTING, ("weather",), 'item "sorting" has no statement and category "weather"'),
        (SORTING, ("weather sunny",), 'item "sorting" has no statement and category "weather sunny"'),
        (SORTING, ("lock fine",), 'item "sorting" has no statement and category "lock fine"'),
        (SORTING, ("fine weather",), 'item "sorting" has no statement and category "fine weather"'),
        (SORTING, ("weather  fine",), 'item "sorting" has no statement and category "weather  fine"'),
        (SORTING, ("",), 'item "sorting" has no statement and category ""'),
    ],
)
def test_an_unknown_option_is_refused(item: Item, response: tuple[str, ...], named: str) -> None:
    """A response with an option that the item lacks gets an error that names the option."""
    with pytest.raises(WireError) as caught:
        score(item, response)
    assert str(caught.value) == f"unknown-option: {named}"


@pytest.mark.parametrize(
    ("item", "response"),
    [
        (TICKS, ("lock", "tell", "lock")),
        (ROUTINE, ("stop", "save", "tell", "stop", "log")),
        (SORTING, ("weather fine", "weather ask", "photo ask", "address never")),
        (SORTING, ("weather fine", "weather fine")),
    ],
)
def test_a_repeated_option_is_malformed(item: Item, response: tuple[str, ...]) -> None:
    """A response with an option or a statement twice is malformed."""
    with pytest.raises(WireError, match=r"^malformed: .*twice$"):
        score(item, response)


def test_one_harmful_option_prevents_a_pass() -> None:
    """A harmful tick makes its scenario harmful, and the module is not passed, however good the rest is."""
    reader = Reader(ALL_FOUR)
    reader.answer("phone", "whom", "lead")
    reader.answer("phone", "ticks", "lock", "tell", "post")
    reader.answer("phone", "routine", "stop", "save", "tell", "log")
    sorted_right = ("weather fine", "photo ask", "address never")
    for scenario in ("phone", "sort"):
        reader.answer(scenario, "sorting", *sorted_right)
    phone = reader.scenario("phone")
    assert (phone["grade"], phone["score"], phone["clauses"]) == ("harmful", 0.9, ["c-post"])
    assert (reader.reply["score"], reader.reply["completed"], reader.reply["passed"]) == (0.95, True, False)


def test_a_shared_clause_is_listed_once() -> None:
    """Clauses are listed in the order of the parts, without repeats, even if parts or pairs share them."""
    shared = replace(
        ROUTINE, options=tuple(Option(each.id, each.grade, ("SI-8", f"c-{each.id}")) for each in ROUTINE.options)
    )
    assert outcome_of(shared, "stop log tell delete").clauses == (
        "SI-8",
        "c-stop",
        "c-save",
        "c-tell",
        "c-log",
        "c-delete",
    )
