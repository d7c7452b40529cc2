"""The zip of this run's site, and the folder that a host unzips from it: each made once, and for reading only."""

import os
import zipfile
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from quizzes.shipping.bundle import only
from quizzes.shipping.pack import FOLDER, pack
from tests.building import ROOT, built_site, make_once, temporary_folder
from tests.fonts import use_only_these_fonts

DATE = "1790000000"
"""The commit's date for the tests, in seconds, as SOURCE_DATE_EPOCH has it."""


@lru_cache
def packed() -> Path:
    """The zip."""

    def make() -> Path:
        use_only_these_fonts()
        folder = temporary_folder("handbook-pack-")
        with patch.dict(os.environ, SOURCE_DATE_EPOCH=DATE):
            pack(ROOT, built_site(), folder, lambda step: None)
        return folder

    return only(make_once("packed", make), "*.zip")


@lru_cache
def unzipped() -> Path:
    """The folder out of the zip, in one whose name has a space and an accent, and that a server's own user may read."""

    def make() -> Path:
        top = temporary_folder("handbook-unzipped-")
        top.chmod(0o755)
        folder = top / "any path" / "école"
        folder.mkdir(parents=True)
        with zipfile.ZipFile(packed()) as archive:
            archive.extractall(folder)
        return top

    top = make_once("unzipped", make)
    top.parent.chmod(0o755)
    return top / "any path" / "école" / FOLDER.rstrip("/")
