"""Builds the site with one of three builders. All give the same articles: contributing/builders.md compares them.

MkDocs and ProperDocs run the plugin in mkdocs_plugin.py, which calls ``before`` and ``after``. Zensical runs no
plugins, so this module calls them for it.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from quizzes.shipping import zensical_adapter
from quizzes.shipping.settings import language
from quizzes.shipping.site import SiteError, after, before

MKDOCS, PROPERDOCS, ZENSICAL = BUILDERS = ("mkdocs", "properdocs", "zensical")
"""The builders, by the names of their packages and commands."""

DEFAULT = MKDOCS
"""The builder of every command that is not told which to use."""


def build_site(root: Path, site: Path, builder: str = DEFAULT, *, strict: bool = True) -> str:
    """Build the project in ``root`` into the folder ``site``, and return what the builder printed.

    The folder is replaced, but only once the site is complete if Zensical builds it. With ``strict``, a warning is an
    error, such as that about a broken link. Raises SiteError.
    """
    if find_spec(builder) is None:
        raise SiteError(f"{builder} is not installed: `make .venv/.ready` installs all builders")
    if builder == ZENSICAL:
        return _build_with_zensical(root, site, strict)
    # ProperDocs asks for its settings by name, since they are not in a file of its own name.
    settings = ["--config-file", "mkdocs.yml", "--site-dir", str(site.resolve())]
    code, said = _run(root, builder, *settings, strict=strict)
    if code:
        raise SiteError(said)
    return said


def _build_with_zensical(root: Path, site: Path, strict: bool) -> str:
    prepared = before(root, language(root))
    with TemporaryDirectory(prefix="handbook-zensical-") as folder:
        stage = zensical_adapter.stage(root, prepared, Path(folder))
        code, said = _run(root, ZENSICAL, "--config-file", str(stage.settings), strict=strict)
        if code:
            raise SiteError(zensical_adapter.explain(said))
        problems = zensical_adapter.finish(root, stage)
        if problems and strict:
            raise SiteError("\n".join(problems))
        after(stage.site)
        shutil.rmtree(site, ignore_errors=True)
        shutil.move(stage.site, site)
    return "\n".join([zensical_adapter.without_colours(said), *problems])


def _run(root: Path, builder: str, *arguments: str, strict: bool) -> tuple[int, str]:
    """Run a builder in a process of its own. Return its exit code and what it printed."""
    # MkDocs must not be quiet: it counts only the warnings that it shows, so --strict would never fail.
    command = [sys.executable, "-m", builder, "build", *arguments, *(["--strict"] if strict else [])]
    # Material for MkDocs would print a notice about its end, which contributing/builders.md is about.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.strip()
