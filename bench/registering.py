"""Measure how long the register page takes to check a school's records, and how long it blocks the page's thread."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import expect

from bench.browser import launched
from bench.figures import Figure
from quizzes.authoring.catalogue import load_catalogue
from tests.browser.dropping import REGISTER
from tests.browser.serving import serving
from tests.browser.zips import zipped
from tests.building import ROOT
from tests.recording import record_of, sometimes_wrong

ROUNDS = 3
RECORDS = 500

# Records when the file was chosen, when the result appeared, and the longest block of the thread, all in milliseconds.
_WATCH = """
() => {
  window.watched = { start: performance.now(), end: 0, longest: 0 };
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    watched.longest = Math.max(watched.longest, now - last);
    last = now;
    if (document.querySelector("[data-told]").textContent) watched.end = now;
    else setTimeout(look, 0);
  };
  look();
}
"""


def figures(site: Path) -> Iterator[Figure]:
    """Check a zip of records from many people, of all modules. Each has some answers that are not the best."""
    modules = list(load_catalogue(ROOT).modules.values())
    files = {
        f"record-{number}.json": record_of(
            modules[number % len(modules)], f"Person {number // 2}", answering=sometimes_wrong(number)
        )
        for number in range(RECORDS)
    }
    with TemporaryDirectory() as folder, serving(site) as url, launched() as browser:
        file = Path(folder) / "records.zip"
        file.write_bytes(zipped(files))
        seconds, longest = [], []
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto(url + REGISTER)
            expect(page.locator("html[data-engine=ready]")).to_be_attached(timeout=60_000)
            page.evaluate(_WATCH)
            page.set_input_files("[data-input=files]", str(file))
            expect(page.locator("[data-told]")).to_contain_text(f"{RECORDS} files were checked", timeout=60_000)
            watched = page.evaluate("watched")
            seconds.append((watched["end"] - watched["start"]) / 1000)
            longest.append(watched["longest"])
            page.close()
    yield Figure(f"{RECORDS} records in the register", median(seconds), "s", 10, note=f"median of {ROUNDS}")
    yield Figure("    longest block of the page's thread", max(longest), "ms", note=f"worst of {ROUNDS}")
