"""Choose files on the register's page, or drop them as a user would."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.authoring.catalogue import Catalogue
from tests.browser.taking import wait_until_ready
from tests.recording import HOSTILE_NAMES, made_before_change, record_of, sometimes_wrong, tampered

REGISTER = "/for-schools/register.html"

STAFF = "Name,Role,Payroll\nJohn Smith,Teacher,E7\nJosé Núñez,Cook,E8\nNobody Yet,Governor,E9\nTwo Times\nTwo Times\n"
"""A staff list: one name is close to a record's, one matches without accents, and one is there twice."""


def open_register(page: Page, url: str) -> None:
    """Open the register's page, and wait until the engine is ready."""
    page.goto(url + REGISTER)
    wait_until_ready(page)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files into the folder or its subfolders, and return their paths."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [folder / name for name in files]


def choose(page: Page, files: Iterable[Path]) -> None:
    """Choose files, and wait until they are checked."""
    page.locator("[data-told]").evaluate("each => each.replaceChildren()")
    page.set_input_files("[data-input=files]", [str(file) for file in files])
    wait_until_checked(page)


def drop(page: Page, *paths: Path, onto: str = "[data-drop]") -> None:
    """Drop files and folders from outside the browser onto a frame, and wait until they are checked."""
    page.locator("[data-told]").evaluate("each => each.replaceChildren()")
    box = page.locator(onto).bounding_box()
    assert box
    where = {"x": box["x"] + 40, "y": box["y"] + 40}
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **where, "data": data})
    session.detach()
    wait_until_checked(page)


def wait_until_checked(page: Page) -> None:
    """Wait until the page has announced that the files are checked.

    A failed ``expect`` describes the whole page each time that it looks, which takes longer than checking a file.
    """
    page.locator("[data-told]:not(:empty)").wait_for(state="attached", timeout=60_000)


def rows(page: Page) -> list[list[str]]:
    """Return the visible rows of the table: name, module, and status with reasons."""
    found = page.locator(".register-table tbody tr:visible")
    if found.count():  # rows that are not drawn yet have no visible text
        expect(found.first.locator("[data-column=status]")).not_to_have_text("", use_inner_text=True)
    texts: list[list[str]] = found.evaluate_all(
        """rows => rows.map((row) => ["name", "module", "status"].map(
          (column) => row.querySelector(`[data-column=${column}]`).innerText))"""
    )
    return texts


def fill_register(page: Page, folder: Path, catalogue: Catalogue) -> None:
    """Fill the register with records of every status, an unreadable file and a staff list."""
    files = {"unreadable.json": "{", "notes.docx": "x"}
    for number, name in enumerate([*HOSTILE_NAMES.values(), "Jon Smith", "Bartholomew Featherstonehaugh-Cholmondeley"]):
        for module in list(catalogue.modules.values())[: 1 + number % 3]:
            text = record_of(module, name, "Teacher", "2025-12-01", sometimes_wrong(number, 0.2))
            text = (
                made_before_change(text, next(iter(module.clauses)))
                if number == 2
                else tampered(text)
                if number == 3
                else text
            )
            files[f"record-{module.id}-{number}.json"] = text
    files["twice.json"] = record_of(catalogue.modules["first-day"], "Jon Smith", "Governor", "2025-11-01")
    choose(page, write_files(folder, files))
    page.locator(".register-staff summary").click()
    page.locator("[data-staff]").fill(STAFF)
    # The page shows its parts one after another. Roles come last, and this one is only on the staff list.
    page.locator("[data-roles] fieldset", has_text="Cook").wait_for(state="attached")
    expect(page.locator(".register-missing")).to_be_visible()


def grow_register(page: Page, folder: Path) -> None:
    """Use everything by which a filled register grows, and open a file that is no register."""
    for part in ("paper", "required", "leavers"):
        page.locator(f".register-{part} > summary").click()
    for person in page.locator(".register-paper .register-choice input[type=checkbox]").all()[:2]:
        person.check()
    page.locator("[data-paper-date]").fill("2026-01-01")
    page.locator(".register-paper button[type=submit]").click()
    expect(page.locator("[data-paper-list] li")).to_have_count(2)
    page.locator("[data-roles] fieldset").first.locator("input").first.check()
    page.locator(".register-leavers .register-choice input[type=checkbox]").first.check()
    page.locator(".register-leavers button[type=submit]").click()
    expect(page.locator("[data-left-list] li")).to_have_count(1)
    page.locator("[data-copy-due]").click()
    page.locator(".register-paper button[type=submit]").click()
    page.set_input_files("[data-register-file]", str(write_files(folder, {"damaged.json": "{"})[0]))
    expect(page.locator("[data-open-failed]")).to_be_visible()
