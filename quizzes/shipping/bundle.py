"""Builds the engine, its Python runtime, the scripts and the styles as files for the site.

Each part is built into a folder of the cache. A hash of all its inputs names the folder, so a second call does no
work and a stale file is never used.
"""

import base64
import hashlib
import json
import re
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import deflate
import material

from quizzes.shipping import fonts
from quizzes.shipping.cache import cached, key_of
from quizzes.shipping.image import build as image

SITE_FOLDER = "assets/handbook/"

# The oldest browsers with everything that the worker needs. DecompressionStream came last.
TARGET = "chrome105,firefox113,safari16.4"


# Each stylesheet is made from the components' files of the same name. `style` is on every page. overrides/main.html
# puts the others only on the pages that use them, so that no page waits for styles that it does not need.
SHEETS = ("style", "front", "guidance", "practise", "office")

# What comes before the components' files in a stylesheet.
_FIRST_FILES = {"style": "base.css", "front": "front.css"}


class BundleError(Exception):
    """Raised if the files cannot be built. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The built files. All names are paths relative to the site's root; ``files`` has the file behind each name."""

    files: dict[str, Path]
    client: str
    sheets: dict[str, str]
    register: str
    search: str
    host_check: str
    fonts: list[str]
    worker: str


def bundle(root: Path, cache: Path) -> Bundle:
    """Build everything that has changed since the last build, and return all files.

    ``root`` is the project's folder. Two processes may share a ``cache``. Raises BundleError.
    """
    packages = root / "node_modules"
    installed = packages / ".package-lock.json"  # npm lists here what it really installed
    for needed in (packages / "pyodide/package.json", packages / ".bin/esbuild", installed):
        if not needed.exists():
            raise BundleError(f"{needed} is missing: install the npm packages with `npm ci --ignore-scripts`")

    tools = [Path(__file__)]
    # The typefaces are cut while Node, which takes longer, makes the image.
    with ThreadPoolExecutor(max_workers=1) as second_thread:
        key = key_of(root, [*tools, *image.TOOLS], image.inputs(root))
        built = second_thread.submit(cached, cache, "python", key, lambda out: _python(root, cache, out))
        sources = [fonts.source(root, typeface) for typeface in fonts.TYPEFACES]
        key = key_of(root, [*tools, Path(fonts.__file__)], sources)
        typefaces = cached(cache, "fonts", key, lambda out: _fonts(root, out))
        python = only(built.result(), "python-*.bin")
    scripts_and_styles = [_search_worker(), installed, root / "tsconfig.json", *_not_python(root / "quizzes")]
    names = [python, *sorted(typefaces.iterdir())]
    key = key_of(root, [*tools, Path(fonts.__file__)], scripts_and_styles, names=names)
    assets = cached(cache, "assets", key, lambda out: _assets(root, python, typefaces, out))

    files = [*names, *sorted(assets.iterdir())]
    return Bundle(
        files={SITE_FOLDER + path.name: path for path in files},
        client=SITE_FOLDER + only(assets, "client-*.js").name,
        sheets={name: SITE_FOLDER + only(assets, f"{name}-*.css").name for name in SHEETS},
        register=SITE_FOLDER + only(assets, "register-*.js").name,
        search=SITE_FOLDER + only(assets, "search-*.js").name,
        host_check=SITE_FOLDER + only(assets, "host-check-*.js").name,
        fonts=[SITE_FOLDER + _font_file(typefaces, face) for face in fonts.TYPEFACES if face.of_every_page],
        worker=SITE_FOLDER + only(assets, "worker-*.js").name,
    )


def bundle_script(root: Path, built: Bundle, entry: Path) -> str:
    """Bundle a script of an export's own, and return it as a classic script.

    It may import any of the page's scripts, even client.ts in its place, because it gets the same constants. ``built``
    is the bundle that it is used with. Raises BundleError.
    """
    names = _names_for_pages([path.name for path in built.files.values()])
    with TemporaryDirectory() as folder:
        return _esbuild(root, Path(folder), str(entry), **names)


def _names_for_pages(files: Iterable[str]) -> dict[str, Any]:
    """Return the constants that a page's scripts declare: names of the files that they load."""
    named = {name.rpartition("-")[0]: name for name in files}
    return {
        "WORKER_FILE": named["worker"],
        "WORKER_FILES": [named[part] for part in ("worker", "python")],
        "RUNTIME_FILE": named["runtime"],
        "SHARING_FILE": named["sharing"],
    }


def only(folder: Path, pattern: str) -> Path:
    """Return the only file in the folder whose name matches. Raises ValueError unless there is exactly one."""
    (path,) = folder.glob(pattern)
    return path


def _gzip(content: bytes) -> bytes:
    """Compress as far as gzip can in seconds. Schools' servers rarely compress, so readers wait for these bytes."""
    return bytes(deflate.gzip_compress(content, 12))


