"""The answer path, in Chromium, against the built site."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Item, Option
from tests.browser.taking import PAGE, choose, item_in, marked, open_scenario, paths, take, take_module

LABELS = {"best": "Best answer", "acceptable": "Acceptable", "poor": "Poor", "harmful": "Harmful"}


def words(text: str) -> str:
    """Text as it reads: Markdown links and emphasis taken off, white space folded."""
    text = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    return " ".join(text.replace("*", "").split())


def test_every_option_gives_its_own_feedback_with_quoted_clauses(page: Page, url: str, catalogue: Catalogue) -> None:
    """Each option of each scenario shows its grade, its feedback and its clauses with stems and links."""
    seen = set()
    for scenario in catalogue.modules["first-day"].scenarios:
        here = open_scenario(page, url, scenario.id)
        for path in paths(scenario):
            for item, option in path:
                step = item_in(here, item.id)
                choose(step, option.id)
                marked(step, option.grade)
                _shows(step, item, option, catalogue.clauses)
                seen.add((scenario.id, item.id, option.id))
                if option.to:
                    step.get_by_role("button", name="Continue").click()
            here.locator("[data-step] [data-retry]:visible").first.click()
    assert len(seen) == sum(
        len(item.options) for scenario in catalogue.modules["first-day"].scenarios for item in scenario.items
    )


def _shows(step: Locator, item: Item, option: Option, clauses: dict[str, Clause]) -> None:
    shown = step.locator("[data-answered]")
    expect(shown.locator(f'[data-feedback="{item.id}-{option.id}"]')).to_be_visible()
    expect(shown.locator("[data-feedback]")).to_have_count(1)
    expect(shown.locator("[data-feedback]")).to_contain_text(LABELS[option.grade])
    expect(shown.locator("[data-feedback]")).to_contain_text(words(option.text))
    expect(shown.locator("[data-feedback]")).to_contain_text(words(option.feedback))
    assert shown.locator("[data-best]").is_visible() == (option.grade != "best")
    citations = shown.locator("[data-clause]")
    assert [each.get_attribute("data-clause") for each in citations.all()] == list(option.clauses)
    for clause_id, citation in zip(option.clauses, citations.all(), strict=True):
        clause = clauses[clause_id]
        quoted = " ".join((citation.locator("blockquote").text_content() or "").split())
        assert quoted == " ".join(f"{clause.stem} … {clause.text}".split() if clause.stem else clause.text.split())
        href = citation.get_by_role("link", include_hidden=True).get_attribute("href")
        assert href == f"../guidance/{clause.page}.html#{clause_id}"


def test_the_keyboard_alone_takes_a_scenario(page: Page, url: str) -> None:
    """Tab, arrows, Space and Enter are enough, and focus goes to the outcome, the form and the next scenario."""
    open_scenario(page, url, "parent-friend-request")
    page.locator("#parent-friend-request-title").focus()
    _tab_to(page, "input[type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.value")
    page.keyboard.press("Enter")
    here = page.locator('[data-scenario="parent-friend-request"]')
    expect(here.locator("form[data-grade]")).to_have_count(1)
    assert page.evaluate("document.activeElement.textContent") == "Your answer"
    _tab_to(page, "[data-retry]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == chosen
    page.keyboard.press("Enter")
    expect(here.locator("form[data-grade]")).to_have_count(1)
    _tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    expect(page.locator('[data-scenario="tired-post"]')).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "tired-post-title"


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_nothing_chosen_says_so_where_the_choice_is(page: Page, url: str) -> None:
    """The button without a choice shows an error at the options, focuses the first and marks nothing."""
    here = open_scenario(page, url, "tired-post")
    here.get_by_role("button", name="Check my answer").click()
    expect(here.get_by_role("alert")).to_have_text("Choose one answer, then check it.")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.type") == "radio"
    here.locator("input").nth(1).check()
    expect(here.get_by_role("alert")).to_be_hidden()
    assert not page.title().startswith("Error: ")
    assert here.locator("form[data-grade]").count() == 0


def test_an_answer_before_the_engine_is_ready_waits_and_is_marked(
    context: BrowserContext, page: Page, url: str
) -> None:
    """Pressed early, the button keeps working, a status says that the answer waits, and then it is marked."""
    held = []
    context.route(re.compile(r"/library-.*\.bin"), lambda route: held.append(route))
    page.goto(f"{url}{PAGE}#never-inducted")
    here = page.locator('[data-scenario="never-inducted"]')
    item = here.locator("[data-step]")
    item.locator("input").first.check()
    button = item.locator("button[type=submit]")
    button.click()
    expect(button).to_have_text("Checking…", use_inner_text=True)
    expect(button).to_be_enabled()
    expect(item.get_by_role("status")).to_have_text(
        "Your answer will be marked as soon as the marking is ready, in a few seconds.", use_inner_text=True
    )
    expect(page.locator("html")).to_have_attribute("data-engine", "loading")
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(item.locator("form[data-grade]")).to_have_count(1)
    expect(item.locator("[data-status]:visible")).to_have_count(0)


def test_two_early_answers_are_both_kept(context: BrowserContext, page: Page, url: str) -> None:
    """Two scenarios answered before the engine is ready are both marked; neither overwrites the other."""
    held = []
    context.route(re.compile(r"/library-.*\.bin"), lambda route: held.append(route))
    page.goto(f"{url}{PAGE}#tired-post")
    for scenario in ("tired-post", "never-inducted"):
        page.goto(f"{url}{PAGE}#{scenario}")
        here = page.locator(f'[data-scenario="{scenario}"]')
        here.locator("input").first.check()
        here.locator("button[type=submit]").click()
    held[0].continue_()
    for scenario in ("tired-post", "never-inducted"):
        expect(page.locator(f'[data-scenario="{scenario}"] form[data-grade]')).to_have_count(1)
    context.unroute_all()
    page.reload()
    for scenario in ("tired-post", "never-inducted"):
        expect(page.locator(f'[data-scenario="{scenario}"] form[data-grade]')).to_have_count(1)


def test_going_back_and_forth_loses_nothing(page: Page, url: str, catalogue: Catalogue) -> None:
    """After a visit to the chapter, a reload and the back button the answers stand; another tab has none."""
    here = open_scenario(page, url, "tired-post")
    choose(here, catalogue.scenarios["tired-post"].items[0].options[0].id)
    expect(here.locator("form[data-grade]")).to_have_count(1)
    here.locator("[data-next]").click()
    expect(page.locator('[data-scenario="number-for-coursework"]')).to_be_visible()
    page.go_back()
    expect(here).to_be_visible()
    here.locator("[data-citations-shown] a").first.click()
    page.wait_for_url(re.compile("/guidance/"))
    page.go_back()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    page.reload()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    other = page.context.new_page()
    open_scenario(other, url, "tired-post")
    assert other.locator("form[data-grade]").count() == 0


def test_changing_an_earlier_step_drops_the_later_ones(page: Page, url: str, catalogue: Catalogue) -> None:
    """A branching scenario can be taken again from any step, and its result tells the path that stands."""
    scenario = catalogue.scenarios["pupil-follow-request"]
    here = open_scenario(page, url, scenario.id)
    long = next(path for path in paths(scenario) if len(path) == 4)
    take(page, long, here)
    together = here.get_by_text("All your steps together")
    expect(together).to_be_visible()
    trail = here.locator('[data-state="past"]')
    expect(trail).to_have_count(3)
    for step, (_, option) in zip(trail.all(), long[:3], strict=True):
        expect(step.locator("[data-feedback-shown]")).to_contain_text(words(option.text))
    item_in(here, long[0][0].id).get_by_role("button", name="Change this answer").click()
    expect(trail).to_have_count(0)
    expect(together).to_be_hidden()
    short = next(path for path in paths(scenario) if len(path) == 3)
    take(page, short, here)
    expect(trail).to_have_count(2)
    expect(here.locator(".step-heading:visible")).to_have_text(["Step 1", "Step 2", "Step 3"])


def test_the_summary_of_a_pass(page: Page, url: str, catalogue: Catalogue) -> None:
    """All best: completed and passed, five of five, nothing to read again; cleared, nothing is left."""
    module = catalogue.modules["first-day"]
    take_module(page, url, module)
    summary = page.locator("[data-summary]")
    expect(summary).to_be_visible()
    expect(summary).to_contain_text("completed this module and passed it")
    expect(summary.locator("[data-sound]")).to_have_text(str(len(module.scenarios)))
    expect(summary.locator('[data-grade-word="best"]:visible')).to_have_count(len(module.scenarios))
    expect(summary.get_by_text("Clauses worth reading again")).to_be_hidden()
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
    assert page.locator("form[data-grade]").count() == 0
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('staff-handbook/'))") == []


def test_the_summary_with_a_harmful_answer(page: Page, url: str, catalogue: Catalogue) -> None:
    """One harmful answer among bests reaches the mastery score and still does not pass; its clauses are named."""
    take_module(page, url, catalogue.modules["first-day"], worst="tired-post")
    summary = page.locator("[data-summary]")
    expect(summary).to_contain_text("a harmful answer still stands")
    expect(summary.locator('[data-summary-scenario="tired-post"]')).to_contain_text("Harmful")
    harmful = next(option for option in catalogue.scenarios["tired-post"].items[0].options if option.grade == "harmful")
    shown = summary.locator("[data-summary-clause]:visible")
    assert {each.get_attribute("data-summary-clause") for each in shown.all()} == set(harmful.clauses)


def test_an_unreadable_session_is_set_aside_with_a_word(page: Page, url: str) -> None:
    """What another version left in the tab does not stop the module; the reader is told."""
    page.goto(url + PAGE)
    page.evaluate("sessionStorage.setItem('staff-handbook/session/first-day', 'of another time')")
    page.reload()
    expect(page.get_by_text("Your earlier answers could not be read")).to_be_visible()
    here = open_scenario(page, url, "tired-post")
    here.locator("input").first.check()
    here.get_by_role("button", name="Check my answer").click()
    expect(here.locator("form[data-grade]")).to_have_count(1)


def test_a_browser_that_refuses_storage_still_marks(context: BrowserContext, page: Page, url: str) -> None:
    """With sessionStorage refused, answers are marked and kept until the page is left."""
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('refused') }})"
    )
    for scenario in ("tired-post", "never-inducted"):
        here = open_scenario(page, url, scenario)
        here.locator("input").first.check()
        here.get_by_role("button", name="Check my answer").click()
        expect(here.locator("form[data-grade]")).to_have_count(1)
    assert page.locator("form[data-grade]").count() == 2


def test_chapter_pages_start_no_engine(context: BrowserContext, page: Page, url: str, site: Path) -> None:
    """Reading the chapter fetches neither the worker nor the runtime."""
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{url}/guidance/specific-guidance.html")
    page.wait_for_timeout(500)
    expect(page.locator("html")).to_have_attribute("data-engine", "idle")
    assert [address for address in fetched if re.search(r"worker-|\.bin", address)] == []


def test_the_skip_link_stays_at_the_scenario(page: Page, url: str) -> None:
    """An address inside the page that names no scenario, or none that can be read, does not turn the page."""
    here = open_scenario(page, url, "tired-post")
    page.get_by_role("link", name="Skip to content").press("Enter")
    expect(page).to_have_url(f"{url}{PAGE}#first-day")
    expect(here).to_be_visible()
    page.goto(f"{url}{PAGE}#%")
    page.reload()
    expect(page.locator("[data-scenario]:visible")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
