"""What `make serve` shows in place of every page while the handbook cannot be built: what is wrong, and where.

The page needs nothing of the theme or of our scripts, because either may be what is wrong.
"""

import re
from collections.abc import Collection
from pathlib import Path

from markupsafe import Markup

from quizzes.authoring.catalogue import MODULES, SCENARIOS
from quizzes.authoring.problems import Problem
from quizzes.pages.module_pages import BLOCKS, page_of
from quizzes.shipping.not_found import FILE as NOT_FOUND
from quizzes.shipping.site import SiteError
from quizzes.words.lookup import translate

_ID = re.compile(r"^ *-? *id: *([a-z0-9-]+)", re.MULTILINE)

_PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
ol {{ padding: 0; list-style: none; }}
li {{ border-top: 1px solid; padding: .75rem 0; overflow-wrap: anywhere; }}
li p {{ margin: .25rem 0 0; }}
li p + p::first-letter {{ text-transform: uppercase; }}
pre {{ border-top: 1px solid; padding: .75rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{how}</p>
{mistakes}
</main>
</body>
</html>
""")
_LIST = Markup("<ol>\n{}\n</ol>")
_MISTAKE = Markup("<li><code>{place}</code><p><strong>{what}</strong></p><p>{fix}</p></li>")
_TEXT = Markup("<pre>{}</pre>")
_REFRESH = Markup('<meta http-equiv="refresh" content="2">\n')


def mistakes_pages(error: Exception, pages: Collection[str]) -> dict[str, bytes]:
    """Return the page for each of these addresses, and the one for all others, which asks every two seconds itself."""
    problems = error.problems if isinstance(error, SiteError) else ()
    mistakes = _LIST.format(Markup("\n").join(map(_mistake, problems))) if problems else _TEXT.format(str(error))
    page = {
        "language": translate("locale"),
        "title": translate("preview_title"),
        "how": translate("preview_how"),
        "mistakes": mistakes,
    }
    made = dict.fromkeys(pages, _PAGE.format(refresh="", **page).encode())
    return made | {NOT_FOUND: _PAGE.format(refresh=_REFRESH, **page).encode()}


def module_addresses(root: Path) -> set[str]:
    """Return the addresses of the modules' pages, as far as they can be told from a file with mistakes."""
    file = root / SCENARIOS / MODULES
    text = file.read_bytes().decode("utf-8", "replace") if file.exists() else ""
    pages = {page_of(folder, name) for folder in BLOCKS for name in _ID.findall(text)}
    return {page.removesuffix(".md") + ".html" for page in pages}


def _mistake(problem: Problem) -> Markup:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return _MISTAKE.format(place=place, what=problem.what, fix=problem.fix)
