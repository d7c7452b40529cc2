"""Make a bare Debian in a folder, and run commands inside it.

Each command has its own mount and process namespaces. Its mounts disappear when it ends, and it ends when this
program ends, even if that is killed. It uses this machine's network, to reach the package registries.
"""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from tests.rehearsal import settings

SUITE = "bookworm"
PACKAGES = "git,make,python3,python3-venv"

_IN_NAMESPACES = (
    *("setpriv", "--pdeathsig", "KILL"),
    *("unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"),
)

# Arguments: the folder, how many folders to mount read-only, those folders, and the command with its environment.
_ENTER = """
set -eu
root=$1; count=$2; shift 2
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
while [ "$count" -gt 0 ]; do
    mkdir -p "$root$1"
    mount --bind "$1" "$root$1"
    mount -o remount,bind,ro "$root$1"
    shift; count=$((count - 1))
done
chroot "$root" env -i "$@"
"""

# Without this policy, Debian's packages would start their servers on this machine's ports.
_NO_SERVICES = "#!/bin/sh\nexit 101\n"


class BareMachine:
    """Debian's minimal system in a folder, with the four packages that the README names."""

    def __init__(self, parent: Path, log: "IO[str]") -> None:
        # The copied settings may contain passwords, so only root can enter the outer folder. The inner folder is the
        # machine's own "/", which all its users need.
        self._outer = Path(mkdtemp(prefix="machine-", dir=parent))
        self.folder = self._outer / "root"
        self.mounts: list[Path] = []
        self._running: list[subprocess.Popen[str]] = []
        self.variables = {
            "HOME": "/root",
            "TERM": "dumb",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            **settings.environment(),
        }
        self._log = log

    def make(self) -> int:
        """Install Debian into the folder, and return the exit code."""
        (mirror, _), *_ = sources = settings.mirrors(SUITE)
        command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, str(self.folder), mirror]
        code = self._start([*_IN_NAMESPACES, *command], {**os.environ, **settings.environment()}).wait()
        if code == 0:
            lines = "".join(f"deb {uri} {suite} main\n" for uri, suite in sources)
            self._write("/etc/apt/sources.list", lines)
            self._write("/usr/sbin/policy-rc.d", _NO_SERVICES, mode=0o755)
            self._copy_settings()
        return code

    def start(self, command: str, folder: str = "/root", **variables: str) -> "subprocess.Popen[str]":
        """Start a shell command inside, in its own process group. Its output goes to the log."""
        environment = [f"{name}={value}" for name, value in {**self.variables, **variables}.items()]
        inside = ["sh", "-c", f"cd {folder} && {command}"]
        arguments = [str(self.folder), str(len(self.mounts)), *map(str, self.mounts), *environment, *inside]
        return self._start([*_IN_NAMESPACES, "sh", "-c", _ENTER, "sh", *arguments], dict(os.environ))

    def end(self) -> None:
        """Stop every command that still runs inside."""
        for process in self._running:
            stop(process)

    def remove(self) -> None:
        """Delete the folder, but nothing that is mounted in it."""
        subprocess.run(["rm", "-rf", "--one-file-system", str(self._outer)], check=True)

    def _start(self, command: "list[str]", environment: "dict[str, str]") -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._running.append(process)
        return process

    def _copy_settings(self) -> None:
        shutil.copy("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        for name, text in settings.files().items():
            self._write(name, text)
        paths = settings.local_paths()
        for path in (path for path in paths if path.is_file()):
            self._write(str(path), path.read_text(encoding="utf-8"))
        # Folders that the bare machine has itself, such as /usr, are not replaced.
        self.mounts += [path for path in paths if path.is_dir() and not self._inside(str(path)).exists()]

    def _write(self, name: str, text: str, mode: int = 0o644) -> None:
        path = self._inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)

    def _inside(self, name: str) -> Path:
        return self.folder / name.lstrip("/")


def stop(process: "subprocess.Popen[str]", patience_s: float = 20) -> int:
    """Interrupt a command as Ctrl+C does, or kill it if it does not end; return its exit code."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        return process.wait(patience_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()
