"""WireError, the only error that the engine raises to its callers."""


class WireError(Exception):
    """The engine cannot act on a request, or cannot read a file.

    ``name`` is a fixed word for programs, such as "malformed", "too-large", "foreign", "future", "unknown-operation",
    "unknown-item", "unknown-option", "out-of-turn", "not-optional", "incomplete", "workbook", "not-text" or
    "no-such-column". ``detail`` is a sentence for developers.
    """

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail
