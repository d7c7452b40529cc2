"""Zips on the register's page: a thousand records, two bombs, what is too large, and what is no zip at all."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from quizzes.authoring.catalogue import Catalogue
from tests.browser.dropping import choose, open_register, rows, written
from tests.browser.test_register import figures
from tests.browser.zips import bomb, lying, zipped, zipped_to_a_pipe
from tests.recording import record_of

# How often the page had a turn for something else, and how far the bar had come by then.
WATCH = """
() => {
  window.turns = 0;
  window.shares = new Set();
  const bar = document.querySelector(".register-busy progress");
  const look = () => {
    turns++;
    shares.add(bar.value);
    setTimeout(look, 0);
  };
  look();
}
"""

# Counts the bytes that scripts ask for, for what they unfold.
COUNTED = """
window.allocated = 0;
window.Uint8Array = class extends Uint8Array {
  constructor(...given) {
    super(...given);
    if (typeof given[0] === "number") window.allocated += given[0];
  }
};
"""


@pytest.fixture
def register(page: Page, url: str) -> Page:
    open_register(page, url)
    return page


def bad(page: Page) -> list[str]:
    """The files to look at, by their names and reasons."""
    return [" ".join(each.split()) for each in page.locator(".register-file-list li").all_inner_texts()]


def test_a_thousand_records_in_a_zip(page_with_python: Page, url: str, tmp_path: Path, catalogue: Catalogue) -> None:
    """Each is checked, in folders of the zip too; what is no record is passed over; the page stays alive."""
    register = page_with_python
    open_register(register, url)
    module = catalogue.modules["first-day"]
    text = record_of(module, "Person 0000")
    files = {f"handed in/{n % 7}/record-{n}.json": record_of(module, f"Person {n:04}") for n in range(999)}
    files |= {"copy.json": text, "handed in/list.xlsx": "x", "__MACOSX/handed in/._record-1.json": "litter"}
    register.evaluate(WATCH)
    choose(register, written(tmp_path, {"records.zip": zipped(files)}))
    assert figures(register) == ["999 hold", "0 need retaking", "0 altered", "0 unreadable"]
    assert "1,000 files were checked" in register.locator("[data-told]").inner_text()
    assert "records.zip/handed in/list.xlsx" in register.locator("[data-passed-over]").inner_text()
    assert register.evaluate("turns") > 100
    assert len(set(register.evaluate("[...shares]"))) > 10


@pytest.mark.parametrize("make", [zipped, zipped_to_a_pipe, lambda files: zipped(files, zipfile.ZIP_STORED)])
def test_every_kind_of_zip(
    register: Page, tmp_path: Path, catalogue: Catalogue, make: Callable[[dict[str, str]], bytes]
) -> None:
    """Packed, not packed, and with its sizes behind each file, a zip gives its records, and an empty file is none."""
    module = catalogue.modules["first-day"]
    files = {"a/1.json": record_of(module, "Zoë Ash"), "b.json": "", "ä.json": record_of(module, "Bea Birch")}
    choose(register, written(tmp_path, {"records.zip": make(files)}))
    assert [name for name, _, _ in rows(register)] == ["Bea Birch", "Zoë Ash"]
    assert bad(register) == [
        "Unreadable records.zip/b.json The file is damaged, or not a record as the handbook makes it"
    ]


@pytest.mark.parametrize("says", [None, 4_000])
def test_a_bomb_goes_out(
    context: BrowserContext, url: str, tmp_path: Path, catalogue: Catalogue, says: int | None
) -> None:
    """Of 100 MB in a small zip only the beginning is unfolded, whatever size it says; what comes after it is read."""
    made = bomb(100_000_000)
    assert len(made) < 200_000
    module = catalogue.modules["first-day"]
    zips = {
        "bomb.zip": lying(made, says) if says else made,
        "good.zip": zipped({"a.json": record_of(module, "Ann Ash")}),
    }
    page = context.new_page()
    page.add_init_script(COUNTED)
    open_register(page, url)
    choose(page, written(tmp_path, zips))
    assert rows(page) == [["Ann Ash", "First day", "Holds"]]
    assert bad(page) == ["Unreadable bomb.zip/record-bomb.json The file is too large to be a record"]
    assert page.evaluate("allocated") < 10_000_000


def test_a_large_file_is_not_read(register: Page, tmp_path: Path) -> None:
    """A file of 2 MB is said to be too large, on its own and in a zip, and so is one that is by its bytes alone."""
    large = '{"format": "staff-handbook-record", "name": "' + "x" * 2_000_000 + '"}'
    accents = '{"name": "' + "é" * 120_000 + '"}'  # in bytes too large, in letters not
    files: dict[str, str | bytes] = {"accents.json": accents, "large.json": large}
    files["large.zip"] = zipped({"inside.json": large.upper()})
    choose(register, written(tmp_path, files))
    why = "The file is too large to be a record"
    assert sorted(bad(register)) == [
        f"Unreadable accents.json {why}",
        f"Unreadable large.json {why}",
        f"Unreadable large.zip/inside.json {why}",
    ]


def test_what_is_no_zip_is_said(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """A zip that is none, is empty, is cut short or holds another zip gives what it has, and is said to be damaged."""
    module = catalogue.modules["first-day"]
    whole = zipped({"a.json": record_of(module, "Ann Ash"), "b.json": record_of(module, "Bea Birch")})
    inner = zipped({"inner.zip": "PK", "c.json": record_of(module, "Cy Cedar")})
    second = whole.index(b"PK\x03\x04", 4)
    files = {"cut.zip": whole[: second + 200], "empty.zip": b"", "none.zip": b"hello", "outer.zip": inner}
    choose(register, written(tmp_path, files))
    assert [name for name, _, _ in rows(register)] == ["Ann Ash", "Cy Cedar"]
    assert sorted(each.split()[1] for each in bad(register)) == ["cut.zip", "empty.zip", "none.zip"]
    assert "outer.zip/inner.zip" in register.locator("[data-passed-over]").inner_text()


def test_five_thousand_files_at_once_are_the_most(register: Page, tmp_path: Path) -> None:
    """Of more than five thousand the first are looked at, and that is said."""
    files = {f"{number}.txt": "" for number in range(5_001)}
    choose(register, written(tmp_path, {"many.zip": zipped(files)}))
    expect_words = "Only the first 5,000 files were looked at."
    assert expect_words in register.locator("[data-passed-over]").inner_text()
