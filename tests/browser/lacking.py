"""Copies of the site that lack a part of the engine."""

import os
import shutil
from pathlib import Path


def copy_without_runtime_script(site: Path, folder: Path, before_worker: str = "") -> Path:
    """Copy the site without the script that contains the runtime, so that only a worker can start the engine."""
    copy = folder / "site"
    shutil.copytree(site, copy, copy_function=os.symlink)
    (carried,) = (copy / "assets/handbook").glob("runtime-*.js")
    carried.unlink()
    (worker,) = (copy / "assets/handbook").glob("worker-*.js")
    text = worker.read_text("utf-8")
    worker.unlink()
    worker.write_text(before_worker + text, "utf-8")
    return copy


def remove_python(site: Path) -> tuple[Path, Path]:
    """Move the image with Python out of a site; return its old and its new path."""
    (image,) = (site / "assets/handbook").glob("python-*.bin")
    return image, image.rename(site.parent / "python")
