"""The site that Zensical builds works as MkDocs's does, from a server and from a folder."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from quizzes.shipping.builders import ZENSICAL
from tests.browser.hosting.visiting import ADDRESS, assert_answer_is_marked, new_visit, search
from tests.browser.serving import serving
from tests.building import site_built_with


@pytest.fixture(params=["served", "from a folder"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site, without a slash at the end."""
    site = site_built_with(ZENSICAL)
    if request.param == "from a folder":
        yield site.as_uri()
    else:
        with serving(site) as url:
            yield url


def test_a_search_finds_and_an_answer_is_marked(chromium: Browser, address: str) -> None:
    """The search finds the scenario, Python marks an answer, and the console has no error and no breach of policy."""
    with new_visit(chromium) as (page, errors):
        page.goto(f"{address}/index.html")
        expect(search(page)).to_have_attribute("href", re.compile(r"practise/first-day\.html"))
        page.goto(f"{address}{ADDRESS}")
        assert_answer_is_marked(page)
        assert errors == []
