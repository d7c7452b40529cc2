"""Modules in a made-up learning platform, where scorm-again answers and Moodle's rules are checked besides.

CPython marks in place of the worker, except in the first test.
"""

import re
from pathlib import Path
from string import ascii_lowercase

from playwright.sync_api import BrowserContext, Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module, Scenario
from quizzes.engine.progress_file import encode_file
from quizzes.engine.report import pack
from quizzes.shipping.release import Release
from quizzes.shipping.scorm.packages import Options, packages
from tests.browser.platforms import (
    ALL_OPTIONAL,
    ANSWERS,
    FIRST_DAY,
    LATEST,
    SCORE,
    STATUS,
    Platform,
    last_screen,
    panel,
    platform_with,
    scenario_in,
    take,
)
from tests.browser.resuming import entries_of, paths_of
from tests.building import ROOT
from tests.recording import harmfully
from tests.responses import best


def test_a_module_is_passed_and_resumed_with_python(
    context_with_python: BrowserContext, platform_url: str, catalogue: Catalogue
) -> None:
    """Python in the page marks a module to a pass under the policy, and brings its answers back on the next visit."""
    page = context_with_python.new_page()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    scenarios = catalogue.modules[FIRST_DAY].scenarios
    platform = Platform(page, platform_url)
    frame = platform.start(FIRST_DAY)
    for scenario in scenarios:
        take(frame, scenario)
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    assert platform.written(STATUS)[-1] == "passed"
    frame = platform.start(FIRST_DAY)
    again = scenario_in(frame, scenarios[0])
    expect(again.locator("form[data-grade]")).to_have_count(2)
    assert platform.kept()[STATUS] == "passed"
    platform.assert_strict()
    assert frame.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    assert broken == []


def test_a_module_is_left_resumed_and_finished(platform: Platform, catalogue: Catalogue) -> None:
    """Answers given before leaving come back; each answer is committed; *Finish* ends the visit and says so.

    A later visit begins with the first scenario left to answer, the summary if that is optional, the first if passed.
    No response is reported, unless the host packed with --interactions.
    """
    first, *rest, optional = catalogue.modules[FIRST_DAY].scenarios
    frame = platform.frame
    finish = panel(frame).get_by_role("button", name="Finish")

    def visit(begins: str) -> None:
        platform.start(FIRST_DAY)
        expect(frame.locator("h2:focus")).to_contain_text(begins)

    def press_finish() -> None:
        finish.click()
        expect(last_screen(frame).get_by_role("heading", name="You can close this page now")).to_be_focused()

    visit(first.title)
    expect(finish).to_be_hidden()
    take(frame, first)
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    expect(finish).to_be_visible()
    platform.leave()
    methods = [call.method for call in platform.calls]
    assert methods[-2:] == ["LMSCommit", "LMSFinish"]
    assert methods.count("LMSCommit") == 1 + 2 + 1  # at the start, after each of two answers, and at the end

    visit(rest[0].title)
    expect(frame.locator(f'[data-scenario="{first.id}"] form[data-grade]')).to_have_count(2)
    for scenario in rest:
        take(frame, scenario)
    press_finish()

    visit("First day: how you did")
    take(frame, optional)
    frame.locator("[data-scenario]:not([hidden]) [data-next]").click()
    frame.locator("[data-summary]").get_by_role("link", name="Go on to Finish").click()
    press_finish()
    expect(last_screen(frame).get_by_text("has recorded that you’ve passed “First day”")).to_be_visible()
    expect(last_screen(frame).get_by_text("didn’t confirm")).to_be_hidden()
    expect(frame.locator(".module")).to_be_hidden()
    calls = len(platform.calls)
    platform.leave()
    assert len(platform.calls) == calls  # the visit has ended already
    assert [call for call in platform.calls if "interactions" in "".join(call.values)] == []
    assert (platform.kept()[STATUS], platform.kept()[SCORE]) == ("passed", "100")
    assert {platform.kept()[f"cmi.core.score.{part}"] for part in ("min", "max")} == {"0", "100"}
    assert platform.kept()["cmi.core.exit"] == "suspend"
    assert re.fullmatch(r"00:\d\d:\d\d", platform.kept()["cmi.core.session_time"])

    visit(first.title)
    press_finish()


def test_a_first_visit_is_incomplete(platform: Platform) -> None:
    """The status is read before it is set to incomplete, and that is committed at once.

    A browser that keeps the page for the back button is told nothing final: the time is committed, no more.
    """
    platform.start(FIRST_DAY)
    expect(panel(platform.frame).get_by_text("It knows that you’ve started")).to_be_visible()
    calls = [(call.method, *call.values[:2]) for call in platform.calls]
    assert calls.index(("LMSGetValue", STATUS)) < calls.index(("LMSSetValue", STATUS, "incomplete"))
    assert calls[-1] == ("LMSCommit", "")
    hide = "() => { dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); }"
    platform.frame.locator("html").evaluate(hide)
    after = [call.method for call in platform.calls][len(calls) :]
    assert after[-1] == "LMSCommit"
    assert "LMSFinish" not in after


def test_a_status_is_never_lowered(platform: Platform, catalogue: Catalogue) -> None:
    """On a second attempt, a harmful answer changes neither the status nor the score that the platform has."""
    module = catalogue.modules[FIRST_DAY]
    last = module.scenarios[0]
    frame = platform.start(FIRST_DAY, begins={STATUS: "passed", SCORE: "92", ANSWERS: packed_without(module, last)})
    take(frame, last, harmfully)
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    assert set(platform.written(STATUS)) == {"passed"}
    assert [raw for raw in platform.written(SCORE) if int(raw) < 92] == []


