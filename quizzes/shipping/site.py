"""What a builder of the site calls before it builds and after it has built; the MkDocs plugin is one such builder.

A builder gives its templates ``Prepared.extra``, adds ``Prepared.files`` to the site, renders docs/ with the Markdown
extension of pages/, and then calls ``after``.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.for_schools import CHECKLIST_PAGE, read_checklist
from quizzes.authoring.problems import ContentError, Problem
from quizzes.editions.edition import FILE as EDITION
from quizzes.editions.edition import edition_of, encode_edition
from quizzes.pages.components import keep_compiled
from quizzes.pages.for_schools import FILE as CHECKLIST
from quizzes.pages.for_schools import checklist_csv
from quizzes.pages.module_pages import ModulePage, module_pages, with_module_pages
from quizzes.pages.problems import read_content
from quizzes.pages.school import FILE as SCHOOL
from quizzes.pages.school import school_file_bytes
from quizzes.pages.wording import written_day
from quizzes.shipping.bundle import Bundle, BundleError, bundle, without_source_map
from quizzes.shipping.file_schemas import schema_files
from quizzes.shipping.not_found import FILE as NOT_FOUND
from quizzes.shipping.not_found import relocatable
from quizzes.shipping.policy import has_policy, with_policy
from quizzes.shipping.release import Release, read_release
from quizzes.shipping.search_index import finish_search_index
from quizzes.shipping.version import stamp
from quizzes.words.lookup import LanguageError, strings, translate, use_language

CACHE = ".cache"

# Files of the theme that the handbook does not need. The scripts in lunr/ search in other languages, and have licences
# of their own. The list of pages for search engines needs the site's address.
_UNUSED = ("assets/javascripts/lunr", "sitemap.xml", "sitemap.xml.gz")


class SiteError(Exception):
    """The site cannot be built. The message says why and what to do. ``problems`` has the mistakes of authors in it."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the pages need.

    ``extra``: what the templates in overrides/ read as ``config.extra``. ``stylesheet``: the one for every page.
    ``files``: the generated files, by their names in docs/, as their content or the path of a file that has it; among
    them are pages in Markdown. ``pages``: the pages of all modules, for the navigation.
    """

    extra: dict[str, object]
    stylesheet: str
    files: dict[str, Path | bytes]
    pages: list[ModulePage]

    def navigation(self, nav: Any) -> Any:
        """Return the navigation of mkdocs.yml with the pages of all modules; None if it has none."""
        return with_module_pages(nav, self.pages)


def before(root: Path, language: str = "en") -> Prepared:
    """Check the content and build what the pages need.

    ``language``: the one of the pages, which quizzes/words/<language>.yaml has the strings of. Raises SiteError.
    """
    try:
        use_language(language, root / "quizzes/words")
        keep_compiled(root / CACHE / "templates")
        catalogue = read_content(root)
        built = bundle(root, root / CACHE)
        files: dict[str, Path | bytes] = {**built.files, EDITION: encode_edition(edition_of(catalogue))}
        files |= schema_files()
        if not (root / "docs" / SCHOOL).exists():
            files[SCHOOL] = school_file_bytes()
        pages = module_pages(root / "docs", catalogue.modules)
        files |= {page.name: page.markdown.encode() for page in pages if page.markdown is not None}
        if (root / CHECKLIST_PAGE).exists():
            files[CHECKLIST] = checklist_csv(catalogue, read_checklist(root, catalogue.clauses))
    except ContentError as error:
        raise SiteError(f"The content has mistakes:\n{error}", error.problems) from None
    except (BundleError, LanguageError) as error:
        raise SiteError(str(error)) from None
    return Prepared(_extra(built, catalogue, read_release(root)), built.sheets["style"], files, pages)


def after(site: Path, *, policy: bool = True) -> None:
    """Finish the files of a built site. A second call changes nothing.

    ``policy``: whether each page gets its content security policy.
    """
    for name in _UNUSED:
        _remove(site / name)
    _remove_source_maps(site)
    finish_search_index(site)
    for page in site.rglob("*.html"):
        html = page.read_bytes().decode()
        finished = relocatable(html) if page == site / NOT_FOUND else html
        if policy and not has_policy(finished):
            finished = with_policy(finished)
        if finished != html:
            page.write_bytes(finished.encode())
    stamp(site)


def _extra(built: Bundle, catalogue: Catalogue, release: Release) -> dict[str, object]:
    return {
        "release": release_line(release),
        "client": built.client,
        "worker": built.worker,
        "register": built.register,
        "search": built.search,
        "host_check": built.host_check,
        "fonts": built.fonts,
        "fetch_ahead": " ".join(f"{module.id}={len(module.scenarios)}" for module in catalogue.modules.values()),
        "sheets": built.sheets,
        "strings": strings(),
    }


def release_line(release: Release) -> str:
    """The version in words, with its day if that is known, for the foot of every page."""
    if release.day is None:
        return translate("site_release", version=release.version)
    return translate("site_release_of", version=release.version, day=written_day(release.day))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _remove_source_maps(site: Path) -> None:
    """Remove the theme's source maps, which only its developers use, and the comments that name them."""
    for path in site.rglob("*.map"):
        path.unlink()
    for path in (site / "assets/javascripts").rglob("*.js"):
        script = path.read_bytes().decode()
        if (without := without_source_map(script)) != script:
            path.write_bytes(without.encode())
