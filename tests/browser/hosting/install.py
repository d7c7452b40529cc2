"""Finds nginx and Apache for the tests, or installs them: `python -m tests.browser.hosting.install`."""

import os
import shutil
import subprocess
import sys

# Debian's packages of the programs. Apache's starts no server of its own; nginx's leaves that to the system's policy.
_PACKAGES = {"nginx": "nginx-light", "apache2": "apache2-bin"}


def find(program: str) -> str | None:
    """The path of a server's program, which need not be on a user's own PATH; or None."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin")


def install() -> int:
    """Install what is missing; returns the exit code."""
    packages = [package for program, package in _PACKAGES.items() if not find(program)]
    if not packages:
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing Debian's {' and '.join(packages)}.", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "--quiet=2", *command], check=True, env=environment)
        return 0
    line = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    print(f"The tests of the servers' settings need nginx and Apache. Run: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(install())
