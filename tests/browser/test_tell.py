"""Who to tell, with the school's own names: after an answer, in the summary, in the rules in short and on paper."""

import io

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.model import Module, Scenario
from tests.browser.fitting import assert_fits
from tests.browser.rules import assert_axe_passes
from tests.browser.schools import SCHOOL, FillIn
from tests.browser.taking import best_path, open_scenario, page_of, take_path

SHORT = "/in-short.html"


def answered(page: Page, url: str, module: Module, scenario: Scenario) -> Locator:
    """Answer a scenario as best, and return who to tell."""
    here = open_scenario(page, url, scenario.id, module.id)
    page.locator("html[data-school-read]").wait_for(state="attached")
    take_path(best_path(scenario), here)
    return here.locator("[data-answered] .tell")


def at_once(catalogue: Catalogue) -> tuple[Module, Scenario]:
    """Return the first scenario whose first row is the DSL, at once."""
    return next(
        (module, scenario)
        for module in catalogue.modules.values()
        for scenario in module.scenarios
        if (scenario.tell[0].who, scenario.tell[0].when) == (("dsl",), "at-once")
    )


def test_the_schools_names_are_beside_each_role(
    page: Page, url: str, catalogue: Catalogue, fill_in_school: FillIn
) -> None:
    """The DSL's row has the DSL, the deputies and who to ring out of hours, and their numbers can be pressed."""
    fill_in_school(SCHOOL)
    told = answered(page, url, *at_once(catalogue))
    names = told.locator(".tell-row").first.locator(".tell-names > span")
    expect(names).to_have_text(
        [
            "DSL: Ms A. Patel, ext. 204, 01632 960204",
            "Deputies: Mr B. Okoro, ext. 205; Mrs C. Lewis, ext. 206",
            "Out of school hours: Children’s social care, 01632 960999",
        ]
    )
    assert [each.get_attribute("href") for each in names.locator("a").all()] == ["tel:01632960204", "tel:01632960999"]
    expect(told.locator("[data-school-none]")).to_be_hidden()


def test_an_old_school_file_still_works(page: Page, url: str, catalogue: Catalogue, fill_in_school: FillIn) -> None:
    """A file without the newer entries has no mistake, and its names are shown."""
    fill_in_school({name: SCHOOL[name] for name in ("dsl", "headteacher")})
    told = answered(page, url, *at_once(catalogue))
    expect(told.locator(".tell-names > span:visible")).to_contain_text(["DSL: Ms A. Patel"])
    expect(told.locator("[data-school-known]")).to_be_hidden()
    page.goto(f"{url}/our-school.html")
    expect(page.locator('[data-school="dpo"]')).to_have_text("Not yet filled in")
    expect(page.locator("[data-school-known]")).to_be_hidden()


def test_without_names_one_line_says_so(page: Page, url: str, catalogue: Catalogue, fill_in_school: FillIn) -> None:
    """No row has an empty place for a name."""
    fill_in_school({})
    told = answered(page, url, *at_once(catalogue))
    expect(told.locator(".tell-names > span:visible")).to_have_count(0)
    expect(told.locator("[data-school-none]")).to_be_visible()


def test_the_summary_tells_about_what_was_answered(
    page: Page, url: str, catalogue: Catalogue, fill_in_school: FillIn
) -> None:
    """After one scenario, only its lines are there; after all, there is one for each thing to tell about."""
    fill_in_school(SCHOOL)
    module = catalogue.modules["first-day"]
    first = module.scenarios[0]
    answered(page, url, module, first)
    page.goto(f"{url}{page_of(module.id)}#summary")
    told = page.locator("[data-summary] .tell-summary")
    lines = told.locator("[data-tell-about]:visible")
    expect(lines).not_to_have_count(0)
    assert {each.get_attribute("data-tell-about") for each in lines.all()} == {first.id}
    for scenario in module.scenarios[1:]:
        take_path(best_path(scenario), open_scenario(page, url, scenario.id, module.id))
    page.goto(f"{url}{page_of(module.id)}#summary")
    expect(lines).to_have_count(told.locator("[data-tell-about]").count())
    expect(told.locator("[data-tell-group]:visible .tell-names").first).to_contain_text("Ms A. Patel")


def noted(catalogue: Catalogue) -> tuple[Module, Scenario]:
    """Return the first scenario that readers may leave out."""
    return next((module, each) for module in catalogue.modules.values() for each in module.scenarios if each.optional)


