"""Properties of marking that hold for every item and every response."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.model import Grade, Interaction, Item
from quizzes.engine.scoring import MARKS, Outcome, Response, Unanswered, Verdict, score
from tests.engine.modules import ITEMS, matches, multiples, orders
from tests.responses import at_random, best

RANDOM = st.randoms(use_true_random=False)
ANY_ITEM = st.one_of([each() for each in ITEMS])


def outcome(item: Item, response: Response) -> Outcome:
    """Return the outcome of a response, and fail if it is unanswered."""
    found = score(item, response)
    assert isinstance(found, Outcome)
    return found


def mark(item: Item, *response: str) -> float:
    return outcome(item, response).score


def grades_in(item: Item, response: Response) -> list[Grade]:
    """Return the authored grades of everything that a response selects."""
    if item.interaction is not Interaction.MATCH:
        return [option.grade for option in item.options if option.id in response]
    return [grade for each in item.statements for name, grade in each.grades.items() if f"{each.id} {name}" in response]


@given(ANY_ITEM, RANDOM)
def test_a_mark_from_0_to_1_decides_the_grade(item: Item, random: Random) -> None:
    """A mark of 1 is best, of 0.5 or more acceptable, and less is poor, unless the response is harmful."""
    given = outcome(item, at_random(item, random))
    assert 0 <= given.score <= 1
    by_mark = Grade.BEST if given.score == 1 else Grade.ACCEPTABLE if given.score >= 0.5 else Grade.POOR
    assert given.grade in (by_mark, Grade.HARMFUL)


@given(ANY_ITEM, RANDOM)
def test_a_response_is_harmful_if_any_part_is(item: Item, random: Random) -> None:
    """A response is harmful exactly if it selects something that the author graded harmful."""
    response = at_random(item, random)
    assert (outcome(item, response).grade is Grade.HARMFUL) is (Grade.HARMFUL in grades_in(item, response))


@given(ANY_ITEM)
def test_the_best_response_has_a_full_mark(item: Item) -> None:
    """The best response gets a mark of 1, the grade best, and no verdict that asks for a correction."""
    given = outcome(item, best(item))
    assert (given.score, given.grade) == (1, Grade.BEST)
    assert {verdict for _, verdict in given.feedback} <= {Verdict.RIGHT, Verdict.LEFT, Verdict.HOLDS}


@given(multiples() | orders() | matches(), RANDOM)
def test_every_part_gets_one_verdict(item: Item, random: Random) -> None:
    """Feedback has one verdict per pair and per part, in the author's order, whatever was selected."""
    given = outcome(item, at_random(item, random))
    assert [name for name, _ in given.feedback] == [each.id for each in (*item.pairs, *item.parts)]


@given(multiples() | orders() | matches(), RANDOM)
def test_clauses_are_given_unless_the_response_is_best(item: Item, random: Random) -> None:
    """A response gets clauses to read again exactly if it is not best. All are clauses of the item."""
    given = outcome(item, at_random(item, random))
    assert bool(given.clauses) is (given.grade is not Grade.BEST)
    assert set(given.clauses) <= set(item.clauses)


@given(multiples() | matches(), RANDOM)
def test_multiple_and_match_ignore_the_order(item: Item, random: Random) -> None:
    """The outcome of a *multiple* or a *match* does not depend on the order of the response."""
    response = list(at_random(item, random))
    expected = outcome(item, tuple(response))
    random.shuffle(response)
    assert outcome(item, tuple(response)) == expected


@given(multiples(), RANDOM)
def test_a_wrong_tick_never_raises_a_mark(item: Item, random: Random) -> None:
    """*multiple*: ticking a wrong option never raises a mark, and lowers the best mark."""
    response = at_random(item, random)
    for option in item.options:
        if option.grade is not Grade.BEST:
            assert mark(item, *best(item), option.id) < 1
            if option.id not in response:
                assert mark(item, *response, option.id) <= mark(item, *response)


@given(multiples() | orders(), RANDOM)
def test_leaving_out_what_belongs_never_raises_a_mark(item: Item, random: Random) -> None:
    """*multiple* and *order*: leaving out a right option never raises a mark, and lowers the best mark."""
    response = at_random(item, random)
    for name in best(item):
        for whole in (response, best(item)):
            less = [each for each in whole if each != name]
            if less and less != list(whole):
                assert mark(item, *less) <= mark(item, *whole)
                assert mark(item, *less) < 1


@given(orders(), RANDOM)
def test_a_distractor_never_raises_a_mark(item: Item, random: Random) -> None:
    """*order*: a distractor at any position lowers the mark, unless the mark is already 0."""
    response = at_random(item, random)
    for option in item.options:
        if option.grade is not Grade.BEST and option.id not in response:
            place = random.randint(0, len(response))
            more = mark(item, *response[:place], option.id, *response[place:])
            assert more < mark(item, *response) or more == mark(item, *response) == 0


@given(orders(), RANDOM)
def test_breaking_a_pair_lowers_a_mark(item: Item, random: Random) -> None:
    """*order*: swapping two neighbours lowers the mark only if they are a critical pair."""
    response = at_random(item, random)
    pairs = [(pair.first, pair.then) for pair in item.pairs]
    for place, (one, other) in enumerate(pairwise(response)):
        swapped = mark(item, *response[:place], other, one, *response[place + 2 :])
        if (one, other) in pairs:
            assert swapped < mark(item, *response)
        elif (other, one) not in pairs:
            assert swapped == mark(item, *response)


@given(matches(), RANDOM)
def test_a_worse_category_lowers_a_mark(item: Item, random: Random) -> None:
    """*match*: moving a statement to another category lowers the mark exactly if that category is worth less."""
    response = at_random(item, random)
    for place, (each, pair) in enumerate(zip(item.statements, response, strict=True)):
        before = each.grades[pair.removeprefix(f"{each.id} ")]
        for name, grade in each.grades.items():
            other = mark(item, *response[:place], f"{each.id} {name}", *response[place + 1 :])
            assert (other < mark(item, *response)) is (MARKS[grade] < MARKS[before])


@given(matches(), RANDOM)
def test_a_match_with_statements_left_over_is_unanswered(item: Item, random: Random) -> None:
    """*match*: with any statement left over the item is unanswered, even if another one is harmful."""
    response = at_random(item, random)
    some = random.sample(response, random.randint(0, len(response) - 1))
    assert isinstance(score(item, tuple(some)), Unanswered)
