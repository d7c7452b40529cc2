"""Find or install browsers and servers for the tests: `python -m tests.browser.install chromium nginx`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

# The programs that each browser or server needs, each with the names that it may have on the PATH.
_PROGRAMS: dict[str, list[tuple[str, ...]]] = {
    # The headless shell comes first: the full browsers take half as long again.
    "chromium": [
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    ],
    "full_chromium": [("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")],  # for `make bench`
    "firefox": [("firefox-esr", "firefox")],
    "webkit": [("WebKitWebDriver",), ("Xvfb",)],
    "nginx": [("nginx",)],
    "apache": [("apache2",)],
}
_PACKAGES = {
    "chromium": ["chromium-headless-shell"],
    "full_chromium": ["chromium"],
    "firefox": ["firefox-esr"],
    "webkit": ["webkit2gtk-driver", "xvfb"],
    "nginx": ["nginx-light"],
    "apache": ["apache2-bin"],  # only the program: nothing is set up or started
}
# Playwright's wheel brings its own Node, which links to this library. Debian's minimal system lacks it.
_DRIVER_PACKAGES = ["libatomic1"]
# Servers are installed in these folders, which are not on every user's PATH.
_SYSTEM = "/usr/local/sbin:/usr/sbin"

_SKIP_VARIABLE = "TEST_WITHOUT"
_OPTIONAL = ("firefox", "webkit")
_CHROMIUM = ("chromium", "full_chromium")
"""What Playwright's own Chromium can stand for, if the machine has none."""


def programs(browser: str) -> list[str]:
    """Return the paths of the programs for a browser or server: from $CHROMIUM, $NGINX, … or else from the PATH.

    Raises ``LookupError``, which says how to install them, if one is missing.
    """
    path = f"{os.environ.get('PATH', '')}:{_SYSTEM}"
    found = [
        next(filter(None, (shutil.which(name, path=path) for name in names)), None) for names in _PROGRAMS[browser]
    ]
    found[0] = os.environ.get(browser.upper()) or found[0]
    if browser in _CHROMIUM:
        found[0] = found[0] or _playwrights_chromium()
    if None in found:
        raise LookupError(_how_to_install(browser))
    return [path for path in found if path]


def skip_reason(browser: str) -> str | None:
    """Return why a browser's tests are skipped, if $TEST_WITHOUT names it. Only Firefox and WebKit can be skipped."""
    named = browser in _OPTIONAL and browser in os.environ.get(_SKIP_VARIABLE, "").split()
    return f"${_SKIP_VARIABLE} says to leave out {browser}" if named else None


def install(browsers: Sequence[str]) -> int:
    """Install the browsers that are missing and not skipped; return the exit code."""
    if not _driver_starts():
        _apt_get(_DRIVER_PACKAGES)
        if not _driver_starts():
            print(f"Playwright does not start. Run: sudo apt-get install {' '.join(_DRIVER_PACKAGES)}", file=sys.stderr)
            return 1
    missing = [each for each in browsers if not skip_reason(each) and not _is_installed(each)]
    packages = [package for each in missing for package in _PACKAGES[each]]
    if packages and shutil.which("apt-get"):
        _apt_get(packages)
    elif any(each in missing for each in _CHROMIUM):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    still_missing = [each for each in missing if not _is_installed(each)]
    for each in still_missing:
        print(_how_to_install(each), file=sys.stderr)
    return 1 if still_missing else 0


def _apt_get(packages: list[str]) -> None:
    """Install Debian packages as root or with a sudo that needs no password. Do nothing if neither works."""
    print(f"Installing what the tests need: {' '.join(packages)}", flush=True)
    rights = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (rights and not shutil.which(rights[0])):
        return
    apt_get = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run([*apt_get, *command], check=False)  # install() reports what is still missing


def _driver_starts() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _is_installed(browser: str) -> bool:
    try:
        return bool(programs(browser))
    except LookupError:
        return False


def _playwrights_chromium() -> str | None:
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def _how_to_install(browser: str) -> str:
    message = f"The tests need {browser}. Run: sudo apt-get install {' '.join(_PACKAGES[browser])}"
    message += f" (or name it, where it is already: {browser.upper()}=<path>)."
    if browser not in _OPTIONAL:
        return message
    return f"{message} To leave its tests out: {_SKIP_VARIABLE}={browser}"


if __name__ == "__main__":
    sys.exit(install(sys.argv[1:]))