def test_a_reader_who_leaves_a_scenario_out_is_told_who_to_tell(page: Page, url: str, catalogue: Catalogue) -> None:
    """In its place are who to tell, the offer of a talk and the way on; nothing of the situation is left."""
    module, scenario = noted(catalogue)
    here = open_scenario(page, url, scenario.id, module.id)
    expect(here.locator(".tell")).to_be_hidden()
    here.get_by_role("link", name="Leave this one out").click()
    expect(here.get_by_role("heading", name="You’ve left this one out")).to_be_focused()
    expect(here.get_by_text("talk to the designated safeguarding lead (DSL) or a deputy instead")).to_be_visible()
    expect(here.locator(".tell")).to_be_visible()
    expect(here.locator("[data-next]")).to_be_visible()
    for part in (".situation", ".stimulus", "form", ".content-note"):
        expect(here.locator(part).first).to_be_hidden()
    assert_axe_passes(page, "left out", f"#{scenario.id}")
    assert_fits(page, "left out", f"#{scenario.id}")
    here.get_by_role("button", name="Read it after all").click()
    expect(here.locator("form").first).to_be_visible()
    expect(here.locator(".tell")).to_be_hidden()
    take_path(best_path(scenario), here)
    expect(here.locator("[data-answered] .tell")).to_be_visible()


def test_what_was_left_out_is_still_left_out_after_a_reload(page: Page, url: str, catalogue: Catalogue) -> None:
    """The summary says so, and says who to tell. On paper it does not."""
    module, scenario = noted(catalogue)
    here = open_scenario(page, url, scenario.id, module.id)
    here.get_by_role("link", name="Leave this one out").click()
    expect(page.locator(f'[data-progress="{scenario.id}"]').first).to_have_attribute("data-state", "done")
    page.reload()
    expect(here.get_by_role("heading", name="You’ve left this one out")).to_be_visible()
    page.goto(f"{url}{page_of(module.id)}#summary")
    row = page.locator(f'[data-summary-scenario="{scenario.id}"]')
    expect(row).to_contain_text("Left out", use_inner_text=True)
    expect(page.locator(f'.tell-summary [data-tell-about="{scenario.id}"]:visible')).not_to_have_count(0)
    page.emulate_media(media="print")
    expect(row).to_be_hidden()


def test_a_module_of_which_all_is_left_out_is_completed(page: Page, url: str, catalogue: Catalogue) -> None:
    """Its standing is *Completed, not marked*, in the summary and on the list of modules."""
    module = next(each for each in catalogue.modules.values() if all(scenario.optional for scenario in each.scenarios))
    for scenario in module.scenarios:
        here = open_scenario(page, url, scenario.id, module.id)
        here.locator("[data-leave-out]").evaluate("link => link.click()")
        expect(page.locator(f'[data-progress="{scenario.id}"]').first).to_have_attribute("data-state", "done")
    page.goto(f"{url}{page_of(module.id)}#summary")
    summary = page.locator("[data-summary]")
    expect(summary.locator("[data-standing]:visible")).to_have_text("Completed, not marked")
    expect(summary.get_by_role("link", name="Make my record")).to_be_visible()
    page.goto(f"{url}/practise/index.html")
    card = page.locator(".module-card", has=page.locator(f"#module-{module.id}"))
    expect(card.locator("[data-standing]:visible")).to_have_text("Completed, not marked")


@pytest.mark.parametrize("entries", [{}, SCHOOL], ids=["empty", "filled-in"])
def test_the_rules_in_short_are_on_one_side_of_a4(
    page: Page, url: str, entries: dict[str, str], fill_in_school: FillIn
) -> None:
    """All of them, who to tell and whose words they are, with nothing to press."""
    fill_in_school(entries)
    page.goto(f"{url}{SHORT}")
    page.locator("html[data-school-read]").wait_for(state="attached")
    (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert tuple(round(float(each)) for each in sheet.mediabox[2:]) == (595, 842)
    text = " ".join(sheet.extract_text().split())
    assert "In our words · not the county’s text" in text
    for words in ("If you slip: stop, keep, tell.", "SG-2b", "0344 381 4772"):
        assert words in text
    assert ("Ms A. Patel" if entries else "Not yet filled in") in text
    assert "Print this page" not in text


def test_without_javascript_who_to_tell_is_open(unscripted: Page, url: str, catalogue: Catalogue) -> None:
    """Each scenario's is on the page, and so are the rules in short."""
    module, _ = at_once(catalogue)
    unscripted.goto(f"{url}{page_of(module.id)}")
    expect(unscripted.locator(".scenario > .tell:visible")).to_have_count(len(module.scenarios))
    expect(unscripted.locator(".left-out:visible")).to_have_count(0)
    unscripted.goto(f"{url}{SHORT}")
    expect(unscripted.locator(".rule:visible")).to_have_count(10)
