"""One item of each interaction, small enough to mark by hand, and a module with all of them."""

from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Pair, Scenario, Statement

BEST, ACCEPTABLE, POOR, HARMFUL = Grade


def option(name: str, grade: Grade) -> Option:
    """Make an option that cites one clause, which is named after it."""
    return Option(name, grade, (f"c-{name}",))


def statement(name: str, **grades: Grade) -> Statement:
    """Make a statement that cites one clause, which is named after it."""
    return Statement(name, grades, (f"c-{name}",))


WHO_TO_TELL = Item(
    "whom",
    Interaction.CHOICE,
    (Option("lead", BEST, ("c-lead",), "ticks"), Option("nobody", HARMFUL, ("c-nobody",), "sorting")),
)
TICKS = Item(
    "ticks",
    Interaction.MULTIPLE,
    (option("lock", BEST), option("reset", POOR), option("tell", BEST), option("ask", POOR), option("post", HARMFUL)),
    to="routine",
)
ROUTINE = Item(
    "routine",
    Interaction.ORDER,
    (
        option("stop", BEST),
        option("save", BEST),
        option("tell", BEST),
        option("log", BEST),
        option("delete", POOR),
        option("reply", HARMFUL),
    ),
    (Pair("stop", "save"), Pair("save", "tell"), Pair("save", "log")),
    to="sorting",
)
""""tell" and "log" may come in either order."""

SORTING = Item(
    "sorting",
    Interaction.MATCH,
    statements=(
        statement("weather", fine=BEST, ask=POOR, never=POOR),
        statement("photo", fine=ACCEPTABLE, ask=BEST, never=ACCEPTABLE),
        statement("address", fine=HARMFUL, ask=ACCEPTABLE, never=BEST),
    ),
)
ALL_FOUR = Module(
    "all-four", (Scenario("phone", (WHO_TO_TELL, TICKS, ROUTINE, SORTING)), Scenario("sort", (SORTING,))), 0.75
)
"""The options of the *choice* have links. The other items have a link of their own."""
