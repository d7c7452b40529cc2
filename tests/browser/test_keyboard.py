"""Every interaction can be answered with only the keyboard, and the focus goes where a reader expects it."""

from itertools import pairwise

from playwright.sync_api import Locator, Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.taking import (
    assert_marked,
    best_path,
    item_in,
    open_example,
    open_scenario,
    selected,
    wait_until_ready,
)
from tests.components import Example, examples_of

ACTIVE = "document.activeElement"


def open_at_heading(page: Page, url: str, example: Example) -> Locator:
    """Open an example, put the focus on the scenario's heading, and return the item."""
    item = open_example(page, url, example)
    page.locator(f"#{example.id} h2").focus()
    return item


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab, or another key, until an element that matches the selector has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} never comes to {selector}")


def check_by_keyboard(page: Page, item: Locator, grade: str) -> None:
    """Tab to the button and press it; fail unless the outcome gets the focus."""
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    assert_marked(item, grade)
    assert page.evaluate(f"{ACTIVE}.textContent") == "Your answer"


def retry_by_keyboard(page: Page) -> str:
    """Tab to *Try again* and press it; return the value of the field that gets the focus."""
    tab_to(page, "[data-retry]")
    page.keyboard.press("Enter")
    value: str = page.evaluate(f"{ACTIVE}.value")
    return value


def test_choice_works_by_keyboard(page: Page, url: str, catalogue: Catalogue) -> None:
    """Tab reaches the radio buttons, Space or an arrow key chooses one, and a link leads to the next scenario."""
    first, second = next(
        pair
        for pair in pairwise(catalogue.modules["first-day"].scenarios)
        if [item.interaction for item in pair[0].items] == ["choice"]
    )
    item = open_scenario(page, url, first.id)
    options = first.items[0].options
    item.locator("h2").focus()
    tab_to(page, "input[type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert_marked(item, options[1].grade)
    assert retry_by_keyboard(page) == options[1].id
    page.keyboard.press("ArrowUp")
    check_by_keyboard(page, item, options[0].grade)
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-scenario="{second.id}"]')).to_be_visible()
    assert page.evaluate(f"{ACTIVE}.id") == f"{second.id}-title"


def test_multiple_works_by_keyboard(examples: Page, examples_url: str) -> None:
    """Tab reaches each box and Space ticks it. After *Try again* the first ticked box has the focus."""
    example = examples_of("multiple")[0]
    item = open_at_heading(examples, examples_url, example)
    best, partly = (answer.response for answer in example.answers[:2])
    for option in best:
        tab_to(examples, f'[value="{option}"]')
        examples.keyboard.press("Space")
    check_by_keyboard(examples, item, "best")
    assert retry_by_keyboard(examples) == best[0]
    (left,) = set(best) - set(partly)
    tab_to(examples, f'[value="{left}"]')
    examples.keyboard.press("Space")
    assert selected(item) == list(partly)
    examples.keyboard.press("Enter")
    assert_marked(item, "acceptable")


def test_match_works_by_keyboard(examples: Page, examples_url: str) -> None:
    """Tab goes from statement to statement, arrow keys choose a category, and each statement names its group."""
    example = examples_of("match")[0]
    item = open_at_heading(examples, examples_url, example)
    categories = [category.id for category in example.item.categories]
    for pair in example.answers[1].response:
        name, category = pair.split()
        examples.keyboard.press("Tab")
        assert examples.evaluate(f"{ACTIVE}.value") == f"{name} {categories[0]}"
        examples.keyboard.press("Space")
        for _ in range(categories.index(category)):
            examples.keyboard.press("ArrowRight")
        assert examples.evaluate(f"{ACTIVE}.value") == pair
    check_by_keyboard(examples, item, example.answers[1].grade)
    assert retry_by_keyboard(examples) == example.answers[1].response[0]
    for statement in example.item.statements:
        group = item.get_by_role("radiogroup", name=statement.text, exact=True)
        expect(group.get_by_role("radio")).to_have_count(len(categories))


def test_order_works_by_keyboard(examples: Page, examples_url: str) -> None:
    """Space adds and removes steps, buttons move them, the focus stays, and each change is announced."""
    example = examples_of("order")[0]
    item = open_at_heading(examples, examples_url, example)
    own = item.get_by_role("list", name="Your order")
    rest = item.get_by_role("list", name="Steps to choose from")
    told = item.get_by_role("status").filter(has_text=": ")
    texts = {option.id: option.text for option in example.item.options}
    best = list(example.answers[0].response)
    for place, step in enumerate(reversed(best), 1):
        tab_to(examples, f'[value="{step}"]')
        examples.keyboard.press("Space")
        assert examples.evaluate(f"{ACTIVE}.value") == step
        expect(told).to_have_text(f"{texts[step]}: now step {place} of {place}")
    assert selected(item) == best[::-1]
    expect(rest.get_by_role("checkbox")).to_have_count(len(texts) - len(best))
    expect(item.locator("[data-none]")).to_be_hidden()

    first = f'[aria-label="Move up: {texts[best[0]]}"]'
    tab_to(examples, first)
    for place in range(len(best) - 1, 0, -1):
        examples.keyboard.press("Enter")
        assert examples.evaluate(f"{ACTIVE}.matches({first!r})")
        expect(told).to_have_text(f"{texts[best[0]]}: now step {place} of {len(best)}")
    moved = [best[0], *best[:0:-1]]
    assert selected(item) == moved

    expect(item.locator(first)).to_have_attribute("aria-disabled", "true")
    examples.keyboard.press("Space")
    assert examples.evaluate(f"{ACTIVE}.matches({first!r})")
    assert selected(item) == moved
    last = f'[aria-label="Move down: {texts[moved[-1]]}"]'
    expect(item.locator(last)).to_have_attribute("aria-disabled", "true")
    expect(own.locator('[aria-disabled="true"]')).to_have_count(2)

    down = f'[aria-label="Move down: {texts[best[-1]]}"]'
    tab_to(examples, down)
    for _ in range(len(best)):  # once more than there are positions
        examples.keyboard.press("Space")
    assert examples.evaluate(f"{ACTIVE}.matches({down!r})")
    assert selected(item) == [best[0], *best[-2:0:-1], best[-1]]

    shown = rest.get_by_role("checkbox").evaluate_all("boxes => boxes.map((box) => box.value)")
    tab_to(examples, f'[value="{best[1]}"]', "Shift+Tab")
    examples.keyboard.press("Space")
    assert examples.evaluate(f"{ACTIVE}.value") == best[1]
    expect(told).to_have_text(f"{texts[best[1]]}: removed from your order")
    back = rest.get_by_role("checkbox").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert [each for each in back if each != best[1]] == shown
    places = rest.locator("li").evaluate_all("steps => steps.map((step) => Number(step.dataset.place))")
    assert places == sorted(places)
    expect(rest.get_by_role("button")).to_have_count(0)

    check_by_keyboard(examples, item, "poor")
    assert retry_by_keyboard(examples) == best[0]
    assert selected(item) == [best[0], *best[-2:1:-1], best[-1]]


def test_a_whole_module_works_by_keyboard(page: Page, url: str, catalogue: Catalogue) -> None:
    """Tab, Space, Enter and the arrow keys are enough to go from the list of modules to a module's summary."""
    module = catalogue.modules["first-day"]
    page.goto(f"{url}/practise/index.html")
    tab_to(page, f'a[href^="{module.id}.html"]')
    page.keyboard.press("Enter")
    wait_until_ready(page)
    for scenario in module.scenarios:
        here = page.locator(f'[data-scenario="{scenario.id}"]')
        expect(here).to_be_visible()
        for item, response in best_path(scenario):
            step = item_in(here, item.id)
            for value in response:
                _choose(page, value)
            check_by_keyboard(page, step, "best")
            if step.locator("[data-continue]").is_visible():
                tab_to(page, "[data-continue]")
                page.keyboard.press("Enter")
        tab_to(page, "[data-next]")
        page.keyboard.press("Enter")
    expect(page.locator("#summary-title")).to_be_focused()
    expect(page.locator("[data-summary]")).to_contain_text("completed and passed this module", use_inner_text=True)


def _choose(page: Page, value: str) -> None:
    """Tab to a field, then tick it or reach its value with the arrow keys."""
    group = page.locator(f'input[value="{value}"]:visible').get_attribute("name")
    tab_to(page, f'input[name="{group}"]')
    page.keyboard.press("Space")
    for _ in range(10):
        if page.evaluate(f"{ACTIVE}.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow comes to {value}")
