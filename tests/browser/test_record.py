"""A record is made, printed and saved on the reader's own device, and stored nowhere else."""

import json
import re
from io import BytesIO

from playwright.sync_api import BrowserContext, Page, Request, expect
from pypdf import PdfReader

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.records.checking import Status, check
from quizzes.engine.records.handbook import Handbook
from tests.browser.resuming import open_answered, paths_of
from tests.browser.taking import PAGE, make_record, save_file, take_module
from tests.recording import HOSTILE_NAMES

# The saved file, and the page's icon, which a browser may request at any time.
OF_THE_BROWSER = re.compile(r"blob:|.*/favicon\.png$")


def test_a_record_is_made_saved_and_holds(context_with_python: BrowserContext, url: str, catalogue: Catalogue) -> None:
    """The record of a completed module holds, and making it neither sends nor stores anything."""
    page = context_with_python.new_page()
    module = catalogue.modules["first-day"]
    take_module(page, url, module)
    page.get_by_role("link", name="Make my record").click()
    expect(page).to_have_url(f"{url}{PAGE}#record")
    page.locator("[data-record] .verbatim").wait_for()
    page.evaluate("document.fonts.ready.then(() => null)")
    before = page.evaluate("[{...sessionStorage}, {...localStorage}]")
    asked: list[Request] = []
    context_with_python.on("request", lambda request: asked.append(request))
    make_record(page, "  Janet   Cowell ", "Teaching assistant")
    shown = page.locator(".receipt").inner_text()
    for words in ("Janet Cowell", "Teaching assistant", "First day", "Passed", "Clause R-iv"):
        assert words in shown
    name, text = save_file(page, "Save as a file")
    record = json.loads(text)
    assert (record["name"], record["role"]) == ("Janet Cowell", "Teaching assistant")
    assert record["limits"] in shown
    assert "isn’t proof of identity" in record["limits"]
    (row,) = check(name, text, Handbook(catalogue.modules.values()))
    assert (row.status, row.passed, row.reasons) == (Status.HOLDS, True, ())
    assert row.code in shown
    assert name == f"record-first-day-{record['date']}-{row.code}-JC.json"
    # The sheet quotes a clause, in a typeface that the page may not have used before.
    others = [request.url for request in asked if not OF_THE_BROWSER.match(request.url)]
    assert [url for url in others if not url.endswith(".woff2")] == []
    after = page.evaluate("[{...sessionStorage}, {...localStorage}]")
    for kept in (before, after):
        kept[0].pop("staff-handbook/touched")
    assert after == before
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("")


def test_only_a_completed_module_offers_a_record(page: Page, url: str, catalogue: Catalogue) -> None:
    """Before the module is completed there is no button, and the record's address shows the summary."""
    module = catalogue.modules["first-day"]
    paths = paths_of(module)
    open_answered(page, url, module, {"tired-post": paths["tired-post"]}, at="record")
    expect(page.locator("[data-summary]")).to_be_visible()
    expect(page.get_by_role("link", name="Make my record")).to_be_hidden()
    expect(page.locator("[data-record]")).to_be_hidden()


def test_a_record_needs_a_name_and_the_tick(page: Page, url: str, catalogue: Catalogue) -> None:
    """Without a name or the tick no record is made, and an error names the field and gives it the focus."""
    module = catalogue.modules["first-day"]
    open_answered(page, url, module, paths_of(module, worst=["number-for-coursework"]))
    page.get_by_role("link", name="Make my record").click()
    expect(page.get_by_text("but haven’t passed it yet")).to_be_visible()
    button = page.get_by_role("button", name="Make my record")
    button.click()
    expect(page.get_by_role("alert").get_by_text("Type your name")).to_be_visible()
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.type("Janet Cowell")
    button.click()
    expect(page.get_by_role("alert").get_by_text("Read the clause and tick the box")).to_be_visible()
    expect(page.get_by_label("I have read this clause")).to_be_focused()
    page.keyboard.press("Space")
    button.click()
    expect(page.locator("#receipt-title")).to_be_focused()
    expect(page.locator(".receipt")).to_contain_text("Not passed yet")
    # Changing the name hides the sheet, because it has the old name.
    page.get_by_label("Your name").fill("Somebody else")
    expect(page.locator("[data-made]")).to_be_hidden()


def test_the_record_prints_on_one_page_without_answers(page: Page, url: str, catalogue: Catalogue) -> None:
    """A printed record is one page of A4 with name, module and limits, and without answers or grades."""
    module = catalogue.modules["first-day"]
    open_answered(page, url, module, paths_of(module), at="record")
    make_record(page, "Janet Cowell", "Teaching assistant")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    words = " ".join(printed.pages[0].extract_text().split()).lower()
    for said in ("Janet Cowell", "self-paced", "isn’t proof of identity or competence", "isn’t a signature", "Signed"):
        assert said.lower() in words
    for unsaid in (*(scenario.title for scenario in module.scenarios), "best answer", "poor", "harmful", "your name"):
        assert unsaid.lower() not in words


def test_any_name_is_shown_as_text_and_has_its_own_file(page: Page, url: str, catalogue: Catalogue) -> None:
    """Emoji, right-to-left text, quotes, formulas and HTML are on the sheet and in the file as they were typed.

    Two people with the same initials, and two without Latin letters, save files with different names.
    The records are made one after the other, since each needs the same completed module.
    """
    module = catalogue.modules["boundaries-with-pupils"]
    open_answered(page, url, module, paths_of(module), at="record")
    ends = {"Jane Smith": "-JS", "John Smith": "-JS", "王芳": "-王", "王秀英": "-王", "😀": "", "🦊": ""}
    files = {}
    for name in (*ends, *HOSTILE_NAMES.values()):
        make_record(page, name)
        expect(page.locator(".receipt-name")).to_have_text(name)
        files[name], text = save_file(page, "Save as a file")
        (row,) = check("record.json", text, Handbook(catalogue.modules.values()))
        assert (row.status, row.name) == (Status.HOLDS, name)
    assert len(set(files.values())) == len(files)
    code = r"^record-boundaries-with-pupils-[-0-9]{10}(-[0-9A-F]{4}){3}"
    assert {name: re.sub(code, "", files[name]) for name in ends} == {name: f"{end}.json" for name, end in ends.items()}
