"""The register page shows of sixty odd files what the command says of them."""

import csv
import io
import json
from pathlib import Path

from playwright.sync_api import Page, expect

from quizzes.engine.standing import COUNTED_IF_ANY
from tests import commands
from tests.browser.dropping import drop, open_register, rows
from tests.browser.test_register import figures
from tests.building import ROOT
from tests.register.odd_pile import STAFF_LISTS, write_odd_pile
from tests.register.piles import read_table


def test_the_page_shows_what_the_command_says(page: Page, url: str, tmp_path: Path) -> None:
    """Rows, counts, warnings, skipped files and the exported table are the same."""
    folder = tmp_path / "handed in"
    write_odd_pile(folder)
    (tmp_path / "staff.csv").write_bytes(STAFF_LISTS["broken.csv"])
    arguments = (folder, "--staff", tmp_path / "staff.csv", "--csv", tmp_path / "out.csv")
    summary = json.loads(commands.run(ROOT, "register", *arguments, "--json").stdout)
    text = commands.run(ROOT, "register", *arguments).stdout.replace(f"{tmp_path}/", "")
    table = [{**row, "File": row["File"].removeprefix(f"{tmp_path}/")} for row in read_table(tmp_path / "out.csv")]

    open_register(page, url)
    page.locator(".register-staff summary").click()
    page.set_input_files("[data-staff-file]", str(tmp_path / "staff.csv"))
    drop(page, folder)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    exported = download.value.path().read_text(encoding="utf-8-sig")
    assert list(csv.DictReader(io.StringIO(exported, newline=""))) == table
    counts = [count for standing, count in summary["standings"].items() if count or standing not in COUNTED_IF_ANY]
    assert [int(figure.split()[0]) for figure in figures(page)] == counts
    assert page.locator("[data-told]").inner_text().startswith(f"{summary['files']} files were checked.")
    expect(page.locator("[data-total]")).to_contain_text(f"from {summary['people']} people")
    for sentence in page.locator("[data-not-shown]").inner_text().split(". "):
        assert sentence.strip() in text
    assert page.locator("[data-passed-over] li").inner_text() in text
    shown = sorted((name, module) for name, module, _ in rows(page))
    assert shown == sorted((row["Name"].removeprefix("'"), row["Module"]) for row in table if row["Name"])
    for line in page.locator("[data-staff-passed] li, [data-staff-unread] li").all_inner_texts():
        assert line in text
    assert page.locator("[data-staff-unread] li").count() == len(summary["staff"]["unread"]) == 2
    namesakes = [f"{same['name']}: {', '.join(same['roles'])}" for same in summary["namesakes"]]
    assert page.locator("[data-namesakes] li").all_inner_texts() == namesakes != []
    looked_at = [f"{found['file'].removeprefix(f'{tmp_path}/')}" for found in summary["to_look_at"]]
    assert sorted(page.locator(".register-file > bdi:first-of-type").all_inner_texts()) == sorted(looked_at)
