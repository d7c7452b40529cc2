"""MkDocs, ProperDocs and Zensical give the same site, and each of them stops at an author's mistake."""

import json
import re
from pathlib import Path

import pytest

from quizzes.shipping.builders import BUILDERS, DEFAULT, MKDOCS, PROPERDOCS, ZENSICAL, build_site
from quizzes.shipping.policy import with_policy
from quizzes.shipping.site import SiteError
from quizzes.shipping.zensical_adapter import Stage, explain, finish
from tests.building import ROOT, built_site, copy_project, site_built_with
from tests.commands import run

PAGE = "practise/first-day"
OTHERS = (PROPERDOCS, ZENSICAL)

_POLICY = re.compile(r'\n *<meta http-equiv="Content-Security-Policy"[^>]*>')
_VERSION = re.compile(r'(<meta name="handbook-version" content="|"handbook_version":")[^"]*')
_SETTINGS = re.compile(r'(?<=<script id="__config" type="application/json">).*?(?=</script>)')


def files(site: Path) -> dict[str, bytes]:
    """Return the content of each file of a site, by its name."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def pages(site: Path) -> dict[str, str]:
    """Return the HTML of each page, by its name."""
    return {name: content.decode() for name, content in files(site).items() if name.endswith(".html")}


def content(html: str) -> str:
    """Return a page without what may differ between builders.

    These are white space, its version, hashes of inline scripts, `./` before addresses, the attribute that keeps a part
    out of the search, and the order of the theme's settings.
    """
    html = _VERSION.sub("", _POLICY.sub("", html))
    for old, new in {'"./': '"', '", "': '","', ' data-search-exclude=""': "", " data-search-exclude": ""}.items():
        html = html.replace(old, new)
    html = _SETTINGS.sub(lambda found: json.dumps(json.loads(found[0]), sort_keys=True), html)
    return " ".join(html.split()).replace(" </code>", "</code>")


def test_properdocs_builds_the_same_bytes() -> None:
    """ProperDocs runs the same plugin, so every file is the same."""
    assert files(site_built_with(PROPERDOCS)) == files(built_site())


def test_zensical_builds_the_same_pages() -> None:
    """Each page is the same with Zensical, its article included, but for what ``content`` leaves out."""
    expected, built = pages(built_site()), pages(site_built_with(ZENSICAL))
    assert set(built) == set(expected)
    assert [name for name, html in built.items() if content(html) != content(expected[name])] == []
    assert all("<article" in html for html in built.values())


def test_zensical_builds_the_same_other_files() -> None:
    """The other files are the same too, such as the search index, but for the version of the site."""

    def others(site: Path) -> dict[str, bytes]:
        return {name: data for name, data in files(site).items() if not name.endswith(".html") and name != "version.js"}

    expected, built = others(built_site()), others(site_built_with(ZENSICAL))
    indexes = []
    for each in (expected, built):
        index, script = each.pop("search/search_index.json").decode(), each.pop("search/search_index.js").decode()
        assert script == f"var __index = {index};\n"
        # A line's end before the end of a block of code is white space too.
        indexes.append(json.loads(_VERSION.sub(r"\1", index).replace("\\n</code>", "</code>")))
    assert indexes[0] == indexes[1]
    assert built == expected


def test_every_page_of_zensical_has_its_own_policy() -> None:
    """The policy of each page has the hashes of the inline scripts on it, and no others."""
    for name, html in pages(site_built_with(ZENSICAL)).items():
        assert with_policy(_POLICY.sub("", html)) == html, name


@pytest.mark.parametrize("builder", OTHERS)
def test_a_broken_link_stops_a_strict_build(tmp_path: Path, builder: str) -> None:
    """The copy lacks the chapter that a module's clauses link to. `--strict` stops there, and says what is missing."""
    project = copy_project(tmp_path, f"{PAGE}.md")
    built = run(project, "build", "--with", builder, "--strict")
    assert built.returncode == 1
    assert re.search(rf"{PAGE}\.\w+\b.*guidance/[\w-]+\.(md|html)#", built.stderr)


