"""*Does it work here?* says of each thing whether it works, in words that can be sent to a technician."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizzes.pages.host_check import CHECKS
from quizzes.pages.school import FILE
from quizzes.shipping.release import read_release
from quizzes.words.lookup import translate
from tests.browser.fitting import assert_fits
from tests.browser.hosting.servers import TYPES, ServerBehaviour, serving_like
from tests.browser.hosting.test_servers import FEWEST, PLAIN
from tests.browser.hosting.visiting import ADDRESS, assert_answer_is_marked, new_visit, uncached_page
from tests.browser.rules import assert_axe_passes
from tests.browser.schools import write_school
from tests.browser.standin import stand_in
from tests.browser.visitors import new_visitor
from tests.building import ROOT

PAGE = "/for-schools/does-it-work.html"

ALL_WORKS = dict.fromkeys(CHECKS, "works") | {"school": "look"}
"""The levels where everything works. The school has filled in nothing."""

NO_ENGINE = "delete window.DecompressionStream"
"""An init script for tests that look at one check alone: no engine starts, so the check of the marking ends at once."""

FEW_LINES = 8
"""How much is kept of a list of files: what it says of itself, and a few files."""


@pytest.fixture
def page(visit: tuple[Page, list[str]]) -> Page:
    """A visitor's page, which starts Python. Its console may have errors: faults are what these tests are about."""
    return visit[0]


@pytest.fixture(scope="module")
def marked(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor for tests that are not about marking: CPython answers."""
    with new_visit(chromium) as (page, _):
        stand_in(page.context)
        page.context.add_init_script("delete window.SharedWorker")
        yield page.context


@pytest.fixture
def marked_page(marked: BrowserContext) -> Iterator[Page]:
    """A page of that visitor."""
    yield from uncached_page(marked)


@pytest.fixture
def changed(home: Path, tmp_path: Path) -> Path:
    """A copy of the unzipped handbook that a test may change. Its files are links, so replace them."""
    return shutil.copytree(home, tmp_path / "handbook", copy_function=os.symlink)


@pytest.fixture
def quick(changed: Path) -> Path:
    """A copy, like ``changed``, whose list of files is short.

    The page asks the server for every listed file, which takes longer than all else. Three tests have the whole list.
    """
    listed = changed / "checksums.txt"
    lines = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    listed.unlink()
    listed.write_text("".join(lines[:FEW_LINES]), encoding="utf-8")
    return changed


def check(page: Page, base: str) -> dict[str, str]:
    """Open the page and wait for its results. Return the level of each check."""
    page.goto(base + PAGE)
    expect(page.locator("html")).to_have_attribute("data-checked", "", timeout=60_000)
    levels: dict[str, str] = page.locator("[data-check]").evaluate_all(
        "rows => Object.fromEntries(rows.map(({ dataset }) => [dataset.check, dataset.shown]))"
    )
    return levels


def report(page: Page) -> str:
    """The text to send."""
    return page.get_by_role("textbox", name="Text to send").input_value()


def said(page: Page, name: str) -> str:
    """What the page says of one check."""
    return page.locator(f"[data-check={name}] p").inner_text()


def summary(page: Page) -> str:
    return page.locator(".host-check-sum").inner_text()


def test_everything_works_on_a_good_server(page: Page, root: Path, home: Path) -> None:
    """On plain http, every check passes. The text has version, address, browser and each result, and can be copied.

    Every request is for a file of the folder, none has a body, and nothing is left in the browser.
    """
    asked: list[tuple[str, str, object]] = []
    page.on("request", lambda request: asked.append((request.url, request.method, request.post_data)))
    with serving_like(PLAIN, root, home, host="intranet.example") as url:
        assert check(page, url) == ALL_WORKS
        assert len(asked) > 30
        assert [each for each in asked if not each[0].startswith((url, "blob:"))] == []
        assert {(method, body) for _, method, body in asked} == {("GET", None), ("HEAD", None)}
        assert page.evaluate("sessionStorage.length + localStorage.length") == 0
        assert page.evaluate("isSecureContext") is False
        assert summary(page) == "The handbook works here."
        assert re.fullmatch(r"Works\. An answer was marked, [\d.]+ seconds after the start\.", said(page, "marking"))
        text = report(page)
        lines = text.splitlines()
        assert read_release(ROOT).version in lines[1]
        assert lines[2:4] == [url + PAGE, page.evaluate("navigator.userAgent")]
        assert [line for line in lines if line.startswith("Kinds of files: Works. ")]
        page.get_by_role("button", name="Copy the text").press("Enter")
        expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
        page.get_by_role("banner").get_by_role("textbox", name="Search").focus()
        page.keyboard.press("Control+v")
        pasted = page.get_by_role("banner").get_by_role("textbox", name="Search").input_value()
        assert " ".join(pasted.split()) == " ".join(text.split())


def test_everything_works_from_a_folder(page: Page, home: Path) -> None:
    """From a folder, what a browser can't see is not checked, and an answer is marked."""
    found = check(page, home.as_uri())
    assert found == ALL_WORKS | {"files": "unchecked", "folder": "unchecked"}
    assert summary(page) == translate("host_check_rest_works")
    assert "file:///" in report(page)


def test_a_server_that_knows_few_kinds_of_files_is_told(page: Page, home: Path) -> None:
    """The kinds that don't arrive are named. An answer is marked all the same, in another way.

    So it is on a module's page: pages, stylesheets and scripts are enough.

    At every width, nothing of this is cut off and no rule of axe-core is broken. The keyboard reaches all.
    """
    with serving_like(FEWEST, home, home) as url:
        found = check(page, url)
        assert found == ALL_WORKS | {"files": "wrong", "folder": "look", "marking": "look"}
        for kind in ("json", "bin", "woff2", "png", "csv"):
            assert f".{kind}: 404" in said(page, "files")
        assert summary(page).startswith("Not everything works here.")
        assert f"Kinds of files: {said(page, 'files')}" in report(page)
        assert_axe_passes(page, "does it work here")
        page.get_by_role("textbox", name="Text to send").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Copy the text")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Check again")).to_be_focused()
        assert_fits(page, "does it work here")
        page.emulate_media(media="print")
        expect(page.locator("[data-check=files]")).to_be_visible()
        expect(page.get_by_role("textbox", name="Text to send")).to_be_hidden()
        page.emulate_media(media="null")
        page.goto(url + ADDRESS)
        assert_answer_is_marked(page)


