"""The ways to the engine: a worker that pages share, a worker of the page's own, a script that carries everything."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.serving import serving
from tests.browser.taking import PAGE

ANSWERED = '[data-scenario="tired-post"] form[data-grade]'


def answer(page: Page, base: str) -> None:
    """Answer a scenario of the first module, and see it marked."""
    page.goto(f"{base}{PAGE}#tired-post")
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    expect(page.locator(ANSWERED)).to_have_count(1)


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A new visitor whose browser has shared workers."""
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    yield context
    context.close()


def test_two_pages_share_one_engine(visitor: BrowserContext, site: Path) -> None:
    """A second tab is ready without asking the server for the runtime again, and each tab has its own answers."""
    with serving(site) as base:
        first = visitor.new_page()
        answer(first, base)
        seen: list[str] = []
        second = visitor.new_page()
        second.on("request", lambda request: seen.append(request.url))
        second.goto(f"{base}{PAGE}#tired-post")
        expect(second.locator("html")).to_have_attribute("data-engine", "ready")
        # Chromium lists the workers that it runs, by kind, to whoever drives it.
        client = visitor.browser.new_browser_cdp_session() if visitor.browser else pytest.fail("no browser")
        workers = [
            each["url"]
            for each in client.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
            if each["type"] == "shared_worker"
        ]
        assert len(workers) == 1
        assert "/worker-" in workers[0]
        assert not [each for each in seen if re.search("/(python|library|pyodide|runtime)-", each)]
        expect(second.locator(ANSWERED)).to_have_count(0)
        answer(second, base)


def test_an_engine_that_could_not_start_is_not_shared(visitor: BrowserContext, site: Path, tmp_path: Path) -> None:
    """Where a runtime file was missing, a page that comes later starts a new worker, and it works."""
    broken = tmp_path / "site"
    shutil.copytree(site, broken, copy_function=os.symlink)
    (library,) = (broken / "assets/handbook").glob("library-*.bin")
    (carried,) = (broken / "assets/handbook").glob("runtime-*.js")
    kept = library.rename(tmp_path / "library")
    carried.unlink()
    with serving(broken) as base:
        page = visitor.new_page()
        page.goto(f"{base}{PAGE}")
        # Python itself comes first, which takes a busy machine its time.
        expect(page.locator("html")).to_have_attribute("data-engine", "unavailable", timeout=60_000)
        kept.rename(library)
        answer(visitor.new_page(), base)


def test_from_a_folder(context: BrowserContext, site: Path) -> None:
    """Opened as a file, a module is marked by the script that carries the engine, and pages lead to each other."""
    page = context.new_page()
    answer(page, site.as_uri())
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page).to_have_url(f"{site.as_uri()}/index.html")


def test_files_are_fetched_ahead_where_people_go_on_to_practise(context: BrowserContext, url: str) -> None:
    """Home and *Practise* fetch what the worker will, a chapter page does not, and saving data is respected."""
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))

    def runtime(address: str) -> set[str]:
        fetched.clear()
        page.goto(url + address, wait_until="networkidle")
        return {name for each in fetched for name in re.findall("/(worker|python|library|pyodide|runtime)-", each)}

    every = {"worker", "python", "library", "pyodide"}
    assert runtime("/index.html") == every
    assert runtime("/practise/index.html") == every
    assert runtime("/guidance/safeguarding-issues.html") == set()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    assert runtime("/index.html") == set()


def test_the_network_gone_after_the_page_has_come(context: BrowserContext, url: str) -> None:
    """Once ready, marking goes on without a network."""
    page = context.new_page()
    page.goto(f"{url}{PAGE}#tired-post")
    expect(page.locator("html")).to_have_attribute("data-engine", "ready")
    context.set_offline(True)
    here = page.locator('[data-scenario="tired-post"]')
    here.locator("input").first.check()
    here.locator("button[type=submit]").click()
    expect(page.locator(ANSWERED)).to_have_count(1)