def test_a_broken_link_in_a_page_stops_a_strict_build(tmp_path: Path) -> None:
    """Zensical itself finds a broken link that is in a page's own text. What it prints has no codes for colours."""
    project = copy_project(tmp_path, "privacy.md")
    (project / "docs/privacy.md").write_text("# Privacy\n\n[lost](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"page does not exist[\s\S]*privacy\.md:3") as raised:
        build_site(project, project / "site", ZENSICAL)
    assert "\x1b" not in str(raised.value)
    assert "Traceback" not in str(raised.value)


@pytest.mark.parametrize("builder", OTHERS)
def test_an_unknown_module_stops_the_build(tmp_path: Path, builder: str) -> None:
    """Even a build that isn't strict stops, and names the page and a similar module."""
    project = copy_project(tmp_path, f"{PAGE}.md")
    page = project / f"docs/{PAGE}.md"
    page.write_text(page.read_text("utf-8").replace("module | first-day", "module | first-dya"), encoding="utf-8")
    with pytest.raises(SiteError, match=rf'{PAGE}\.md[\s\S]*did you mean "first-day"\?'):
        build_site(project, project / "site", builder, strict=False)


def test_mistakes_in_scenarios_stop_zensical_too(tmp_path: Path) -> None:
    """``before`` finds them, so the message is the same as from the plugin."""
    project = copy_project(tmp_path, f"{PAGE}.md")
    file = project / "scenarios/parent-friend-request.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[SG-3", "[SG-33", 1), encoding="utf-8")
    with pytest.raises(SiteError, match=r"scenarios/parent-friend-request\.yaml:\d+:\d+: clause"):
        build_site(project, project / "site", ZENSICAL)


def test_zensical_replaces_the_site(tmp_path: Path) -> None:
    """`python -m quizzes build` prints the warnings, and a page that is no longer in docs/ leaves site/."""
    project = copy_project(tmp_path, f"{PAGE}.md")
    (project / "site").mkdir()
    (project / "site/gone.html").write_text("old", encoding="utf-8")
    built = run(project, "build", "--with", ZENSICAL)
    assert built.returncode == 0, built.stderr
    assert re.search(
        rf'^{PAGE}\.html: the link "\.\./guidance/[\w-]+\.html#[^"]+" leads to no file$', built.stdout, re.M
    )
    assert {"404.html", f"{PAGE}.html"} == set(pages(project / "site"))


def test_a_builder_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to install it."""
    monkeypatch.setattr("quizzes.shipping.builders.find_spec", lambda name: None)
    with pytest.raises(SiteError, match=r"^zensical is not installed: `make .venv/.ready`"):
        build_site(ROOT, tmp_path / "site", ZENSICAL)


def test_the_command_knows_three_builders() -> None:
    """Any other name is refused, with the names of the three. MkDocs is the default."""
    built = run(ROOT, "build", "--with", "jekyll")
    assert built.returncode == 2
    assert all(name in built.stderr for name in BUILDERS)
    assert DEFAULT == MKDOCS


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A site of two pages, as Zensical leaves it."""
    for name, text in {
        "docs/index.md": "# Home",
        "docs/a/page.md": "---\nsearch:\n  boost: 0.5\n---\n# Page",
        "site/index.html": '<a href="#here">x</a> <b id="here"></b>',
        "site/404.html": '<a href="/index.html">Home</a>',
        "site/a/page.html": "",
        "site/a/file.csv": "",
        "site/search.json": json.dumps(
            {"items": [{"location": "a/page.html#x", "title": "X", "text": "Y", "tags": []}]}
        ),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Stage(tmp_path)


@pytest.mark.parametrize(
    ("address", "becomes", "problem"),
    [
        ("/index.md#here", "../index.html#here", ""),
        ("/a/page.md", "page.html", ""),
        ("/a/file.csv", "file.csv", ""),
        ("file.csv#any", "file.csv#any", ""),
        ("https://example.org/x.md", "https://example.org/x.md", ""),
        ("//example.org/x.md", "//example.org/x.md", ""),
        ("mailto:office@example.org", "mailto:office@example.org", ""),
        ("/none.md", "../none.html", "file"),
        ("file%20.csv", "file%20.csv", "file"),
        ("../index.html#there", "../index.html#there", "place on that page"),
        ("#there", "#there", "place on that page"),
    ],
)
def test_links_become_relative_and_are_checked(stage: Stage, address: str, becomes: str, problem: str) -> None:
    """Addresses from docs/ are made relative. One that leads nowhere is named with its page."""
    (stage.site / "a/page.html").write_text(f'<a class="x" href="{address}">', encoding="utf-8")
    problems = finish(ROOT, stage)
    assert (stage.site / "a/page.html").read_text("utf-8") == f'<a class="x" href="{becomes}">'
    assert problems == ([f'a/page.html: the link "{becomes}" leads to no {problem}'] if problem else [])


def test_the_search_index_has_the_weight_of_a_page(stage: Stage) -> None:
    """Zensical's index lacks the weight, so it is read from the page's front matter. Its own index is removed."""
    finish(ROOT, stage)
    index = json.loads((stage.site / "search/search_index.json").read_text("utf-8"))
    assert index["docs"] == [{"location": "a/page.html#x", "title": "X", "text": "Y", "boost": 0.5}]
    assert not (stage.site / "search.json").exists()


def test_an_error_of_zensicals_own_is_shown() -> None:
    """If a template cannot be rendered, its message is all that is shown of the traceback."""
    said = 'Build started\nTraceback (most recent call last):\n  File "x"\nRuntimeError: could not render block: x'
    assert explain(said) == "could not render block: x"
