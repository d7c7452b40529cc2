"""The two calls around a build: `before` prepares the site or fails with a message, and `after` finishes the files."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from quizzes.shipping.site import Prepared, SiteError, after, before
from tests.building import ROOT, copy_project

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="handbook-version" content=""></head>'
    '<body><a href="/index.html">Home</a></body></html>'
)
POLICY = "Content-Security-Policy"


@cache
def prepared() -> Prepared:
    """Return what the pages of the handbook need."""
    return before(ROOT)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder as a builder leaves it."""
    for name, text in {
        "index.html": PAGE,
        "guidance/index.html": PAGE,
        "404.html": PAGE,
        "sitemap.xml": "<urlset/>",
        "assets/javascripts/bundle.min.js": "run();\n//# sourceMappingURL=bundle.min.js.map\n",
        "assets/javascripts/bundle.min.js.map": "{}",
        "assets/stylesheets/main.min.css.map": "{}",
        "assets/javascripts/lunr/min/lunr.cy.min.js": "",
        "search/search_index.json": '{"config":{},"docs":[{"location":"guidance/background.html"}]}',
        "edition.json": bytes(prepared().files["edition.json"]).decode(),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    """Return the text of every file, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}


def test_before_returns_every_value_that_the_templates_use() -> None:
    """Every `config.extra` value that a template in overrides/ uses is in `extra`."""
    written = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "overrides").rglob("*.html"))
    assert set(re.findall(r"config\.extra\.(\w+)", written)) <= {*prepared().extra}


def test_before_generates_the_files_that_are_not_in_docs() -> None:
    """Each file has bytes or a path to copy from. All scripts and styles that the pages name are included."""
    files, extra = prepared().files, prepared().extra
    assert {"edition.json", "school.js", "for-schools/checklist.csv"} <= set(files)
    assert all(isinstance(made, bytes) or made.is_file() for made in files.values())
    named = {extra[name] for name in ("client", "worker", "register", "search")}
    assert {prepared().stylesheet, *named} <= set(files)


def test_a_school_file_in_docs_is_kept(tmp_path: Path) -> None:
    """An empty school.js is generated only if docs/ has none."""
    project = copy_project(tmp_path)
    (project / "docs/school.js").write_text("var school = {};\n", encoding="utf-8")
    assert "school.js" not in before(project).files


def test_before_fails_if_the_content_has_mistakes(tmp_path: Path) -> None:
    """The message names the file and the line of the mistake."""
    project = copy_project(tmp_path)
    file = project / "scenarios/parent-friend-request.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[SG-3", "[SG-33", 1), encoding="utf-8")
    with pytest.raises(SiteError, match=r"The content has mistakes:\nscenarios/parent-friend-request\.yaml:\d+"):
        before(project)


def test_after_finishes_every_page_and_deletes_unused_files(site: Path) -> None:
    """Every page gets a policy, 404.html gets relative addresses, and the search index gets clauses and its script."""
    after(site)
    found = texts(site)
    assert set(found) == {
        "index.html",
        "guidance/index.html",
        "404.html",
        "assets/javascripts/bundle.min.js",
        "edition.json",
        "search/search_index.json",
        "search/search_index.js",
        "version.js",
    }
    assert found["assets/javascripts/bundle.min.js"] == "run();\n"
    index = found["search/search_index.json"]
    assert found["search/search_index.js"] == f"var __index = {index};\n"
    clauses = [doc["title"] for doc in json.loads(index)["docs"][1:]]
    assert clauses == ["BG-1", "BG-2", "BG-3", "BG-4", "BG-5", "BG-6"]
    assert all(found[name].count(POLICY) == 1 for name in found if name.endswith(".html"))
    assert 'href="/index.html"' in found["guidance/index.html"]
    assert 'href="index.html"' in found["404.html"]


def test_calling_after_twice_changes_nothing_more(site: Path) -> None:
    """A builder may keep a finished page that did not change, so `after` may see it again."""
    after(site)
    once = texts(site)
    after(site)
    assert texts(site) == once


def test_pages_that_are_only_served_get_no_policy(site: Path) -> None:
    """A policy would refuse the inline script that the development server adds."""
    after(site, policy=False)
    assert all(POLICY not in text for text in texts(site).values())


def test_pages_index_and_file_have_one_version(site: Path) -> None:
    """It is in each page, in the index and its script, and in version.js, but not in the theme's scripts."""
    after(site)
    found = texts(site)
    (version,) = re.findall(r'^"handbook-version ([0-9a-f]{10})";\n$', found["version.js"])
    named = {name for name, text in found.items() if version in text}
    assert named == set(found) - {"edition.json", "assets/javascripts/bundle.min.js"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("index.html", "Home", "Hame"),
        ("404.html", "Home", "Hame"),
        ("search/search_index.json", "background", "beckground"),
        ("record.schema.json", "{}", "[]"),
    ],
)
def test_a_change_anywhere_makes_another_version(site: Path, name: str, old: str, new: str) -> None:
    """A letter in any file is enough; the school's own file does not count."""
    (site / "record.schema.json").write_text("{}", encoding="utf-8")
    after(site)
    version = (site / "version.js").read_text("utf-8")
    (site / "school.js").write_text("var school = {};", encoding="utf-8")
    after(site)
    assert (site / "version.js").read_text("utf-8") == version
    (site / name).write_text((site / name).read_text("utf-8").replace(old, new), encoding="utf-8")
    after(site)
    assert (site / "version.js").read_text("utf-8") != version
