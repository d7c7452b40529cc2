"""Report Lighthouse's scores for a page of each kind, and the audits that fail."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure
from bench.server import serving_and_recording
from bench.site import CHAPTER_PAGE, HOME, MODULE_PAGE, ROOT
from tests.browser.launching import FLAGS, chromium_path

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ROUNDS = 3

# Chromium may keep the last page on the screen for a while: here for whole seconds, at random, since a headless one
# draws hardly any frames of a blank page. No reader comes from a blank page.
_PAINT_AT_ONCE = "--disable-features=PaintHolding"


class LighthouseError(Exception):
    """Lighthouse is not installed or has failed; the message says which."""


def figures(site: Path) -> Iterator[Figure]:
    """Run Lighthouse with its defaults, which simulate a slow phone on a slow line. Raises LighthouseError."""
    with serving_and_recording(site, compresses=True) as (url, _):
        for page in (HOME, CHAPTER_PAGE, MODULE_PAGE):
            reports = [_report(f"{url}/{page}") for _ in range(ROUNDS)]
            for category in CATEGORIES:
                score = median(_score(report, category) for report in reports)
                report = next(report for report in reports if _score(report, category) == score)
                failed = ", ".join(_failed(report, category))
                yield Figure(f"Lighthouse, {category}, {page}", score, "of 100", 100, at_least=True, note=failed)


def _score(report: dict[str, Any], category: str) -> float:
    return float(report["categories"][category]["score"]) * 100


def _report(address: str) -> dict[str, Any]:
    program = ROOT / "bench/node_modules/.bin/lighthouse"
    if not program.exists():
        raise LighthouseError("Lighthouse is not installed; run `make bench`, which installs it")
    result = subprocess.run(
        [
            program,
            address,
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(['--headless=new', *FLAGS, _PAINT_AT_ONCE])}",
            *["--output=json", "--output-path=stdout", "--quiet", "--no-enable-error-reporting"],
        ],
        env={**os.environ, "CHROME_PATH": chromium_path("full_chromium")},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise LighthouseError(result.stderr)
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def _failed(report: dict[str, Any], category: str) -> list[str]:
    """Return the audits that lower a category's score, each with what it measured."""
    failed = []
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            failed.append(f"{audit['id']} {audit.get('displayValue', '')}".rstrip())
    return failed
