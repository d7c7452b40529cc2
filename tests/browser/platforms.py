"""A made-up learning platform: its page, and what a reader does with a package in it."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import FrameLocator, Locator, Page, expect

from quizzes.engine.model import Scenario
from tests.browser.serving import serving
from tests.browser.taking import best_path, take_path
from tests.building import ROOT
from tests.recording import Answering
from tests.responses import best

STATUS = "cmi.core.lesson_status"
SCORE = "cmi.core.score.raw"
ANSWERS = "cmi.suspend_data"

FIRST_DAY, ALL_OPTIONAL = "first-day", "more-than-a-rule"
"""Two modules: one of the scenarios of the first may be left out, and all of the second."""

LATEST = "It has your latest answers and your result so far"
"""What a page says once the platform has taken everything."""

# What Moodle's mod/scorm/datamodels/scorm_12.js accepts of each element, and refuses otherwise: facts about a platform
# that is stricter than scorm-again. Numbers stand for the places of interactions.
_TEXT_255 = r"[\u0000-\uffff]{0,255}"
_IDENTIFIER = r"[\u0021-\u007e]{0,255}"
_DECIMAL = r"-?([0-9]{0,3})(\.[0-9]*)?"
MOODLE = {
    "cmi.core.lesson_status": "passed|completed|failed|incomplete|browsed",
    "cmi.core.exit": "time-out|suspend|logout|",
    "cmi.core.session_time": r"([0-9]{2,4}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,2})?",
    "cmi.core.score.raw": _DECIMAL,
    "cmi.core.score.min": _DECIMAL,
    "cmi.core.score.max": _DECIMAL,
    "cmi.suspend_data": r"[\u0000-\uffff]{0,4096}",
    "cmi.interactions.n.id": _IDENTIFIER,
    "cmi.interactions.n.type": "true-false|choice|fill-in|matching|performance|sequencing|likert|numeric",
    "cmi.interactions.n.student_response": _TEXT_255,
    "cmi.interactions.n.result": r"correct|wrong|unanticipated|neutral|([0-9]{0,3})?(\.[0-9]*)?",
}


class Call(NamedTuple):
    """A call of the page to the platform, with the platform's reply."""

    method: str
    values: list[str]
    reply: Any


class Platform:
    """A platform that is served at ``url``, with packages below it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def open(self, package: str, **settings: Any) -> FrameLocator:
        """Open a package on the platform, and return its frame."""
        about = {"address": f"{package}/index.html", **settings}
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/platform.html#{json.dumps(about)}")
        self.frame.locator("[data-school-read]").wait_for(state="attached")
        return self.frame

    @property
    def frame(self) -> FrameLocator:
        """The package's frame."""
        return self.page.frame_locator("iframe")

    def start(self, package: str, **settings: Any) -> FrameLocator:
        """Open a package and press *Start*."""
        frame = self.open(package, **settings)
        first_screen(frame).get_by_role("button", name="Start").click()
        return frame

    def leave(self) -> None:
        """Take the package's frame away, as a platform does when the reader goes elsewhere."""
        self.page.evaluate("() => frame.remove()")

    @property
    def calls(self) -> list[Call]:
        """All calls so far."""
        return [Call(*call) for call in self.page.evaluate("calls")]

    def written(self, element: str) -> list[str]:
        """Return the values that were written to an element, in order."""
        return [call.values[1] for call in self.calls if call.method == "LMSSetValue" and call.values[0] == element]

    def kept(self) -> dict[str, str]:
        """Return what the platform has committed."""
        kept: dict[str, str] = self.page.evaluate("JSON.parse(localStorage.getItem(KEPT) ?? '{}')")
        return kept

    def assert_strict(self) -> None:
        """Fail if the page wrote anything that Moodle would refuse, or in an order that it would."""
        begun, count = False, 0
        for method, values, reply in self.calls:
            if values == ["cmi.interactions._count"]:
                count = int(reply)
            if method == "LMSInitialize":
                begun = True
            elif method in ("LMSSetValue", "LMSGetValue", "LMSCommit", "LMSFinish"):
                assert begun, f"{method} before LMSInitialize"
            if method in ("LMSInitialize", "LMSCommit", "LMSFinish"):
                assert values == [""]
            if method == "LMSFinish":
                begun = False
            if method != "LMSSetValue":
                continue
            element, value = values
            place = re.search(r"\.(\d+)\.", element)
            if place and element.endswith(".id"):
                assert int(place[1]) == count
                count += 1
            pattern = MOODLE[re.sub(r"\.\d+\.", ".n.", element)]
            assert re.fullmatch(pattern, value), (element, value)
            if ".score." in element:
                assert 0 <= float(value) <= 100


@contextmanager
def platform_with(folder: Path, packages: dict[str, Path]) -> Iterator[str]:
    """Serve the platform from an empty folder, with unzipped packages by name, while the context lasts.

    Yield its URL.
    """
    shutil.copy(ROOT / "tests/browser/platform.html", folder)
    shutil.copy(ROOT / "node_modules/scorm-again/dist/scorm12.js", folder)
    for name, package in packages.items():
        (folder / name).symlink_to(package)
    with serving(folder, kept=True) as url:
        yield url


# Playwright takes 40 ms to look for words in a whole package and 10 ms for a button, and does so again while it waits.
# So the tests name the part of the page to look in.


def first_screen(shown: Page | FrameLocator) -> Locator:
    """The part of a package that is shown before the visit begins."""
    return shown.locator("[data-start]")


def panel(shown: Page | FrameLocator) -> Locator:
    """The part below a module that says what the platform has, with the buttons for that."""
    return shown.locator("[data-platform]")


def last_screen(shown: Page | FrameLocator) -> Locator:
    """The part of a package that is shown once the visit has ended."""
    return shown.locator("[data-finished]")


def scenario_in(frame: FrameLocator, scenario: Scenario) -> Locator:
    """Open a scenario by its link, and return it."""
    here = frame.locator(f'[data-scenario="{scenario.id}"]')
    if not here.is_visible():
        here.evaluate("scenario => { location.hash = scenario.id; }")
    expect(here).to_be_visible()
    return here


def take(frame: FrameLocator, scenario: Scenario, answering: Answering = best) -> None:
    """Answer a scenario to its end."""
    take_path(best_path(scenario, answering), scenario_in(frame, scenario))
