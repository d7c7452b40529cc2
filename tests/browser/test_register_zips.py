"""The register reads zips with many records, and survives zip bombs, oversized files and damaged zips."""

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from quizzes.authoring.catalogue import Catalogue
from tests.browser.dropping import choose, open_register, rows, write_files
from tests.browser.test_register import figures
from tests.browser.zips import with_false_size, zip_bomb, zipped, zipped_to_a_pipe
from tests.recording import record_of, records_of

# Counts how often the page could do other work, and collects the values of the progress bar.
COUNT_TURNS = """
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


@pytest.fixture
def register(page: Page, url: str) -> Page:
    open_register(page, url)
    return page


def unreadable_files(page: Page) -> list[str]:
    """Return the listed files with problems: status, name and reason of each."""
    return [" ".join(each.split()) for each in page.locator(".register-file-list li").all_inner_texts()]


def test_a_zip_of_a_thousand_records_is_checked(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """A thousand records in a zip's folders are checked, other files are passed over, and the page stays responsive."""
    module = catalogue.modules["first-day"]
    records = records_of(module, [f"Person {n:04}" for n in range(999)])
    files = {f"handed in/{n % 7}/record-{n}.json": text for n, text in enumerate(records)}
    files |= {"copy.json": records[0], "handed in/list.xlsx": "x", "__MACOSX/handed in/._record-1.json": "litter"}
    register.evaluate(COUNT_TURNS)
    choose(register, write_files(tmp_path, {"records.zip": zipped(files)}))
    assert figures(register) == [
        *("999 passed", "0 completed but not marked", "0 not passed yet", "0 due again"),
        *("0 need retaking", "0 dated in the future", "0 altered", "0 unreadable"),
    ]
    assert "1,000 files were checked" in register.locator("[data-told]").inner_text()
    assert "records.zip/handed in/list.xlsx" in register.locator("[data-passed-over]").inner_text()
    assert register.evaluate("turns") > 100
    assert len(set(register.evaluate("[...shares]"))) > 10


def test_every_kind_of_zip_is_read(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Compressed zips, uncompressed zips and zips with sizes after the data are read; an empty file is named."""
    kinds: dict[str, Callable[[dict[str, str]], bytes]] = {
        "compressed": zipped,
        "sizes-after": zipped_to_a_pipe,
        "stored": lambda files: zipped(files, zipfile.ZIP_STORED),
    }
    zips = {}
    for kind, make in kinds.items():
        one, other = records_of(catalogue.modules["first-day"], [f"Zoë {kind}", f"Bea {kind}"])
        zips[f"{kind}.zip"] = make({"a/1.json": one, "b.json": "", "ä.json": other})
    choose(register, write_files(tmp_path, zips))
    assert [name for name, _, _ in rows(register)] == [f"{name} {kind}" for name in ("Bea", "Zoë") for kind in kinds]
    assert unreadable_files(register) == [f"Unreadable {kind}.zip/b.json The file is empty" for kind in kinds]


def test_a_zip_bomb_is_not_unpacked(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """Only the beginning of a 100 MB entry is unpacked, whatever size it claims, and the next zip is still read.

    The engine unpacks, which is in this process here, so its memory is measured.
    """
    made = zip_bomb(100_000_000)
    assert len(made) < 200_000
    good = zipped({"a.json": record_of(catalogue.modules["first-day"], "Ann Ash")})
    files = write_files(tmp_path, {"bomb.zip": made, "false.zip": with_false_size(made, 4_000), "good.zip": good})
    tracemalloc.start()
    choose(register, files)
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows(register) == [["Ann Ash", "First day", "Passed"]]
    why = "The file is too large to be a record"
    assert unreadable_files(register) == [f"Unreadable {name}.zip/record-bomb.json {why}" for name in ("bomb", "false")]
    assert most_bytes < 10_000_000


def test_a_large_file_is_not_read(register: Page, tmp_path: Path) -> None:
    """A file that is too large, alone or in a zip, is reported as too large."""
    large = '{"format": "staff-handbook-record", "name": "' + "x" * 2_000_000 + '"}'
    accents = '{"name": "' + "é" * 200_000 + '"}'
    files: dict[str, str | bytes] = {"accents.json": accents, "large.json": large}
    files["large.zip"] = zipped({"inside.json": large.upper()})
    choose(register, write_files(tmp_path, files))
    why = "The file is too large to be a record"
    assert sorted(unreadable_files(register)) == [
        f"Unreadable accents.json {why}",
        f"Unreadable large.json {why}",
        f"Unreadable large.zip/inside.json {why}",
    ]


def test_a_damaged_zip_is_reported(register: Page, tmp_path: Path, catalogue: Catalogue) -> None:
    """A damaged, empty or truncated zip is reported with the reason, and nested zips are passed over."""
    module = catalogue.modules["first-day"]
    whole = zipped({"a.json": record_of(module, "Ann Ash"), "b.json": record_of(module, "Bea Birch")})
    inner = zipped({"inner.zip": "PK", "c.json": record_of(module, "Cy Cedar")})
    files = {"cut.zip": whole[:-200], "empty.zip": b"", "none.zip": b"hello", "nothing.zip": zipped({})}
    choose(register, write_files(tmp_path, {**files, "outer.zip": inner}))
    assert [name for name, _, _ in rows(register)] == ["Cy Cedar"]
    opened = "The file couldn’t be opened"
    assert unreadable_files(register) == [
        f"Unreadable cut.zip {opened}",
        f"Unreadable empty.zip {opened}",
        f"Unreadable none.zip {opened}",
        "Unreadable nothing.zip The file is empty",
    ]
    assert "outer.zip/inner.zip" in register.locator("[data-passed-over]").inner_text()


def test_only_five_thousand_files_are_read(register: Page, tmp_path: Path) -> None:
    """Of more than 5,000 files only the first 5,000 are read, and a notice says so."""
    files = {f"{number}.txt": "" for number in range(5_001)}
    choose(register, write_files(tmp_path, {"many.zip": zipped(files)}))
    notice = "Only the first 5,000 files were checked."
    assert notice in register.locator("[data-passed-over]").inner_text()