def test_wrong_types_are_told(marked_page: Page, quick: Path) -> None:
    """A script or a style that is sent as plain text is named, with the type."""
    plain = ServerBehaviour(TYPES | {"js": "text/plain", "css": "text/plain"}, other="text/plain")
    with marked_page.add_init_script(NO_ENGINE), serving_like(plain, quick, quick) as url:
        assert check(marked_page, url)["files"] == "wrong"
        assert said(marked_page, "files").count("text/plain") == 2


def test_files_that_are_missing_or_replaced_are_told(page: Page, changed: Path) -> None:
    """A file that was not copied is named, and so is a page to sign in in place of Python. Both stop the marking."""
    for name, text in {"glossary.html": None, "assets/handbook/python-*.bin": "<!doctype html><title>Sign in"}.items():
        (file,) = changed.glob(name)
        file.unlink()
        if text:
            file.write_text(text, encoding="utf-8")
    (runtime,) = changed.glob("assets/handbook/runtime-*.js")
    runtime.unlink()
    with serving_like(PLAIN, changed, changed) as url:
        found = check(page, url)
        assert found == ALL_WORKS | {"files": "wrong", "folder": "wrong", "marking": "wrong"}
        assert ".bin: 200 application/octet-stream" in said(page, "files")
        assert "glossary.html" in said(page, "folder")
        assert runtime.name in said(page, "folder")
        assert "Staff can still read every answer with its grade." in said(page, "marking")


