"""The adapter for SCORM 1.2 by itself, with what no module of ours makes it do."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quizzes.shipping.bundle import bundle_script
from tests.browser.visitors import new_visitor
from tests.building import ROOT, built_bundle

HARNESS = f"""
import {{ Scorm12, timespan }} from "{ROOT}/quizzes/shipping/scorm/scorm12";
Object.assign(window, {{ Scorm12, timespan }});
"""

# A platform that notes what is written, and takes everything.
TAKES = """
const written = [];
const values = { "cmi.core.lesson_status": "not attempted" };
const api = {
  LMSInitialize: () => true,
  LMSFinish: () => true,
  LMSCommit: () => 1,
  LMSGetLastError: () => 0,
  LMSGetValue: (name) => values[name] ?? "",
  LMSSetValue: (name, value) => { written.push([name, value]); values[name] = value; return true; },
};
const send = (platform, score, answers = "", responses = [], passed = false) =>
  platform.send({ result: { module: "m", completed: score !== null, passed, score }, answers, responses });
const raw = () => written.filter(([name]) => name.endsWith("score.raw")).map(([, value]) => value);
"""


@pytest.fixture(scope="module")
def adapter(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the adapter's classes and functions on its window, for all tests: they change nothing of it."""
    harness = tmp_path_factory.mktemp("adapter") / "harness.ts"
    harness.write_text(HARNESS)
    visitor = new_visitor(chromium)
    page = visitor.new_page()
    page.add_script_tag(content=bundle_script(ROOT, built_bundle(), harness))
    yield page
    visitor.close()


def run(page: Page, script: str) -> Any:
    return page.evaluate(f"(() => {{ {TAKES} {script} }})()")


def test_answers_that_do_not_fit_are_refused(adapter: Page) -> None:
    """4,096 characters are stored, and one more is not even tried: what is stored stays."""
    script = """
      const platform = new Scorm12(api);
      platform.begin();
      const [fits, more] = [4096, 4097].map((length) => send(platform, null, "x".repeat(length)));
      return [fits, more, values["cmi.suspend_data"].length];
    """
    taken = {"result": True, "answers": True}
    assert run(adapter, script) == [taken, taken | {"answers": False}, 4096]


def test_replies_may_be_booleans_or_numbers(adapter: Page) -> None:
    """Some platforms reply true or 1 where the standard says "true"."""
    script = "const platform = new Scorm12(api); return [platform.begin(), platform.end()];"
    assert run(adapter, script) == [{"looking": False, "answers": "", "taken": True}, True]


def test_a_look_writes_nothing(adapter: Page) -> None:
    """In two modes nothing is written. An empty mode, or one that we don't know, is normal."""
    script = """
      return ["browse", "review", "normal", "", "other"].map((mode) => {
        written.length = 0;
        values["cmi.core.lesson_mode"] = mode;
        const platform = new Scorm12(api);
        const { looking } = platform.begin();
        const taken = send(platform, 1, "1:x", [], true);
        platform.end();
        return [looking, written.some(([name, value]) => name === "cmi.suspend_data" && value === "1:x"), taken];
      });
    """
    taken = {"result": True, "answers": True}
    assert run(adapter, script) == [[True, False, taken]] * 2 + [[False, True, taken]] * 3


def test_a_status_is_never_lowered(adapter: Page) -> None:
    """Neither "passed" nor "completed" becomes "incomplete", and "completed" may become "passed"."""
    script = """
      return ["incomplete", "completed", "passed"].map((status) => {
        written.length = 0;
        values["cmi.core.lesson_status"] = status;
        const platform = new Scorm12(api);
        platform.begin();
        send(platform, 0.5);
        send(platform, 0.9, "", [], true);
        send(platform, 0.5);
        return written.filter(([name]) => name === "cmi.core.lesson_status").map(([, value]) => value);
      });
    """
    assert run(adapter, script) == [
        ["incomplete", "incomplete", "passed", "passed"],
        ["completed", "passed", "passed"],
        ["passed", "passed", "passed"],
    ]


def test_a_platform_that_throws_has_taken_nothing(adapter: Page) -> None:
    """Then the page can send everything again."""
    script = """
      const platform = new Scorm12(api);
      platform.begin();
      api.LMSCommit = () => { throw new Error("the platform has lost its server"); };
      return send(platform, 1, "1:x");
    """
    assert run(adapter, script) == {"result": False, "answers": False}


def test_scores_are_whole_numbers_that_never_look_like_a_pass(adapter: Page) -> None:
    """79.9 is 79. 0.8 is 80 even if it is stored as a little less. Once passed, it only rises."""
    script = """
      const platform = new Scorm12(api);
      platform.begin();
      for (const score of [0.799, 0, 0.5, 0.79999, 2 / 3]) {
        send(platform, score);
      }
      return raw();
    """
    assert run(adapter, script) == ["79", "0", "50", "79", "66"]
    script = """
      const platform = new Scorm12(api);
      platform.begin();
      for (const score of [0.8 - 1e-9, 1, 0.9]) {
        send(platform, score, "", [], true);
      }
      return raw();
    """
    assert run(adapter, script) == ["80", "100", "100"]


def test_times_are_hours_minutes_and_seconds(adapter: Page) -> None:
    """Hours have at least two digits and at most four, and nothing is negative."""
    times = [0, 59_999, 60_000, 3_599_999, 3_600_000, 360_000_000, 360_000_000_000, -5]
    assert adapter.evaluate(f"{json.dumps(times)}.map(timespan)") == [
        *("00:00:00", "00:00:59", "00:01:00", "00:59:59", "01:00:00", "100:00:00", "9999:00:00", "00:00:00")
    ]


def test_a_platform_that_takes_no_interactions_is_asked_once(adapter: Page) -> None:
    """A platform need not have them. Everything else is sent all the same."""
    script = """
      const takesNone = (name, value) => !/interactions/.test(name) && api.LMSSetValue(name, value);
      const platform = new Scorm12({ ...api, LMSSetValue: takesNone });
      platform.begin();
      const response = { scenario: "s-1", item: "q", interaction: "choice", response: ["a"], grade: "best" };
      return [1, 2].map(() => send(platform, null, "", [response, response]));
    """
    assert run(adapter, script) == [{"result": True, "answers": True}] * 2


def test_interactions_are_within_the_standards_limits(adapter: Page) -> None:
    """Ids have letters, digits and underscores. Ids and responses have at most 255 characters."""
    script = """
      const platform = new Scorm12(api);
      platform.begin();
      const many = { interaction: "order", response: Array(200).fill("a"), grade: "poor" };
      send(platform, null, "", [{ scenario: "long-".repeat(80), item: "q", ...many }]);
      const about = ([name, value]) => [name, value.length, /^[\\w,-]+$/.test(value)];
      return written.filter(([name]) => /interactions/.test(name)).map(about);
    """
    assert run(adapter, script) == [
        ["cmi.interactions.0.id", 255, True],
        ["cmi.interactions.0.type", 10, True],
        ["cmi.interactions.0.student_response", 255, True],
        ["cmi.interactions.0.result", 5, True],
    ]