def _python(root: Path, cache: Path, out: Path) -> None:
    try:
        module = image.build(root, cache)
    except image.ImageError as error:
        raise BundleError(str(error)) from error
    _write(out, "python-*.bin", _gzip(module))


def _fonts(root: Path, out: Path) -> None:
    for typeface in fonts.TYPEFACES:
        _write(out, f"{typeface.slug}-*.woff2", fonts.cut(root, typeface))


def _font_file(typefaces: Path, typeface: fonts.Typeface) -> str:
    """Return the name of a typeface's file, which ends in a hash of ten digits."""
    return only(typefaces, f"{typeface.slug}-{'?' * 10}.woff2").name


def _assets(root: Path, python: Path, typefaces: Path, out: Path) -> None:
    script = _esbuild(root, out, "quizzes/web/entries/worker.ts", PYTHON_FILE=python.name)
    worker = _write(out, "worker-*.js", script.encode())
    embedded = _write(out, "runtime-*.js", _embedded_runtime(script, python).encode())
    search = _esbuild(
        root,
        out,
        "quizzes/web/entries/search.ts",
        SEARCH_WORKER=without_source_map(_search_worker().read_text("utf-8")),
    )
    _write(out, "search-*.js", search.encode())
    sharing_script = _esbuild(root, out, "quizzes/web/entries/sharing.ts")
    sharing = _write(out, "sharing-*.htm", _sharing_page(sharing_script).encode())
    names = _names_for_pages(path.name for path in (python, worker, embedded, sharing))
    for page in ("client", "register", "host-check"):
        _write(out, f"{page}-*.js", _esbuild(root, out, f"quizzes/web/entries/{page}.ts", **names).encode())
    faces = fonts.faces(root, {face.family: _font_file(typefaces, face) for face in fonts.TYPEFACES})
    for name in SHEETS:
        sheets = sorted(root.glob(f"quizzes/components/*/{name}.css"))
        if name in _FIRST_FILES:
            sheets = [*root.glob(f"quizzes/web/styles/{_FIRST_FILES[name]}"), *sheets]
        rules = faces if name == "style" else ""
        _write(out, f"{name}-*.css", _styles(root, sheets, rules, out).encode())


def _embedded_runtime(script: str, python: Path) -> str:
    """Return the script with the worker and its file, for pages that cannot fetch (EmbeddedRuntime in messages.ts)."""
    runtime = {"script": script, "python": base64.b64encode(python.read_bytes()).decode()}
    return f"self.handbookRuntime={json.dumps(runtime)};\n"


def _sharing_page(script: str) -> str:
    """Return the file that a page in a folder asks what it shares. Its name ends in .htm: it is no page for readers."""
    title = "<title>What the handbook’s pages share</title>"
    return f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n{title}\n<script>{script.strip()}</script>\n'


def without_source_map(script: str) -> str:
    """Remove the comment at a script's end that names its source map."""
    return re.sub(r"\s*//# sourceMappingURL=\S+\s*\Z", "\n", script)


def _search_worker() -> Path:
    return only(Path(material.__file__).parent / "templates/assets/javascripts/workers", "search.*.min.js")


def _styles(root: Path, sheets: list[Path], rules: str, out: Path) -> str:
    """Join stylesheets in the given order, followed by ``rules``."""
    entry = "".join(f'@import "./{sheet.relative_to(root).as_posix()}";\n' for sheet in sheets)
    return _esbuild(root, out, entry=entry + rules)


def _esbuild(root: Path, out: Path, *inputs: str, entry: str | None = None, **constants: object) -> str:
    """Bundle a script, or the stylesheet whose text is ``entry``. Raises BundleError for warnings too."""
    built = out / "built"
    command = [
        str(root / "node_modules/.bin/esbuild"),
        *inputs,
        *(f"--define:{name}={json.dumps(value)}" for name, value in constants.items()),
        *["--bundle", "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"],
        *["--color=false", f"--target={TARGET}", f"--outfile={built}"],
        *(["--format=iife"] if entry is None else ["--loader=css"]),
        "--external:*.woff2",
    ]
    result = subprocess.run(command, cwd=root, input=entry, capture_output=True, text=True, check=False)
    if result.returncode != 0 or result.stderr:
        raise BundleError(f"esbuild could not bundle {' '.join(inputs) or 'the stylesheets'}:\n{result.stderr.strip()}")
    text = built.read_text(encoding="utf-8")
    built.unlink()
    return text


def _write(out: Path, pattern: str, content: bytes) -> Path:
    """Write a file whose name has a hash of its content for the star, so that browsers never use an old version."""
    path = out / pattern.replace("*", hashlib.sha256(content).hexdigest()[:10])
    path.write_bytes(content)
    return path


def _not_python(folder: Path) -> list[Path]:
    """List all files that a script or a stylesheet might include.

    A file too many only causes a rebuild, but a missing one would leave a stale bundle.
    """
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
