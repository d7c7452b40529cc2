"""Makes the packages. Each has a module's page, what it needs and no more, and depends only on the sources."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import material
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.problems import ContentError
from quizzes.editions.edition import edition_of, encode_edition
from quizzes.engine.model import Module
from quizzes.pages.components import environment
from quizzes.pages.school import FILE as SCHOOL
from quizzes.pages.school import school_file_bytes
from quizzes.shipping.bundle import SITE_FOLDER, Bundle, BundleError, bundle, bundle_script, only
from quizzes.shipping.licences import licences
from quizzes.shipping.pack import PackError, write_zip
from quizzes.shipping.policy import with_policy
from quizzes.shipping.release import Release, read_release
from quizzes.shipping.scorm.module import draw_module, what_is_optional
from quizzes.shipping.settings import language, read_settings
from quizzes.shipping.site import release_line
from quizzes.words.lookup import LanguageError, strings, translate, use_language

MANIFEST = "imsmanifest.xml"

MAX_BYTES = 5_500_000
"""The most bytes that a package may have."""

# Files of the bundle that a package needs, by the beginnings of their names.
_NEEDED = ("worker-", "python-", "style-", "practise-", "handbook-")

_SHEETS = ("main", "palette", "style", "practise", "platform")

_FOLDER = Path(__file__).parent
_SCHEMAS = sorted(_FOLDER.glob("*.xsd"))


@dataclass(frozen=True, slots=True)
class Options:
    """What a host may choose.

    ``handbook``: the address of the school's handbook, for links to the chapter. ``school``: the content of the
    school's own school.js. ``responses``: whether the platform is told each response.
    """

    handbook: str | None = None
    school: bytes | None = None
    responses: bool = False


def handbook_address(text: str) -> str:
    """Return a handbook's address as links need it, with a slash at its end. Raises ValueError if it is not one."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f'"{text}" must be an address such as https://intranet.school.example/handbook/')
    path = re.sub(r"[^/]*\.html?$", "", parts.path)
    return parts._replace(path=path.rstrip("/") + "/", query="", fragment="").geturl()


def pack_modules(root: Path, folder: Path, options: Options, say: Callable[[str], None]) -> None:
    """Write each module's package into ``folder``, which is created if it is missing. Raises PackError.

    ``say`` gets a line for each step.
    """
    release = read_release(root)
    folder.mkdir(parents=True, exist_ok=True)
    for module, files in packages(root, release, options):
        write_zip(files, folder / f"{module}-{release.version}.zip", say, MAX_BYTES)


def packages(root: Path, release: Release, options: Options) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield each module's id, and the files of its package by name. Raises PackError."""
    try:
        use_language(language(root), root / "quizzes/words")
        catalogue = load_catalogue(root)
        built = bundle(root, root / ".cache")
        script = bundle_script(root, built, _FOLDER / "entry.ts")
    except ContentError as error:
        raise PackError(f"The content has mistakes:\n{error}") from None
    except (BundleError, LanguageError) as error:
        raise PackError(str(error)) from None
    shared = _shared_files(built, options.school or _own_school(root))
    sheets = [name for name in shared if name.endswith(".css")]
    script_name = _hashed("platform", "js", script.encode())
    edition = hashlib.sha256(encode_edition(edition_of(catalogue))).hexdigest()[:10]
    about = {
        "handbook": read_settings(root)["site_name"],
        "release": release_line(release),
        "edition": edition,
        "language": strings()["locale"],
        "sheets": sorted(sheets, key=_order),
        "licences": licences(root, None),
    }
    for module in catalogue.modules.values():
        pages = _pages(catalogue, module, options, {**about, "script": script_name})
        files = {**shared, **pages, script_name: script.encode()}
        yield module.id, files | {MANIFEST: _manifest(module, release, about, [*files, MANIFEST])}


def _shared_files(built: Bundle, school: bytes) -> dict[str, bytes]:
    """Return what every package has: the school's names, the schemas, Python, styles and typefaces."""
    theme = Path(material.__file__).parent / "templates/assets/stylesheets"
    files = {SCHOOL: school} | {schema.name: schema.read_bytes() for schema in _SCHEMAS}
    for sheet in ("main", "palette"):
        path = only(theme, f"{sheet}.*.min.css")
        files[f"assets/stylesheets/{path.name}"] = path.read_bytes()
    for name, path in built.files.items():
        if path.name.startswith(_NEEDED):
            files[name] = path.read_bytes()
    own = (_FOLDER / "platform.css").read_bytes()
    return files | {_hashed("platform", "css", own): own}


def _order(sheet: str) -> int:
    """Return the place of a stylesheet: the theme's first, ours after them, the package's own last."""
    return next(
        place for place, name in enumerate(("/main", "/palette", "/style", "/practise", "/platform")) if name in sheet
    )


def _hashed(stem: str, extension: str, content: bytes) -> str:
    """Return a file's name with a hash of its content, so that browsers never use an old version."""
    return f"{SITE_FOLDER}{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{extension}"


def _own_school(root: Path) -> bytes:
    own = root / "docs" / SCHOOL
    return own.read_bytes() if own.exists() else school_file_bytes()


def _pages(catalogue: Catalogue, module: Module, options: Options, about: dict[str, object]) -> dict[str, bytes]:
    templates = environment(_FOLDER)
    handbook = about["handbook"]
    optional = what_is_optional(module)
    # Those to optional scenarios are never reported, so that no gap shows what was left out.
    responses = options.responses and optional != "all"
    context = {**about, "module": module, "optional": optional, "responses": responses}
    titles = {
        "index.html": module.title,
        "privacy.html": translate("site_privacy"),
        "licences.html": translate("platform_licences"),
    }
    pages = {}
    for name, title in titles.items():
        own: dict[str, object] = {"title": f"{title} - {handbook}"}
        if name == "index.html":
            own["drawn"] = draw_module(catalogue, module, options.handbook, responses=responses)
            own["messages"] = _messages()
        else:
            own["script"] = None
        pages[name] = with_policy(templates.get_template(name).render({**context, **own})).encode()
    return pages


def _messages() -> dict[str, str]:
    """Return what the page says below the module, by the names that view.ts has for it."""
    return {
        "begun": translate("platform_begun"),
        "sent": translate("platform_sent"),
        "unsent": translate("platform_unsent"),
        "no-room": translate("platform_no_room"),
        "looking": translate("platform_looking"),
        "practice": translate("platform_practice"),
    }


def _manifest(module: Module, release: Release, about: dict[str, object], files: list[str]) -> bytes:
    templates = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    text = templates.get_template(MANIFEST).render(
        identifier=f"staff-handbook-{module.id}",
        version=release.version,
        language=about["language"],
        title=f"{about['handbook']}: {module.title}",
        module=module.title,
        about=module.summary,
        edition=f"{about['release']} {translate('platform_edition', edition=about['edition'])}",
        files=sorted(files),
    )
    return text.encode()
