"""The one error that a caller of the engine can meet."""


class WireError(Exception):
    """A request that the engine cannot act on: the developer's mistake, never the reader's.

    ``name`` is one of a few fixed words, for programs ("malformed", "unknown-operation", "unknown-item",
    "unknown-option", "out-of-turn", "foreign-session"); ``detail`` is a sentence, for people.
    """

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail
