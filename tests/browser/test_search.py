"""The search finds what staff look for in their own words, from a server and from a shared drive."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.visitors import new_visitor

# What staff type, and what they want to find: a scenario, a clause, or a place on another page.
WANTED = {
    "WhatsApp": "staff-only-chat",
    "friend request": "parent-friend-request",
    "my number": "number-for-coursework",
    "mobile number": "number-for-coursework",
    "ex pupil": "former-pupil-over-18",
    "former student": "former-pupil-over-18",
    "snapchat": "nephew-is-a-pupil",
    "instagram": "pupil-follow-request",
    "tiktok": "filmed-and-mocked",
    "facebook parent": "parent-friend-request",
    "texting": "sort-the-channel",
    "personal phone": "SI-19",
    "homework email": "sort-the-channel",
    "zoom call": "one-to-one-video",
    "chatgpt": "ai-class-photo",
    "xbox": "gaming-invite",
    "class photo": "ai-class-photo",
    "privacy settings": "privacy-checkup",
    "dating app": "dating-app-match",
    "fake account": "fake-account-in-your-name",
    "hacked": "fake-account-in-your-name",
    "nudes": "shown-a-nude",
    "sexting": "shown-a-nude",
    "grooming": "colleague-and-pupil-messages",
    "disciplinary": "R-iv",
    "union": "guidance/what-has-changed.html#your-association-or-union",
    "supply teacher": "practise/index.html#route-supply-teachers",
    "who to tell": "index.html#who-to-tell",
    "safeguarding lead": "glossary.html#designated-safeguarding-lead-dsl",
}

# What is typed, and words that find the same.
ALIKE = {
    "pupil's": "pupil",
    "pupil’s": "pupil",
    "PUPIL’S!": "pupil",
    "they're friends": "they friends",
    "friendships'": "friendships",
    "TikTok: ": "tiktok",
    "~snapchat": "snapchat",
    "snapchat~2": "snapchat 2",
    "+facebook -parent": "facebook parent",
    "-facebook": "facebook",
    "title:whatsapp": "title whatsapp",
    "whatsapp:title": "whatsapp title",
    ":whatsapp": "whatsapp",
    "facebook*": "facebook",
    "*book": "book",
    "facebook^parent": "facebook parent",
    "facebook^": "facebook",
    "friend request~": "friend request",
    '"friend request"': "friend request",
    '"friend request': "friend request",
    "“friend request”": "friend request",
    "(personal/phone)": "personal phone",
    "friend_request": "friend request",
    "@instagram #photo": "instagram photo",
    "what\\sapp": "sapp what",
    "constructor __proto__": "constructor proto",
    "e-mail": "mail",
    "who to tell?": "who to tell",
    "ｗｈａｔｓａｐｐ": "whatsapp",
    "SG-3:": "SG-3",
    "sg3": "SG-3",
    "Sg 3": "SG-3",
    "clause SG–3.": "clause SG-3",
    "r iv": "R-iv",
}
NO_WORDS = ["*", "+", "-", ":", "^", "~", '"', "'", "’", "\\", '+ - * ^ : ~ "', "…", "🙂", "' '"]

FOUND = ".md-search-result__item"


@contextmanager
def home_page(chromium: Browser, top: str) -> Iterator[Page]:
    """Open the home page of the site at an address. Nothing may be said in the console until it is left."""
    context = new_visitor(chromium, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{top}/index.html")
    yield page
    context.close()
    assert said == []


@pytest.fixture(scope="module")
def opened(chromium: Browser, url: str) -> Iterator[tuple[str, Page]]:
    """The home page from a server, with the URL of the site."""
    with home_page(chromium, url) as page:
        yield f"{url}/", page


NOTHING = "^Nothing found"
SOMETHING = "^\\d+ pages? found$"

# Searches for one query after the other, and returns what `read` returns of the results of each. The theme listens for
# the release of a key. The box is emptied first, so that no earlier result counts as the new one.
SEARCH = """
async (box, searches, read) => {
  const output = document.querySelector(".md-search-result");
  const type = (text) => {
    box.value = text;
    box.dispatchEvent(new KeyboardEvent("keyup", { key: "End", bubbles: true }));
  };
  const until = (what, condition) => new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no ${what}: ${output.innerText.slice(0, 200)}`)), 20_000);
    const look = () => {
      if (!condition()) return;
      observer.disconnect();
      clearTimeout(late);
      done();
    };
    const observer = new MutationObserver(look);
    observer.observe(output, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
  const said = () => output.querySelector(".md-search-result__meta").textContent.trim();
  const all = [];
  box.focus();
  for (const [query, expected] of searches) {
    type("");
    await until("empty box", () => said() === "Type what you’re looking for.");
    type(query);
    await until(`${expected} for ${query}`, () => new RegExp(expected).test(said()));
    const items = output.getElementsByClassName("md-search-result__item");
    const few = Math.min(parseInt(said()) || 0, 2);
    await until(`result for ${query}`, () => !few || items[few - 1]?.checkVisibility());
    all.push(read([...items]));
  }
  return all;
}
"""

# Of the first two pages found, the place in each with the highest score. A page is listed above its places even if only
# a place matches, so compare by score.
BEST = """
(items) => items.slice(0, 2).map((each) => [...each.querySelectorAll("[data-md-score]")]
  .reduce((best, next) => +next.dataset.mdScore > +best.dataset.mdScore ? next : best).closest("a").href)
"""

# The addresses of all that is found, best first, without the words to mark in them.
ALL = """
(items) => items.flatMap((each) => [...each.querySelectorAll("a")].map((link) => link.href.replace(/[?]h=[^#]*/, "")))
"""


def found(page: Page, queries: Iterable[str], read: str, expected: str = SOMETHING) -> dict[str, list[str]]:
    """Search for whole queries, not for their beginnings, and return what ``read`` returns for each.

    It is called once the first two results are visible, or once it is said that there are none.
    """
    searches = [[query, expected] for query in queries]
    box = page.get_by_role("textbox", name="Search")
    results = box.evaluate(f"(box, searches) => ({SEARCH.strip()})(box, searches, {read.strip()})", searches)
    return {query: links for (query, _), links in zip(searches, results, strict=True)}


def result_address(catalogue: Catalogue, wanted: str) -> str:
    """Return the address within the site of a wanted result. A clause is found with its section."""
    if scenario := catalogue.scenarios.get(wanted):
        module = catalogue.place(scenario)
        assert module
        return f"practise/{module.id}.html#{wanted}-title"
    if clause := catalogue.clauses.get(wanted):
        return f"guidance/{clause.page}.html"
    return wanted


def test_staff_find_a_page_in_the_first_two_results(opened: tuple[str, Page], catalogue: Catalogue) -> None:
    """The wanted page is among the first two results, and its best link leads to the wanted place."""
    top, page = opened
    missed = {
        query: links
        for query, links in found(page, WANTED, BEST).items()
        if top + result_address(catalogue, WANTED[query]) not in links
    }
    assert missed == {}


def test_whatever_is_typed_is_searched_as_words(opened: tuple[str, Page]) -> None:
    """A sign that the theme's search takes for a command only parts words, and the console stays empty."""
    _, page = opened
    results = found(page, dict.fromkeys([*ALIKE, *ALIKE.values()]), ALL)
    assert {typed: results[typed] for typed in ALIKE} == {typed: results[words] for typed, words in ALIKE.items()}


def test_signs_alone_find_nothing(opened: tuple[str, Page]) -> None:
    """A query without any word finds no page, and says so."""
    _, page = opened
    assert found(page, NO_WORDS, ALL, NOTHING) == {typed: [] for typed in NO_WORDS}


def test_a_clauses_number_finds_the_clause(opened: tuple[str, Page], catalogue: Catalogue) -> None:
    """Of all that the number of a clause finds, the clause is the best; half a number finds those that begin so."""
    top, page = opened
    best = {clause: links[0] for clause, links in found(page, catalogue.clauses, BEST).items()}
    assert best == {clause: f"{top}{result_address(catalogue, clause)}#{clause}" for clause in catalogue.clauses}
    shared = {"SG-5": ["SG-5a", "SG-5b", "SG-5c"], "R-i": ["R-i-a", "R-i-b", "R-i-c"]}
    for number, links in found(page, shared, ALL).items():
        assert {f"{top}{result_address(catalogue, clause)}#{clause}" for clause in shared[number]} <= set(links)


# A word, words that only a scenario's search words have, signs, and a clause's number.
FROM_A_FOLDER = ["friend request", "xbox", "+facebook -parent", "sg3"]


def test_the_search_finds_the_same_from_a_folder(chromium: Browser, opened: tuple[str, Page], site: Path) -> None:
    """From a shared drive, where the same worker gets the same index in another way, the same places are found."""
    top, served = opened
    places = {
        typed: [address.removeprefix(top) for address in links]
        for typed, links in found(served, FROM_A_FOLDER, ALL).items()
    }
    assert [] not in places.values()
    with home_page(chromium, site.as_uri()) as page:
        for typed, links in found(page, FROM_A_FOLDER, ALL).items():
            assert [address.removeprefix(f"{site.as_uri()}/") for address in links] == places[typed]
        assert found(page, ["…"], ALL, NOTHING) == {"…": []}


def test_an_excerpt_shows_the_matching_search_words(opened: tuple[str, Page]) -> None:
    """If only the search words match, the excerpt shows those words and not an answer."""
    _, page = opened
    found(page, ["xbox"], ALL)
    (excerpt,) = page.locator(f"{FOUND} a:has(h2) article").all_inner_texts()
    title, words = re.split(r"\n+", excerpt.strip())
    assert title == "A voice you know in the game"
    assert words == "In other words: Xbox, PlayStation, Fortnite, Roblox, online gaming."
    assert page.locator(f"{FOUND} mark").all_inner_texts() == ["Xbox"]


@pytest.mark.parametrize("where", ["url", "folder"])
def test_the_search_starts_once_it_is_opened(page: Page, url: str, site: Path, where: str) -> None:
    """Until a reader turns to the search, no page spends their battery on its worker and its index."""
    page.goto(f"{url if where == 'url' else site.as_uri()}/index.html", wait_until="networkidle")
    page.evaluate("new Promise((done) => requestIdleCallback(() => done()))")
    assert page.workers == []
    page.get_by_role("textbox", name="Search").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type what you’re looking for.")
    assert len(page.workers) == 1


def test_opening_the_search_does_not_move_the_header(unmarked: Page, url: str) -> None:
    """On a wide screen opening the search leaves the header in one row, and nothing in it moves."""
    unmarked.goto(f"{url}/practise/index.html")
    box, output = unmarked.get_by_role("textbox", name="Search"), unmarked.locator(".finder-output")

    def places() -> object:
        return unmarked.locator(".masthead, .masthead-nav a, .scheme").evaluate_all(
            "all => all.map(each => JSON.stringify(each.getBoundingClientRect()))"
        )

    for width in (960, 1000, 1280):
        unmarked.set_viewport_size({"width": width, "height": 700})
        closed = places()
        assert unmarked.locator(".masthead").evaluate("each => each.clientHeight") < 64, width
        box.click()
        expect(output).to_be_visible()
        assert places() == closed, width
        assert unmarked.evaluate("document.documentElement.scrollWidth") <= width
        unmarked.keyboard.press("Escape")
        expect(output).to_be_hidden()
