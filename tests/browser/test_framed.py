"""The handbook in a frame, which may forbid downloads: no file is said to be saved that cannot have been."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.records.checking import Status, check
from quizzes.engine.records.handbook import Handbook
from tests.browser.resuming import paths_of, store_answers
from tests.browser.serving import serving
from tests.browser.taking import PAGE, wait_until_marked
from tests.instant import TODAY

SET_UP = "/for-schools/set-up.html"
FORBIDS = "allow-scripts allow-same-origin allow-forms"
SAVED = "Saved to this computer"
SAVE_PROGRESS = "Save my progress to a file"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of another site, whose page *frame.html* frames the address after its ``#``."""
    (tmp_path / "frame.html").write_text(
        "<!doctype html><title>Learning platform</title><body><script>\n"
        "const [address, sandbox] = JSON.parse(decodeURIComponent(location.hash.slice(1)));\n"
        "const frame = Object.assign(document.createElement('iframe'), { src: address, width: 900, height: 800 });\n"
        "if (sandbox !== null) frame.setAttribute('sandbox', sandbox);\n"
        "document.body.append(frame);\n</script>"
    )
    with serving(tmp_path) as address:
        yield address


def _framed(page: Page, around: str, address: str, sandbox: str | None) -> Frame:
    """Open an address in a frame of another page."""
    page.goto("about:blank")
    page.goto(f"{around}/frame.html#{json.dumps([address, sandbox])}")
    expect(page.frame_locator("iframe").locator("html[data-engine]")).to_be_attached()
    return page.frames[1]


def _same_site(page: Page, url: str, address: str, sandbox: str | None = FORBIDS) -> Frame:
    """Open an address in a frame of a page of the handbook's own site."""
    page.goto(f"{url}/school.js")  # shown as text, in a page that forbids nothing
    page.evaluate(
        """([address, sandbox]) => {
          const frame = Object.assign(document.createElement("iframe"), { src: address });
          if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
          document.body.replaceChildren(frame);
        }""",
        [url + address, sandbox],
    )
    expect(page.frame_locator("iframe").locator("html[data-engine]")).to_be_attached()
    return page.frames[1]


def _offers(frame: Frame, name: str) -> str:
    """The dialog that has the text of a file, with the focus in it, beside no word of a file saved; gives the text."""
    dialog = frame.get_by_role("dialog", name="If the file wasn’t saved")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(f"save it with this name: {name}", use_inner_text=True)
    assert frame.evaluate("document.activeElement.closest('[data-saving]') !== null")
    expect(frame.get_by_text(SAVED)).to_have_count(frame.locator("[data-status=saved]").count())
    for said in frame.get_by_text(SAVED).all():
        assert not said.is_visible()
    return dialog.get_by_label("The file’s text").input_value()


def test_progress_in_a_frame(context: BrowserContext, url: str, elsewhere: str) -> None:
    """Its text is copied by keyboard, and Escape leads back to the button; so too in a frame that cannot be asked."""
    page = context.new_page()
    for sandbox in (FORBIDS, None):
        frame = _framed(page, elsewhere, f"{url}{PAGE}#tired-post", sandbox)
        here = frame.locator('[data-scenario="tired-post"]')
        if sandbox == FORBIDS:  # the other finds the answer
            here.locator("input").first.check()
            here.get_by_role("button", name="Check my answer").click()
        wait_until_marked(here)
        button = frame.get_by_role("button", name=SAVE_PROGRESS)
        button.press("Enter")
        text = _offers(frame, f"progress-{TODAY}-")
        assert json.loads(text)["format"] == "staff-handbook-progress"
        frame.get_by_role("button", name="Copy the text").press("Enter")
        expect(frame.get_by_role("dialog").get_by_role("status")).not_to_have_text("", use_inner_text=True)
        selected = "file => file.value.slice(file.selectionStart, file.selectionEnd)"
        assert frame.get_by_label("The file’s text").evaluate(selected) == text
        page.keyboard.press("Escape")
        expect(frame.get_by_role("dialog")).to_be_hidden()
        expect(button).to_be_focused()


def test_a_copied_record_holds(page: Page, url: str, catalogue: Catalogue) -> None:
    """A record whose text was copied, and pasted with Windows line ends, holds like the file."""
    module = catalogue.modules["first-day"]
    store_answers(page, url, module, paths_of(module))
    frame = _same_site(page, url, f"{PAGE}#record")
    frame.locator("[data-field=name]").fill("Janet Cowell")
    frame.locator("[data-record] [type=checkbox]").check()
    frame.locator("[data-record] button[type=submit]").click()
    frame.locator("[data-save-record]").click()
    name = f"record-first-day-{TODAY}-{frame.locator('[data-of=code]').inner_text()}-JC.json"
    text = _offers(frame, name).replace("\n", "\r\n")
    (row,) = check(name, text, Handbook(catalogue.modules.values()))
    assert (row.status, row.passed) == (Status.HOLDS, True)


def test_school_js_in_a_frame(page: Page, url: str, elsewhere: str) -> None:
    """The form's file is there to copy, without the byte order mark that a copy would lose."""
    frame = _framed(page, elsewhere, url + SET_UP, FORBIDS)
    frame.locator("#school-dsl").fill("Ms A. Patel")
    frame.get_by_role("button", name="Save school.js").click()
    text = _offers(frame, "school.js")
    assert "\ndsl: Ms A. Patel\n" in text.replace("\r\n", "\n")
    assert not text.startswith("\ufeff")


def test_the_register_in_a_frame(page: Page, url: str, elsewhere: str, tmp_path: Path) -> None:
    """The table is there to copy."""
    frame = _framed(page, elsewhere, f"{url}/for-schools/register.html", FORBIDS)
    (tmp_path / "record.json").write_text("{}")
    frame.locator("[data-input=files]").set_input_files(tmp_path / "record.json")
    frame.get_by_role("button", name="Export CSV").click()
    assert "record.json" in _offers(frame, f"register-{TODAY}.csv")


def test_a_list_in_a_frame(page: Page, url: str, elsewhere: str, site: Path) -> None:
    """A link that downloads a file gives its text too."""
    frame = _framed(page, elsewhere, f"{url}/for-schools/checklist.html", FORBIDS)
    frame.get_by_role("link", name="Download as a spreadsheet").click()
    text = _offers(frame, "checklist.csv")
    assert text.split("\n") == [*(site / "for-schools/checklist.csv").read_text("utf-8-sig").splitlines(), ""]


@pytest.mark.parametrize("sandbox", [None, "allow-scripts allow-same-origin allow-forms allow-downloads"])
def test_a_frame_that_allows_downloads(page: Page, url: str, sandbox: str | None) -> None:
    """Where a page of the same site frames it and lets it save, the file is saved and the page says so."""
    frame = _same_site(page, url, SET_UP, sandbox)
    with page.expect_download() as download:
        frame.get_by_role("button", name="Save school.js").click()
    assert download.value.suggested_filename == "school.js"
    expect(frame.get_by_text(SAVED)).to_be_visible()
    expect(frame.get_by_role("dialog")).to_be_hidden()