def test_what_is_not_passed_is_incomplete_until_it_is(platform: Platform, catalogue: Catalogue) -> None:
    """Two attempts: all answered and one harmful is "incomplete" with a score, never "failed"; then it is passed."""
    module = catalogue.modules[FIRST_DAY]
    first, *_, optional = module.scenarios
    frame = platform.start(FIRST_DAY, begins={STATUS: "incomplete", ANSWERS: packed_without(module, first)})
    take(frame, first, harmfully)
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    assert set(platform.written(STATUS)) == {"incomplete"}
    (score,) = platform.written(SCORE)
    assert 80 <= int(score) < 100
    frame = platform.start(FIRST_DAY)
    again = scenario_in(frame, first)
    again.get_by_role("button", name=re.compile("Try again|Change this answer")).first.click()
    take(frame, first)
    take(frame, optional)  # of this one, nothing was kept once the module had been completed
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    assert platform.written(STATUS)[-1] == "passed"
    assert platform.written(SCORE)[-1] == "100"


def test_a_module_of_which_everything_is_left_out_is_completed(platform: Platform) -> None:
    """Leaving out tells the platform nothing, until nothing else is left: then it is completed, with no score."""
    frame = platform.start(ALL_OPTIONAL)
    expect(panel(frame).get_by_text("It knows that you’ve started")).to_be_visible()
    before = len(platform.calls)
    scenarios = frame.locator("[data-scenario]")
    for place in range(scenarios.count()):
        here = scenarios.nth(place)
        here.evaluate("scenario => { location.hash = scenario.id; }")
        here.locator("[data-leave-out]").evaluate("link => link.click()")
        expect(here.get_by_text("is only told if you leave out every scenario")).to_be_visible()
        here.locator("[data-next]").evaluate("link => link.click()")
        if place < scenarios.count() - 1:
            assert len(platform.calls) == before
            expect(panel(frame).get_by_text(LATEST)).to_be_hidden()
    panel(frame).get_by_role("button", name="Finish").click()
    expect(last_screen(frame).get_by_text("has recorded that you’ve completed")).to_be_visible()
    assert platform.written(STATUS)[-1] == "completed"
    assert platform.written(SCORE) == []
    assert set(platform.written(ANSWERS)) == {""}


def test_a_look_writes_nothing(platform: Platform, catalogue: Catalogue) -> None:
    """In this mode answers are marked, and nothing is written, not even at the end."""
    frame = platform.start(FIRST_DAY, begins={"cmi.core.lesson_mode": "browse"})
    expect(panel(frame).get_by_text("opened this module only to look at")).to_be_visible()
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    platform.leave()
    assert {call.method for call in platform.calls} & {"LMSSetValue", "LMSCommit"} == set()
    assert platform.calls[-1].method == "LMSFinish"


def test_responses_are_reported_if_the_host_packed_so(page: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Each new answer is one interaction, not again on the next visit, and never one to an optional scenario."""
    scenarios = catalogue.modules[FIRST_DAY].scenarios
    _, files = next(packages(ROOT, Release("1.2.3", None), Options(responses=True)))
    for name, content in files.items():
        (tmp_path / "packed" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "packed" / name).write_bytes(content)
    (tmp_path / "platform").mkdir()
    with platform_with(tmp_path / "platform", {FIRST_DAY: tmp_path / "packed"}) as url:
        platform = Platform(page, url)
        frame = platform.start(FIRST_DAY)
        take(frame, scenarios[1])
        expect(panel(frame).get_by_text(LATEST)).to_be_visible()
        frame = platform.start(FIRST_DAY)
        expect(scenario_in(frame, scenarios[1]).locator("form[data-grade]")).to_have_count(1)
        take(frame, scenarios[4])
        take(frame, scenarios[5])
        take(frame, scenarios[3], harmfully)
        expect(panel(frame).get_by_text(LATEST)).to_be_visible()
        platform.assert_strict()
        sorting, asking = scenarios[4].items[0], scenarios[3].items[0]
        chosen = [pair.split()[1] for pair in best(sorting)]
        places = [
            list(statement.grades).index(name) for statement, name in zip(sorting.statements, chosen, strict=True)
        ]
        pairs = ",".join(f"{one}.{ascii_lowercase[place]}" for one, place in zip(ascii_lowercase, places, strict=False))
        (harmful,) = harmfully(asking)
        letter = ascii_lowercase[[option.id for option in asking.options].index(harmful)]
        assert _interactions(platform) == [
            {
                "id": f"sort_the_channel__{sorting.id}",
                "type": "matching",
                "student_response": pairs,
                "result": "correct",
            },
            {
                "id": f"number_for_coursework__{asking.id}",
                "type": "choice",
                "student_response": letter,
                "result": "wrong",
            },
        ]


def packed_without(module: Module, scenario: Scenario) -> str:
    """Return what a platform has kept of a module once every other scenario has been answered best."""
    paths = {name: path for name, path in paths_of(module).items() if name != scenario.id}
    return pack(encode_file({module.id: entries_of(module, paths)}))


def _interactions(platform: Platform) -> list[dict[str, str]]:
    """Return the interactions that were written, each as its fields."""
    found: dict[str, dict[str, str]] = {}
    for method, values, _ in platform.calls:
        if method == "LMSSetValue" and (match := re.fullmatch(r"cmi\.interactions\.(\d+)\.(\w+)", values[0])):
            found.setdefault(match[1], {})[match[2]] = values[1]
    return list(found.values())