def test_a_policy_without_webassembly_is_told(page: Page, quick: Path) -> None:
    """If the server's own policy forbids WebAssembly, the page says what to add to it."""
    # Playwright doesn't see what a shared worker requests.
    with page.add_init_script("delete window.SharedWorker"), serving_like(PLAIN, quick, quick) as url:
        page.route(
            re.compile(r"(does-it-work\.html|(worker|runtime)-\w+\.js)$"),
            lambda route: route.fulfill(
                response=(answer := route.fetch()),
                headers=answer.headers | {"content-security-policy": "script-src 'self' 'unsafe-inline'"},
            ),
        )
        found = check(page, url)
        assert (found["browser"], found["marking"]) == ("look", "wrong")
        assert "wasm-unsafe-eval" in report(page)


def test_old_browsers_and_refused_storage_are_told(page: Page, quick: Path) -> None:
    """What the browser lacks is named. Without storage, the page says how long answers are kept."""
    with serving_like(PLAIN, quick, quick) as url:
        for broken, level in {"sessionStorage": "none", "localStorage": "tab"}.items():
            script = (
                f"Object.defineProperty(window, {broken!r}, {{ get() {{ throw new Error('refused') }} }});"
                "delete window.DecompressionStream"
            )
            with page.add_init_script(script):
                found = check(page, url)
                assert (found["browser"], found["storage"], found["marking"]) == ("wrong", "look", "wrong")
                assert "It lacks DecompressionStream." in said(page, "browser")
                expect(page.locator(f"[data-check=storage] [data-result={level}]")).to_be_visible()
                page.goto("about:blank")


def test_a_mixture_of_versions_is_told(marked_page: Page, quick: Path) -> None:
    """If the folder has another version than the page, the page says how to mend it."""
    (quick / "version.js").unlink()
    (quick / "version.js").write_text('"handbook-version 0123456789";\n', encoding="utf-8")
    with serving_like(PLAIN, quick, quick) as url:
        assert check(marked_page, url) == ALL_WORKS | {"version": "wrong"}
        assert "empty the folder" in report(marked_page)


@pytest.mark.parametrize("served", [True, False], ids=["served", "from a folder"])
def test_the_schools_own_file_is_checked(marked_page: Page, quick: Path, served: bool) -> None:
    """The page counts the entries, or says of each mistake what to write. The text has it too."""
    (quick / FILE).unlink()
    write_school(quick, dsl="Ms A. Patel", chair="Dr E. Hussain")
    with marked_page.add_init_script(NO_ENGINE), serving_like(PLAIN, quick, quick) as url:
        base = url if served else quick.as_uri()
        assert check(marked_page, base)["school"] == "works"
        assert said(marked_page, "school") == "Works. 2 of 16 entries are filled in."
        text = (quick / FILE).read_text("utf-8")
        (quick / FILE).write_text(text.replace("\ndpo:\n", "\nthe DPO\n"), encoding="utf-8")
        assert check(marked_page, base)["school"] == "wrong"
        assert re.search(r"^- Line \d+: this line belongs to no entry: the DPO ", report(marked_page), re.MULTILINE)
        expect(marked_page.locator("[data-school-known] li")).to_be_visible()
        (quick / FILE).unlink()
        assert check(marked_page, base)["school"] == "wrong"
        assert "The file school.js is missing." in report(marked_page)


def test_without_scripts_the_page_says_so(chromium: Browser, home: Path) -> None:
    """With JavaScript off, and from a server that sends no scripts, the page says what that means."""
    with serving_like(ServerBehaviour({"html": "text/html", "css": "text/css"}), home, home) as url:
        for enabled in (True, False):
            context = new_visitor(chromium, java_script_enabled=enabled)
            page = context.new_page()
            page.goto(url + PAGE)
            expect(page.get_by_text("JavaScript is off in this browser, or the server doesn’t send")).to_be_visible()
            expect(page.locator("[data-scripted]")).to_be_hidden()
            context.close()
