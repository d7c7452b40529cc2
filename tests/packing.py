"""The site's zip, the packages for platforms, and their unzipped folders. Made once per run; do not change them."""

import os
import zipfile
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from quizzes.authoring.catalogue import load_catalogue
from quizzes.shipping.bundle import only
from quizzes.shipping.pack import FOLDER, pack
from quizzes.shipping.scorm.packages import Options, pack_modules
from tests.building import ROOT, built_site, make_once, temporary_folder
from tests.fonts import use_only_these_fonts

DATE = "1790000000"
"""The commit date for the tests, in seconds since 1970, as in SOURCE_DATE_EPOCH."""


@lru_cache
def packed() -> Path:
    """Pack the built site once per run, and return the zip."""

    def make() -> Path:
        use_only_these_fonts()
        folder = temporary_folder("handbook-pack-")
        with patch.dict(os.environ, SOURCE_DATE_EPOCH=DATE):
            pack(ROOT, built_site(), folder, lambda step: None)
        return folder

    return only(make_once("packed", make), "*.zip")


@lru_cache
def unzipped() -> Path:
    """Unzip the packed site under a path with a space and an accent, readable by a server's own user."""

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


@lru_cache
def platform_packages() -> Path:
    """Pack every module for learning platforms once per run, and return the folder of the zips."""

    def make() -> Path:
        folder = temporary_folder("handbook-scorm-")
        with patch.dict(os.environ, SOURCE_DATE_EPOCH=DATE):
            pack_modules(ROOT, folder, Options(), lambda step: None)
        return folder

    return make_once("scorm", make)


@lru_cache
def unzipped_packages() -> Path:
    """Unzip the packages for learning platforms, and return the folder that has one folder for each module."""

    def make() -> Path:
        folder = temporary_folder("handbook-scorm-unzipped-")
        for module in load_catalogue(ROOT).modules:
            with zipfile.ZipFile(only(platform_packages(), f"{module}-[0-9]*.zip")) as archive:
                archive.extractall(folder / module)
        return folder

    return make_once("scorm-unzipped", make)
