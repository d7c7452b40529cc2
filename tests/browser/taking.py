"""What a reader does on a module page, said once for the tests."""

from playwright.sync_api import Locator, Page, expect

from quizzes.engine.model import Item, Module, Option, Scenario

PAGE = "/practise/first-day.html"


def open_scenario(page: Page, url: str, scenario: str) -> Locator:
    """Open the module page at a scenario and wait until the engine is ready; gives the scenario."""
    page.goto(f"{url}{PAGE}#{scenario}")
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
    return page.locator(f'[data-scenario="{scenario}"]')


def item_in(scenario: Locator, item: str) -> Locator:
    """One item, its form and its feedback."""
    return scenario.locator(f'[data-step="{item}"]')


def choose(item: Locator, option: str) -> None:
    """Choose an option and press the button."""
    item.locator(f'input[value="{option}"]').check()
    item.get_by_role("button", name="Check my answer").click()


def marked(item: Locator, grade: str) -> None:
    """Wait until the item's form is marked with this grade."""
    expect(item.locator("form")).to_have_attribute("data-grade", grade)


def paths(scenario: Scenario) -> list[list[tuple[Item, Option]]]:
    """Paths from the first item to an ending, enough to select every option of every item once or more.

    All paths would grow with the product of the options; these are one an option, going on by first options.
    """
    found: list[list[tuple[Item, Option]]] = []
    for item in scenario.items:
        for option in item.options:
            found.append([*_way_to(scenario, item), (item, option), *_way_on(scenario, option)])
    return found


def best_path(scenario: Scenario) -> list[tuple[Item, Option]]:
    """The path of best options."""
    path: list[tuple[Item, Option]] = []
    item: Item | None = scenario.items[0]
    while item:
        option = next(option for option in item.options if option.grade == "best")
        path.append((item, option))
        item = scenario.item(option.to) if option.to else None
    return path


def take(page: Page, path: list[tuple[Item, Option]], scenario: Locator) -> None:
    """Answer a scenario from its first item to its end."""
    for item, option in path:
        here = item_in(scenario, item.id)
        choose(here, option.id)
        marked(here, option.grade)
        if option.to:
            here.get_by_role("button", name="Continue").click()


def take_module(page: Page, url: str, module: Module, worst: str = "") -> None:
    """Answer every scenario of a module best, but one, named, by its first item's harmful option throughout."""
    open_scenario(page, url, module.scenarios[0].id)
    for scenario in module.scenarios:
        here = page.locator(f'[data-scenario="{scenario.id}"]')
        path = best_path(scenario)
        if scenario.id == worst:
            harmful = next(option for option in scenario.items[0].options if option.grade == "harmful")
            path = [(scenario.items[0], harmful)]
        take(page, path, here)
        here.locator("[data-next]").click()


def _way_to(scenario: Scenario, item: Item) -> list[tuple[Item, Option]]:
    if item is scenario.items[0]:
        return []
    before, option = next((each, option) for each in scenario.items for option in each.options if option.to == item.id)
    return [*_way_to(scenario, before), (before, option)]


def _way_on(scenario: Scenario, option: Option) -> list[tuple[Item, Option]]:
    if option.to is None:
        return []
    item = scenario.item(option.to)
    assert item
    return [(item, item.options[0]), *_way_on(scenario, item.options[0])]
