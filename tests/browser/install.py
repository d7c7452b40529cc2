"""Finds the browser for the tests, or installs one: `python -m tests.browser.install`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome: $CHROMIUM, else one on the PATH, else Playwright's own; or None."""
    if given := os.environ.get("CHROMIUM"):
        return given
    if found := next(filter(None, map(shutil.which, _NAMES)), None):
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> int:
    """Install a browser where there is none; returns the exit code."""
    if find_chromium():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("No Chromium found; installing Debian's.", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "--quiet=2", *command], check=True, env=environment)
    elif not shutil.which("apt-get"):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if find_chromium():
        return 0
    print("The browser tests need Chromium. Run: sudo apt-get install chromium", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(install())
