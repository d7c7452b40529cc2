"""What a module has come to for one person: the one list of states that readers, offices and spreadsheets are shown."""

from enum import StrEnum


class Standing(StrEnum):
    """What a module has come to for one person.

    Nothing is left to do if it is ``PASSED``, ``COMPLETED`` or ``PAPER``. A session has one of OF_SESSIONS, a row of
    the register one of OF_ROWS.
    """

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    NOT_PASSED = "not-passed"
    """Every scenario is completed, but the marks are too low or an answer is harmful."""
    PASSED = "passed"
    COMPLETED = "completed"
    """Every scenario was left out, so there is nothing to mark."""
    PAPER = "paper"
    """The office saw a signed sheet. Only the register says this."""
    RETAKE = "retake"
    """It has changed since it was taken."""
    DUE = "due"
    """It was passed or completed so long ago that it has to be renewed."""
    POSTDATED = "postdated"
    """The record's date is later than the office's today."""
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNMARKED = "unmarked"
    """There are answers that have not been marked on this device, as those from a file. Only a browser says this."""
    NO_RECORD = "no-record"
    """Nothing was handed in. Only the register says this."""


OF_SESSIONS = (
    Standing.NOT_STARTED,
    Standing.UNDER_WAY,
    Standing.NOT_PASSED,
    Standing.PASSED,
    Standing.COMPLETED,
    Standing.RETAKE,
)
OF_ROWS = (
    Standing.PASSED,
    Standing.COMPLETED,
    Standing.PAPER,
    Standing.NOT_PASSED,
    Standing.DUE,
    Standing.RETAKE,
    Standing.POSTDATED,
    Standing.ALTERED,
    Standing.UNREADABLE,
    Standing.NO_RECORD,
)
"""In the order in which an office sees them."""

COUNTED_IF_ANY = (Standing.PAPER, Standing.NO_RECORD)
"""Not every office has these, so they are only counted if there are any."""
