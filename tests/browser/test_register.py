"""The register checks and shows the files that an office drops, on this computer only, and stores nothing."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from quizzes.authoring.catalogue import Catalogue
from quizzes.engine.digest import digest_of
from quizzes.engine.model import Grade, Module
from tests.browser.dropping import REGISTER, STAFF, choose, drop, open_register, rows, wait_until_checked, write_files
from tests.browser.rules import assert_axe_passes
from tests.recording import HOSTILE_NAMES, made_before_change, record_of, records_of, tampered


@pytest.fixture
def module(catalogue: Catalogue) -> Module:
    return catalogue.modules["first-day"]


@pytest.fixture
def register(page: Page, url: str) -> Page:
    open_register(page, url)
    return page


def figures(page: Page) -> list[str]:
    return page.locator(".register-figures li:visible").all_inner_texts()


def test_dropped_files_are_checked_and_shown_with_reasons(
    register: Page, tmp_path: Path, module: Module, catalogue: Catalogue
) -> None:
    """The register shows which dropped files hold, need retaking, are altered or unreadable, and why."""
    text = record_of(module, "Priya Nair")
    files = write_files(
        tmp_path,
        {
            "record-a.json": text,
            "record-b.json": made_before_change(record_of(module, "Aled Rees"), "SG-3"),
            "record-c.json": tampered(record_of(module, "Derek Thornber")),
            "record-d.json": text[:1000],
            "record-e.json": '{"format": "something else"}',
            "copy of a.json": text,
            "scan.pdf": "%PDF",
        },
    )
    drop(register, *files)
    resting = [each for each in module.scenarios if "SG-3" in each.clauses]
    titles = ", ".join(each.title for each in resting)
    retake = ["Clauses that have changed: SG-3", f"Scenarios to answer again: {titles}"]
    changed = "The checksum doesn’t match what’s in the file"
    assert rows(register) == [
        ["Aled Rees", "First day", "\n\n".join(["Needs retaking", *retake])],
        ["Derek Thornber", "First day", f"Altered\n\n{changed}\n\nThe total doesn’t match the marks"],
        ["Priya Nair", "First day", "Passed"],
    ]
    assert figures(register) == [
        *("1 passed", "0 completed but not marked", "0 not passed yet", "0 due again"),
        *("1 needs retaking", "0 dated in the future", "1 altered", "2 unreadable"),
    ]
    expect(register.get_by_role("heading", level=2, name="3 records from 3 people")).to_be_visible()
    expect(register.get_by_text("1 duplicate isn’t shown.")).to_be_visible()
    expect(register.get_by_text("1 file was skipped, because its name doesn’t end in .json: scan.pdf")).to_be_visible()
    bad = register.locator(".register-file-list li").all_inner_texts()
    assert [re.sub(r"\s+", " ", each) for each in bad] == [
        f"Altered record-c.json – Derek Thornber, First day {changed} The total doesn’t match the marks",
        "Unreadable record-d.json The file is damaged, or isn’t a record that the handbook made",
        "Unreadable record-e.json The file isn’t a record",
    ]
    clause = register.get_by_role("link", name="Clause SG-3").first
    assert clause.get_attribute("href") == "../guidance/specific-guidance.html#SG-3"
    scenario = register.get_by_role("link", name=resting[0].title).first
    assert scenario.get_attribute("href") == f"../practise/first-day.html#{resting[0].id}"
    expect(register.locator("[data-told]")).to_have_text(
        "6 files were checked. Now in the list: 1 passed, 1 needs retaking, 1 altered, 2 unreadable."
    )


def test_a_record_saved_again_is_the_same_record(register: Page, tmp_path: Path, module: Module) -> None:
    """A record that a browser or an editor has saved again, also in UTF-16, is a copy of the one that was handed in."""
    text = record_of(module, "Zoë Ó Dálaigh")
    again: str = register.evaluate("text => JSON.stringify(JSON.parse(text), null, 2)", text)
    assert '"score": 1,' in again
    encoded = {"utf-8-sig": again, "utf-16": again.replace("\n", "\r\n"), "utf-16-be": f"\ufeff{text}"}
    files = {f"{name}.json": content.encode(name) for name, content in encoded.items()}
    choose(register, write_files(tmp_path, {"made.json": text, "again.json": again, **files}))
    assert rows(register) == [["Zoë Ó Dálaigh", "First day", "Passed"]]
    expect(register.get_by_text("4 duplicates aren’t shown.")).to_be_visible()


def test_a_folder_is_searched_for_records(register: Page, tmp_path: Path, module: Module) -> None:
    """A dropped or chosen folder gives every record in it and in its subfolders."""
    files = {
        "handed in/Year 1/record-a.json": record_of(module, "Ann Ash"),
        "handed in/record-b.json": record_of(module, "Bea Birch"),
        "handed in/.DS_Store": "",
        "handed in/._record-b.json": "litter",
    }
    write_files(tmp_path, files)
    drop(register, tmp_path / "handed in")
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Bea Birch"]
    assert figures(register)[-1] == "0 unreadable"
    clear = register.get_by_role("button", name="Clear the list")
    clear.press("Enter")
    dialog = register.get_by_role("dialog", name="Clear the list without saving it?")
    dialog.get_by_role("button", name="Go back").press("Enter")
    expect(clear).to_be_focused()
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Bea Birch"]
    clear.press("Enter")
    dialog.get_by_role("button", name="Clear it").press("Enter")
    expect(register.get_by_role("button", name="Choose files")).to_be_focused()
    expect(register.get_by_text("No records yet.")).to_be_visible()
    register.set_input_files("[data-input=folder]", str(tmp_path / "handed in"))
    wait_until_checked(register)
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Bea Birch"]


def test_hostile_names_are_shown_as_text(register: Page, tmp_path: Path, module: Module) -> None:
    """Hostile names, roles and file names are shown as text, each isolated from its surroundings."""
    files = {
        f"record-{number}.json": record_of(module, name, name) for number, name in enumerate(HOSTILE_NAMES.values())
    }
    files['<img src=x onerror="alert(1)">.json'] = "{"
    choose(register, write_files(tmp_path, files))
    assert sorted(name for name, _, _ in rows(register)) == sorted(HOSTILE_NAMES.values())
    expect(register.locator("main img")).to_have_count(0)
    expect(register.locator("main b")).to_have_count(0)
    assert register.locator(".register-table tbody th").evaluate_all(
        "all => all.every(each => each.children.length === 1 && each.firstElementChild.matches('bdi'))"
    )
    expect(register.locator(".register-file bdi").first).to_have_text('<img src=x onerror="alert(1)">.json')


def test_nothing_is_kept_of_the_register(
    context_with_python: BrowserContext, url: str, tmp_path: Path, module: Module
) -> None:
    """Checking, the staff list and the export make no requests and store nothing; a reload clears everything."""
    page = context_with_python.new_page()
    open_register(page, url)
    page.wait_for_load_state("networkidle")
    kept = "Promise.all([{...localStorage}, {...sessionStorage}, indexedDB.databases(), caches.keys()])"
    before = page.evaluate(kept)
    asked: list[Request] = []
    context_with_python.on("request", lambda request: asked.append(request))
    choose(page, write_files(tmp_path, {"1.json": record_of(module, "Jon Smith"), "2.json": "{"}))
    page.locator(".register-staff summary").click()
    page.get_by_label("Names, or name, role and reference").fill(STAFF)
    page.get_by_role("button", name="Yes, the same person").click()
    with page.expect_download():
        page.get_by_role("button", name="Export CSV").click()
    assert [request.url for request in asked if not request.url.startswith("blob:")] == []
    after = page.evaluate(kept)
    assert "Smith" not in str(after)
    assert after[2:] == before[2:] == [[], []]
    ours = [{name: value for name, value in each.items() if "/touched" not in name} for each in after[:2]]
    assert ours == [{name: value for name, value in each.items() if "/touched" not in name} for each in before[:2]]
    assert context_with_python.cookies() == []
    page.reload()
    expect(page.get_by_text("No records yet.")).to_be_visible()
    expect(page.locator("[data-staff]")).to_have_value("")
    assert "Smith" not in page.locator("main").inner_text()


def test_the_register_works_from_a_folder(page: Page, site: Path, tmp_path: Path, module: Module) -> None:
    """Opened from a folder, the register checks dropped files and a chosen folder.

    If the browser does not let such a page read a dropped folder, a notice says how to choose it.
    """
    open_register(page, site.as_uri())
    drop(page, *write_files(tmp_path, {"a.json": record_of(module, "Ann Ash")}))
    assert rows(page) == [["Ann Ash", "First day", "Passed"]]
    write_files(tmp_path, {"more/b.json": record_of(module, "Bea Birch"), "more/c.json": record_of(module, "Cy Cedar")})
    page.set_input_files("[data-input=folder]", str(tmp_path / "more"))
    people = page.locator(".register-table tbody tr")
    expect(people).to_have_count(3)
    write_files(tmp_path, {"last/d.json": record_of(module, "Di Dogwood")})
    drop(page, tmp_path / "last")
    assert people.count() == 4 or page.get_by_text("Use “Choose a folder”").is_visible()


def test_only_the_register_loads_its_script(unmarked: Page, url: str) -> None:
    """Only the register's page loads the register's script."""
    for name in ("/index.html", "/practise/first-day.html", "/for-schools/coverage.html", REGISTER):
        unmarked.goto(url + name)
        loaded = unmarked.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
        assert any("/client-" in each for each in loaded)
        assert any("/register-" in each for each in loaded) == (name == REGISTER), name


def test_without_the_engine_the_register_says_so(page: Page, url: str, tmp_path: Path) -> None:
    """If the engine is unavailable, the register's page says so and accepts no files."""
    page.route(re.compile("/(worker|runtime)-"), lambda route: route.fulfill(status=404))
    page.goto(url + REGISTER)
    expect(page.get_by_text("Marking is not available in this browser", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Choose files")).to_be_hidden()
    assert_axe_passes(page, "unavailable")


def test_without_javascript_the_register_says_so(unscripted: Page, url: str) -> None:
    """Without JavaScript the page says that it needs it, and shows no controls."""
    unscripted.goto(url + REGISTER)
    expect(unscripted.get_by_text("The register needs JavaScript")).to_be_visible()
    expect(unscripted.get_by_role("button", name="Choose files")).to_be_hidden()
    expect(unscripted.get_by_role("heading", name="What it can’t tell you")).to_be_visible()


def test_each_change_is_announced_once(register: Page, tmp_path: Path, module: Module) -> None:
    """Sixty checked files are announced once, however often the progress bar moved."""
    register.locator("[data-told]").evaluate(
        "each => { window.told = []; new MutationObserver(() => each.textContent && told.push(each.textContent))"
        ".observe(each, { childList: true, subtree: true }) }"
    )
    records = records_of(module, [f"Person {n}" for n in range(60)])
    files = write_files(tmp_path, {f"{n}.json": text for n, text in enumerate(records)})
    register.set_input_files("[data-input=files]", [str(file) for file in files])
    wait_until_checked(register)
    assert register.evaluate("told") == ["60 files were checked. Now in the list: 60 passed."]
    expect(register.locator("[data-busy]")).to_be_hidden()


def test_one_changed_response_is_detected(register: Page, tmp_path: Path, module: Module) -> None:
    """A changed response makes a record altered, even if its checksum matches."""
    content = json.loads(record_of(module, "Ann Ash"))
    scenario = content["modules"][0]["scenarios"][0]
    step = scenario["path"][0]
    items = [item for each in module.scenarios for item in each.items if each.id == scenario["id"]]
    (options,) = [item.options for item in items if item.id == step["item"]]
    step["response"] = [next(option.id for option in options if option.grade is Grade.POOR)]
    del content["checksum"]
    content["checksum"] = digest_of(content)
    choose(register, write_files(tmp_path, {"a.json": json.dumps(content)}))
    ((_, _, status),) = rows(register)
    assert status.startswith("Altered")
