"""What a package's page says where a learning platform is missing, hidden, refuses, throws or has no room."""

import pytest
from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.progress_file import encode_file
from quizzes.engine.report import pack
from tests.browser.platforms import ANSWERS, FIRST_DAY, LATEST, STATUS, Platform, first_screen, last_screen, panel, take
from tests.browser.serving import serving


def fail_with(platform: Platform, faults: dict[str, str]) -> None:
    """Let the platform fail in these ways, and in no other, from now on."""
    platform.page.evaluate(
        "given => { for (const name in faults) delete faults[name]; Object.assign(faults, given); }", faults
    )


def test_without_a_platform_one_can_practise(platform: Platform, catalogue: Catalogue) -> None:
    """If no API is around the page, it says so, and marks answers that nobody is told of."""
    frame = platform.open(FIRST_DAY, missing=True)
    expect(first_screen(frame).get_by_text("No learning platform here")).to_be_visible()
    expect(first_screen(frame).get_by_role("button", name="Start")).to_be_hidden()
    first_screen(frame).get_by_role("button", name="Practise without it").click()
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    expect(panel(frame).get_by_text("You’re practising without it")).to_be_visible()
    expect(panel(frame).get_by_role("button", name="Finish")).to_be_hidden()


def test_a_platform_that_does_not_begin_can_be_tried_again(platform: Platform, catalogue: Catalogue) -> None:
    """If the platform throws, or does not say the status, nothing is written, and one may try again or practise.

    The platform fails three times, each time in another way.
    """
    frame = platform.start(FIRST_DAY, faults={"LMSInitialize": "throws"})
    for attempt, faults in enumerate(({}, {"LMSInitialize": "false"}, {STATUS: "throws"}), 1):
        if faults:
            fail_with(platform, faults)
            first_screen(frame).get_by_role("button", name="Try again").click()
        expect(first_screen(frame).get_by_text("Your learning platform didn’t start this module")).to_be_visible()
        methods = [call.method for call in platform.calls]
        assert methods.count("LMSInitialize") == attempt
        assert set(methods) & {"LMSSetValue", "LMSCommit"} == set()
        expect(first_screen(frame).get_by_role("button", name="Practise without it")).to_be_visible()
    fail_with(platform, {})
    first_screen(frame).get_by_role("button", name="Try again").click()
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()


@pytest.mark.parametrize("faults", [{"LMSCommit": "false"}, {STATUS: "false"}])
def test_a_result_that_is_not_taken_can_be_sent_again(
    platform: Platform, catalogue: Catalogue, faults: dict[str, str]
) -> None:
    """The page says that the platform did not take the result, keeps it, and sends it again on request."""
    frame = platform.start(FIRST_DAY)
    fail_with(platform, faults)
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    expect(panel(frame).get_by_text("It didn’t take your latest result")).to_be_visible()
    expect(panel(frame).get_by_role("button", name="Finish")).to_be_hidden()
    fail_with(platform, {})
    panel(frame).get_by_role("button", name="Send again").click()
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    assert platform.kept()[ANSWERS].startswith("1:")
    expect(panel(frame).get_by_role("button", name="Finish")).to_be_visible()


def test_answers_without_room_are_said(platform: Platform, catalogue: Catalogue) -> None:
    """If the platform refuses the answers, or cuts them off in silence, the page says so, and the result is kept."""
    first, second, third, fourth = catalogue.modules[FIRST_DAY].scenarios[1:5]
    frame = platform.start(FIRST_DAY)
    no_room = panel(frame).get_by_text("no room for your latest answers")
    for fault, one, other in (("false", first, second), ("cuts", third, fourth)):
        fail_with(platform, {})
        take(frame, one)
        expect(panel(frame).get_by_text(LATEST)).to_be_visible()
        kept = platform.kept()[ANSWERS]
        fail_with(platform, {ANSWERS: fault})
        take(frame, other)
        expect(no_room).to_be_visible()
        if fault == "false":
            assert platform.kept()[ANSWERS] == kept
        assert platform.calls[-1] == ("LMSCommit", [""], "true")


@pytest.mark.parametrize("stored", ["1:abc", "another author’s", pack(encode_file({}))])
def test_answers_that_cannot_be_read_are_said(platform: Platform, catalogue: Catalogue, stored: str) -> None:
    """Answers that are cut off, or not ours, are not shown. The page says so, and the reader begins again."""
    frame = platform.start(FIRST_DAY, begins={ANSWERS: stored, STATUS: "passed"})
    expect(frame.locator("[data-unreadable]").get_by_text("so you begin again")).to_be_visible()
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    expect(panel(frame).get_by_text(LATEST)).to_be_visible()
    assert platform.written(STATUS) == ["passed"]


def test_a_finish_that_is_not_confirmed_is_said(platform: Platform, catalogue: Catalogue) -> None:
    """If the platform has the result but does not confirm the end, the page says that nothing need be done."""
    frame = platform.start(FIRST_DAY, faults={"LMSFinish": "throws"})
    take(frame, catalogue.modules[FIRST_DAY].scenarios[1])
    panel(frame).get_by_role("button", name="Finish").click()
    expect(last_screen(frame).get_by_text("Your learning platform has your answers so far")).to_be_visible()
    expect(last_screen(frame).get_by_text("You needn’t do anything")).to_be_visible()


def test_the_platform_is_found_past_a_frame_of_another_site(
    platform: Platform, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Reading from such a frame throws. The platform around it is found all the same."""
    folder = tmp_path_factory.mktemp("another-site")
    address = f"{platform.url}/{FIRST_DAY}/index.html"
    (folder / "index.html").write_text(f'<!doctype html><title>A player</title><iframe src="{address}"></iframe>')
    with serving(folder) as url:
        platform.page.goto(f'{platform.url}/platform.html#{{"address":"{url}/index.html"}}')
        inner = platform.frame.frame_locator("iframe")
        first_screen(inner).get_by_role("button", name="Start").click()
        take(inner, catalogue.modules[FIRST_DAY].scenarios[1])
        expect(panel(inner).get_by_text(LATEST)).to_be_visible()
        assert platform.kept()[STATUS] == "incomplete"


def test_the_platform_is_found_in_the_page_that_opened_the_package(platform: Platform) -> None:
    """Many platforms open a package in a window of its own."""
    platform.open(FIRST_DAY)
    with platform.page.expect_popup() as opened:
        platform.page.evaluate(f"void window.open('{FIRST_DAY}/index.html')")
    first_screen(opened.value).get_by_role("button", name="Start").click()
    expect(panel(opened.value).get_by_text("It knows that you’ve started")).to_be_visible()
    assert platform.kept()[STATUS] == "incomplete"


def test_no_answer_is_given_before_the_earlier_ones_are_read(unmarked: Page, platform_url: str) -> None:
    """Until the engine has read what the platform kept, no module is shown: a new answer would come first."""
    frame = Platform(unmarked, platform_url).start(FIRST_DAY, begins={ANSWERS: "1:abc"})
    expect(first_screen(frame).get_by_text("Reading your earlier answers…")).to_be_visible()
    expect(first_screen(frame).get_by_role("button", name="Start")).to_be_hidden()
    expect(frame.locator("[data-scenario]").first).to_be_hidden()
