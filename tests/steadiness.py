"""Rules that keep the tests' verdicts the same on every machine, at any time and speed.

test_architecture.py applies them, and shows that each catches a made-up violation.
"""

import re

from tests.sources import Rule, Violation


def no_test_sleeps(path: str, text: str) -> bool:
    """Tests wait for a condition, never for a fixed time. Only processes.py polls, in one helper.

    They don't wait by ``wait_for_function`` either, because the pages' policy forbids what it does at its second look.
    """
    return (
        not path.startswith("tests/")
        or path in ("tests/processes.py", "tests/steadiness.py")
        or not re.search(r"\bsleep\(|\bwait_for_(timeout|function)\(", text)
    )


def only_visitors_makes_contexts(path: str, text: str) -> bool:
    """Only visitors.py makes browser contexts, so that each has the run's clock, zone and language."""
    return (
        not path.startswith("tests/")
        or path in ("tests/browser/visitors.py", "tests/steadiness.py")
        or not re.search(r"\.new_context\(|\b(browser|chromium)\.new_page\(", text)
    )


def no_test_reads_the_clock(path: str, text: str) -> bool:
    """Tests take the date from instant.py and random values from a seed."""
    return (
        not path.startswith("tests/")
        or path in ("tests/browser/visitors.py", "tests/steadiness.py")
        or not re.search(r"\b(date\.today|datetime\.(now|today|utcnow)|time\.(time|localtime|gmtime)|Random)\(\)", text)
    )


RULES: list[Rule] = [
    no_test_sleeps,
    only_visitors_makes_contexts,
    no_test_reads_the_clock,
]

VIOLATIONS: list[Violation] = [
    (no_test_sleeps, "tests/browser/test_answer.py", "page.wait_for_timeout(300)"),
    (no_test_sleeps, "tests/browser/test_answer.py", 'page.wait_for_function("window.reported")'),
    (no_test_sleeps, "tests/shipping/test_build.py", "from time import sleep\nsleep(1)"),
    (only_visitors_makes_contexts, "tests/browser/test_search.py", "context = chromium.new_context()"),
    (only_visitors_makes_contexts, "tests/browser/test_search.py", "page = browser.new_page()"),
    (no_test_reads_the_clock, "tests/register/piles.py", "TODAY = date.today().isoformat()"),
    (no_test_reads_the_clock, "tests/browser/states.py", "shift = NOW - time.time()"),
    (no_test_reads_the_clock, "tests/recording.py", "random = Random()"),
]
