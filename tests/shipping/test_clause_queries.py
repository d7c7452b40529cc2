"""The queries that find clauses by their numbers."""

from quizzes.shipping.search_index import clause_queries


def test_a_number_is_required_part_by_part() -> None:
    """A number with a digit is known with and without its space; one of letters, which may be a word, only with it."""
    assert clause_queries(["SG-3", "R-iv"]) == {"sg 3": "+sg +3", "sg3": "+sg +3", "r iv": "+r +iv"}


def test_a_number_that_several_begin_with_finds_them_all() -> None:
    """SG-5 and R-i are not clauses, but stand for those that begin so; SG-2 is one, and finds itself."""
    queries = clause_queries(["SG-2", "SG-2a", "SG-5a", "R-i-a"])
    assert queries["sg 2"] == "+sg +2"
    assert queries["sg 5"] == queries["sg5"] == "+sg 5"
    assert queries["r i"] == "+r +i"
    assert queries["r i a"] == "+r +i +a"
