"""What holds for every item and any response to it, by the rules of the design's "Marking"."""

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
    """The outcome of a response that is one."""
    found = score(item, response)
    assert isinstance(found, Outcome)
    return found


def mark(item: Item, *response: str) -> float:
    return outcome(item, response).score


def grades_in(item: Item, response: Response) -> list[Grade]:
    """The grades that the author gave what was selected."""
    if item.interaction is not Interaction.MATCH:
        return [option.grade for option in item.options if option.id in response]
    return [grade for each in item.statements for name, grade in each.grades.items() if f"{each.id} {name}" in response]


@given(ANY_ITEM, RANDOM)
def test_a_mark_from_0_to_1_decides_the_grade(item: Item, random: Random) -> None:
    """A mark is from 0 to 1; 1 is best, a half or more acceptable, less poor, unless something is harmful."""
    given = outcome(item, at_random(item, random))
    assert 0 <= given.score <= 1
    by_mark = Grade.BEST if given.score == 1 else Grade.ACCEPTABLE if given.score >= 0.5 else Grade.POOR
    assert given.grade in (by_mark, Grade.HARMFUL)


@given(ANY_ITEM, RANDOM)
def test_a_response_is_harmful_if_any_part_is(item: Item, random: Random) -> None:
    """What the author graded harmful makes a response harmful, whatever else is in it; nothing else does."""
    response = at_random(item, random)
    assert (outcome(item, response).grade is Grade.HARMFUL) is (Grade.HARMFUL in grades_in(item, response))


@given(ANY_ITEM)
def test_the_best_response_has_a_full_mark(item: Item) -> None:
    """The response that the author graded best marks 1, is graded best, and leaves nothing to be put right."""
    given = outcome(item, best(item))
    assert (given.score, given.grade) == (1, Grade.BEST)
    assert {verdict for _, verdict in given.feedback} <= {Verdict.RIGHT, Verdict.LEFT, Verdict.HOLDS}


@given(multiples() | orders() | matches(), RANDOM)
def test_every_part_gets_one_verdict(item: Item, random: Random) -> None:
    """There is one verdict a pair and one a part, in the author's order, whatever was selected."""
    given = outcome(item, at_random(item, random))
    assert [name for name, _ in given.feedback] == [each.id for each in (*item.pairs, *item.parts)]


@given(multiples() | orders() | matches(), RANDOM)
def test_clauses_are_given_unless_the_response_is_best(item: Item, random: Random) -> None:
    """A response has clauses to read again exactly where it is not best, each one of the item's."""
    given = outcome(item, at_random(item, random))
    assert bool(given.clauses) is (given.grade is not Grade.BEST)
    assert set(given.clauses) <= set(item.clauses)


@given(multiples() | matches(), RANDOM)
def test_multiple_and_match_ignore_the_order(item: Item, random: Random) -> None:
    """The outcome of a *multiple* or a *match* is the same in whatever order the response comes."""
    response = list(at_random(item, random))
    expected = outcome(item, tuple(response))
    random.shuffle(response)
    assert outcome(item, tuple(response)) == expected


@given(multiples(), RANDOM)
def test_a_wrong_tick_never_raises_a_mark(item: Item, random: Random) -> None:
    """*multiple*: ticking what does not belong never raises the mark, and lowers the best one."""
    response = at_random(item, random)
    for option in item.options:
        if option.grade is not Grade.BEST:
            assert mark(item, *best(item), option.id) < 1
            if option.id not in response:
                assert mark(item, *response, option.id) <= mark(item, *response)


@given(multiples() | orders(), RANDOM)
def test_leaving_out_what_belongs_never_raises_a_mark(item: Item, random: Random) -> None:
    """*multiple* and *order*: without an option that belongs the mark is no higher, and the best one is lower."""
    response = at_random(item, random)
    for name in best(item):
        for whole in (response, best(item)):
            less = [each for each in whole if each != name]
            if less and less != list(whole):
                assert mark(item, *less) <= mark(item, *whole)
                assert mark(item, *less) < 1


@given(orders(), RANDOM)
def test_a_distractor_never_raises_a_mark(item: Item, random: Random) -> None:
    """*order*: putting in what is to be left out, at any place, lowers a mark that is not nothing already."""
    response = at_random(item, random)
    for option in item.options:
        if option.grade is not Grade.BEST and option.id not in response:
            place = random.randint(0, len(response))
            more = mark(item, *response[:place], option.id, *response[place:])
            assert more < mark(item, *response) or more == mark(item, *response) == 0


@given(orders(), RANDOM)
def test_breaking_a_pair_lowers_a_mark(item: Item, random: Random) -> None:
    """*order*: of two neighbours, swapping a critical pair lowers the mark; any others may be swapped."""
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
    """*match*: putting one statement under a category of less worth lowers the mark; of the same worth, it does not."""
    response = at_random(item, random)
    for place, (each, pair) in enumerate(zip(item.statements, response, strict=True)):
        before = each.grades[pair.removeprefix(f"{each.id} ")]
        for name, grade in each.grades.items():
            other = mark(item, *response[:place], f"{each.id} {name}", *response[place + 1 :])
            assert (other < mark(item, *response)) is (MARKS[grade] < MARKS[before])


@given(matches(), RANDOM)
def test_a_match_with_statements_left_over_is_unanswered(item: Item, random: Random) -> None:
    """*match*: with one statement or more left over it is unanswered, even where what is there is harmful."""
    response = at_random(item, random)
    some = random.sample(response, random.randint(0, len(response) - 1))
    assert isinstance(score(item, tuple(some)), Unanswered)
