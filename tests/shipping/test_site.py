"""What any builder calls: `before` prepares the site or says why it cannot, and `after` finishes the files."""

import re
from pathlib import Path

import pytest

from quizzes.shipping.site import SiteError, after, before
from tests.building import ROOT, copy_project

PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body><a href="/index.html">Home</a></body></html>'
POLICY = "Content-Security-Policy"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as a builder leaves it."""
    for name, text in {
        "index.html": PAGE,
        "guidance/index.html": PAGE,
        "404.html": PAGE,
        "sitemap.xml": "<urlset/>",
        "assets/javascripts/lunr/min/lunr.cy.min.js": "",
        "search/search_index.json": '{"docs":[]}',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def everything(folder: Path) -> dict[str, str]:
    """Every file's text, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}


def test_before_gives_all_that_the_templates_read() -> None:
    """Every `config.extra` that overrides/ name is there."""
    written = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "overrides").rglob("*.html"))
    assert set(re.findall(r"config\.extra\.(\w+)", written)) <= {*before(ROOT).extra}


def test_before_generates_the_files_that_are_not_in_docs() -> None:
    """They have a content or a file to copy, and every script and style that the pages name is among them."""
    prepared = before(ROOT)
    assert {"edition.json", "school.js", "for-schools/checklist.csv"} <= set(prepared.files)
    assert all(isinstance(made, bytes) or made.is_file() for made in prepared.files.values())
    extra = prepared.extra
    assert {prepared.stylesheet, extra["client"], extra["worker"], extra["register"]} <= set(prepared.files)


def test_a_school_file_in_docs_is_kept(tmp_path: Path) -> None:
    """An empty school.js is generated only if docs/ has none."""
    project = copy_project(tmp_path)
    (project / "docs/school.js").write_text("var school = {};\n", encoding="utf-8")
    assert "school.js" not in before(project).files


def test_before_says_what_is_wrong_in_the_content(tmp_path: Path) -> None:
    """The message has the file and the line."""
    project = copy_project(tmp_path)
    file = project / "scenarios/parent-friend-request.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[SG-3", "[SG-33", 1), encoding="utf-8")
    with pytest.raises(SiteError, match=r"The content has mistakes:\nscenarios/parent-friend-request\.yaml:\d+"):
        before(project)


def test_after_finishes_every_page_and_drops_what_is_unused(site: Path) -> None:
    """Pages get their policy, 404.html its relative addresses, and search a script with its index."""
    after(site)
    found = everything(site)
    assert set(found) == {
        "index.html",
        "guidance/index.html",
        "404.html",
        "search/search_index.json",
        "search/search_index.js",
    }
    assert found["search/search_index.js"] == 'var __index = {"docs":[]};\n'
    assert all(found[name].count(POLICY) == 1 for name in found if name.endswith(".html"))
    assert 'href="/index.html"' in found["guidance/index.html"]
    assert 'href="index.html"' in found["404.html"]


def test_after_twice_is_after_once(site: Path) -> None:
    """A builder that leaves a page as it was does no harm."""
    after(site)
    once = everything(site)
    after(site)
    assert everything(site) == once


def test_pages_that_are_only_served_get_no_policy(site: Path) -> None:
    """The server's own inline script would be refused."""
    after(site, policy=False)
    assert all(POLICY not in text for text in everything(site).values())
