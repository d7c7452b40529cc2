"""A register file that is opened next month leaves the office in no doubt that it was not in before."""

from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.engine.model import Module
from tests.browser.dropping import choose, write_files
from tests.browser.test_register_kept import module, open_saved, register, save_register
from tests.recording import record_of

__all__ = ["module", "register"]  # fixtures


def test_the_interval_is_the_files_whenever_it_is_opened(register: Page, tmp_path: Path, module: Module) -> None:
    """Records that were added before the file change nothing of it. An interval that the office has set stays."""
    records = write_files(tmp_path, {"1.json": record_of(module, "Ann Ash")})
    choose(register, records)
    months = register.get_by_label("Renew after")
    months.fill("24")
    months.press("Tab")
    saved = save_register(register, tmp_path / "register.json")
    register.get_by_role("button", name="Clear the list").click()
    choose(register, records)
    expect(months).to_have_value("12")
    open_saved(register, saved)
    expect(months).to_have_value("24")
    months.fill("36")
    months.press("Tab")
    open_saved(register, saved)
    expect(months).to_have_value("36")


def test_a_line_that_could_not_be_read_is_still_named_next_month(
    register: Page, tmp_path: Path, module: Module
) -> None:
    """The register file has it, so opening the file doesn't give an all-clear."""
    choose(register, write_files(tmp_path, {"1.json": record_of(module, "Ann Ash")}))
    register.locator(".register-staff > summary").press("Enter")
    register.get_by_label("Names, or name, role and reference").fill("Name,Role\nAnn Ash,Teacher\n,Caretaker")
    expect(register.locator("[data-staff-unread] li")).to_have_count(1)
    saved = save_register(register, tmp_path / "register.json")
    register.get_by_role("button", name="Clear the list").click()
    open_saved(register, saved)
    expect(register.locator("[data-staff-unread] li")).to_have_text(["Line 3 has no name: ,Caretaker"])
    expect(register.get_by_text("Everybody on your list has handed something in.")).to_be_hidden()
