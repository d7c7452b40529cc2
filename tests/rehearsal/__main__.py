"""`make rehearse`: run the README's commands on a bare Debian 12, before a release.

It needs root, for debootstrap, and Python 3.9 or later, because it must work before anything is installed. FOLDER is
the folder for the machine, and KEEP=1 keeps the machine afterwards.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.rehearsal.machine import PACKAGES, BareMachine, stop

ROOT = Path(__file__).parent.parent.parent
CLONE = "/root/handbook"
USUAL_PORT = 8000
ANSWER_LIMIT_S = 20 * 60
LAST_LINES = 25


class StepError(Exception):
    """A step of the rehearsal failed."""


class Rehearsal:
    """The steps of the rehearsal. Each prints its name and the last lines of its output."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.log_path = folder / "rehearsal.log"
        self._log = self.log_path.open("w", encoding="utf-8")
        self.machine = BareMachine(folder, self._log)
        self.notes: list[str] = []

    def run(self) -> None:
        """Run every step. Raises StepError at the first one that fails."""
        self._step(f"make a bare Debian 12 with {PACKAGES}", self.machine.make)
        self._step("clone HEAD", self._clone)
        self._step("make serve, until the page answers", self._serve)
        self._step("make test", lambda: self._run("make test"))
        with_tools = f"PATH={CLONE}/.venv/bin:{CLONE}/.tools/bin:$PATH"
        self._step("pytest tests/rehearsal", lambda: self._run(f"{with_tools} pytest tests/rehearsal"))

    def _step(self, name: str, action: "Callable[[], int]") -> None:
        print(f"== {name}", flush=True)
        self._log.write(f"\n== {name}\n")
        self._log.flush()
        start, begun = time.monotonic(), self.log_path.stat().st_size
        code = action()
        for line in _lines(self.log_path, begun)[-LAST_LINES:]:
            print(f"   | {line}")
        print(f"   {'failed' if code else 'ok'}, {time.monotonic() - start:.0f} s", flush=True)
        if code:
            raise StepError(f"{name}: exit code {code}")

    def _run(self, command: str) -> int:
        return self.machine.start(command, CLONE).wait()

    def _clone(self) -> int:
        bundle = self.machine.folder / "root/handbook.bundle"
        subprocess.run(["git", "-C", str(ROOT), "bundle", "create", "--quiet", str(bundle), "HEAD"], check=True)
        quietly = "git -c advice.detachedHead=false"
        clone = f"{quietly} clone --quiet handbook.bundle {CLONE} && git -C {CLONE} log -1 --oneline"
        return self.machine.start(clone).wait()

    def _serve(self) -> int:
        code = self._serve_once()
        python = (
            _standalone_python()
            if code and not (self.machine.folder / CLONE[1:] / ".venv/bin/python").exists()
            else None
        )
        if not python:
            return code
        self._note(f"uv could not fetch Python here. This machine's {python} is mounted read-only in its place.")
        self.machine.mounts.append(python)
        self.machine.variables["PATH"] += f":{python}/bin"
        return self._serve_once()

    def _serve_once(self) -> int:
        """Run `make serve` until its page answers, then stop it."""
        port = _free_port()
        command = "make serve" if port == USUAL_PORT else f"make serve ADDRESS=127.0.0.1:{port}"
        if port != USUAL_PORT:
            self._note(f"Port {USUAL_PORT} is taken, so the command was: {command}")
        process = self.machine.start(command, CLONE)
        try:
            deadline = time.monotonic() + ANSWER_LIMIT_S
            while time.monotonic() < deadline:
                try:
                    return process.wait(1) or 1
                except subprocess.TimeoutExpired:
                    pass
                if title := _title(f"http://127.0.0.1:{port}/"):
                    print(f"   http://127.0.0.1:{port}/ answers: {title}", flush=True)
                    return 0
            return 1
        finally:
            stop(process)

    def _note(self, text: str) -> None:
        print(f"   NOTE: {text}", flush=True)
        self.notes.append(text)


def _title(url: str) -> "str | None":
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=10) as page:
            found = re.search(r"<title>(.*?)</title>", page.read().decode())
    except (URLError, OSError):
        return None
    return found[1] if found else None


def _free_port() -> int:
    for port in (USUAL_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise StepError("no free port")


def _standalone_python() -> "Path | None":
    """Return the folder of a suitable Python on this machine, if it is installed in its own folder."""
    version = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    if not (program := shutil.which(f"python{version}")):
        return None
    command = [program, "-c", "import sys; print(sys.base_prefix)"]
    prefix = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return Path(prefix) if prefix not in ("", "/usr", "/usr/local") else None


def _lines(path: Path, begun: int) -> "list[str]":
    with path.open("rb") as file:
        file.seek(begun)
        return file.read().decode(errors="replace").rstrip().splitlines()


def main() -> int:
    """Run the rehearsal, and return the exit code."""
    if os.geteuid() != 0:
        print("debootstrap makes the bare machine as root; run: sudo make rehearse", file=sys.stderr)
        return 2
    if not shutil.which("debootstrap"):
        subprocess.run(["apt-get", "--quiet=2", "update"], check=False)
        subprocess.run(["apt-get", "--quiet=2", "--yes", "install", "debootstrap"], check=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    rehearsal = Rehearsal(Path(os.environ.get("FOLDER") or ROOT / ".cache/rehearsal").resolve())
    print(f"Everything the commands print is in {rehearsal.log_path}", flush=True)
    try:
        rehearsal.run()
    except (StepError, LookupError) as failure:
        print(f"The rehearsal failed. {failure}", file=sys.stderr)
        return 1
    finally:
        rehearsal.machine.end()
        if os.environ.get("KEEP"):
            print(f"The machine is kept in {rehearsal.machine.folder}")
        else:
            rehearsal.machine.remove()
    print("The rehearsal passed.", *rehearsal.notes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
