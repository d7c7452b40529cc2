"""The built handbook that the tests look at: built once a run, in a temporary folder, as `make site` builds it."""

import atexit
import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parent.parent


@lru_cache
def built_site() -> Path:
    """The folder of the built site. Fails with the builder's words where it does not build without a warning."""
    folder = Path(mkdtemp(prefix="handbook-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder
