"""A module is one entry in scenarios/modules.yaml: its two pages, and their places in the navigation, are made."""

import json
from pathlib import Path

import pytest
import yaml

from quizzes.authoring.catalogue import load_catalogue
from quizzes.engine.model import Module
from quizzes.pages.module_pages import module_pages, paper_page, practise_page, with_module_pages
from quizzes.shipping.builders import PROPERDOCS, ZENSICAL
from tests.building import ROOT, build, built_site, copy_project, site_built_with
from tests.pages.test_pages import converted
from tests.pages.tree import of_class, page, parse, text

MODULES = load_catalogue(ROOT).modules
NEW = """
  - id: club-days
    title: "Clubs & *trips*: <b>days</b> out"
    summary: What clubs *do*, and <i>when</i>.
    audience: [Everyone]
    scenarios: [club-server]
"""


def front_matter(markdown: str) -> dict[str, object]:
    """Return a page's front matter."""
    read: dict[str, object] = yaml.safe_load(markdown.split("---\n")[1])
    return read


def test_every_module_has_both_pages_at_their_addresses() -> None:
    """The addresses are those that people have bookmarked, whatever builds the site."""
    expected = {f"{folder}/{module}.html" for folder in ("practise", "for-schools/paper") for module in MODULES}
    for site in (built_site(), site_built_with(PROPERDOCS), site_built_with(ZENSICAL)):
        assert {name for name in expected if not (site / name).is_file()} == set()


def test_the_navigation_has_the_modules_in_their_order() -> None:
    """They come after the page that lists them, so that mkdocs.yml names none of them."""
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    made = with_module_pages(nav, module_pages(ROOT / "docs", MODULES))
    (practise,) = (part["Practise"] for part in made if "Practise" in part)
    assert practise[1:] == [{module.title: f"practise/{id}.md"} for id, module in MODULES.items()]
    assert made[-1]["For schools"][-1]["On paper"][1:] == [
        {f"On paper: {module.title}": f"for-schools/paper/{id}.md"} for id, module in MODULES.items()
    ]


def test_for_leaders_comes_later_in_the_search() -> None:
    """`search_boost` in scenarios/modules.yaml is the page's own weight."""
    weights = {id: front_matter(practise_page(module)).get("search") for id, module in MODULES.items()}
    assert weights == {id: {"boost": 0.6} if id == "for-leaders" else None for id in MODULES}


def test_a_page_begins_with_its_lead_or_its_summary() -> None:
    """Only one module says something else on its own page than on the page that lists the modules."""
    assert [id for id, module in MODULES.items() if module.lead] == ["more-than-a-rule"]
    for id, module in MODULES.items():
        lead, *_ = of_class(page(f"practise/{id}.html"), "lead")
        assert text(lead) == (module.lead or module.summary)


def test_a_module_is_one_entry(tmp_path: Path) -> None:
    """With an entry in scenarios/modules.yaml and nothing else, a strict build has both pages."""
    project = copy_project(tmp_path)
    file = project / "scenarios/modules.yaml"
    modules, routes, rest = file.read_text(encoding="utf-8").partition("\n# After First day")
    file.write_text(modules + NEW + routes + rest, encoding="utf-8")
    site = build(project)
    for name, title in (
        ("practise/club-days.html", "Clubs & *trips*: <b>days</b> out"),
        ("for-schools/paper/club-days.html", "On paper: Clubs & *trips*: <b>days</b> out"),
    ):
        here = parse((site / name).read_text(encoding="utf-8"))
        (heading,) = here.iter("h1")
        assert text(heading) == title
    lead, *_ = of_class(parse((site / "practise/club-days.html").read_text(encoding="utf-8")), "lead")
    assert text(lead) == "What clubs do, and <i>when</i>."
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert not any("paper/club-days" in entry["location"] for entry in index["docs"])


def test_a_page_in_docs_takes_the_place_of_the_made_one(tmp_path: Path) -> None:
    """A school may write a module's page itself, and its place in the navigation is kept."""
    for index in ("practise/index.md", "practise/first-day.md"):
        (tmp_path / index).parent.mkdir(exist_ok=True)
        (tmp_path / index).write_text("# Ours\n", encoding="utf-8")
    pages = module_pages(tmp_path, MODULES)
    assert [page.name for page in pages] == [f"practise/{module}.md" for module in MODULES]
    assert [page.name for page in pages if page.markdown is None] == ["practise/first-day.md"]


def test_pages_that_the_navigation_names_stay_where_they_are(tmp_path: Path) -> None:
    """The others follow the page that lists them, however deep it is. Without a navigation there is none."""
    (tmp_path / "practise").mkdir()
    (tmp_path / "practise/index.md").write_text("# Practise\n", encoding="utf-8")
    pages = module_pages(tmp_path, {id: MODULES[id] for id in ("first-day", "for-leaders")})
    nav = [{"Heads": "practise/for-leaders.md"}, {"A": [{"B": ["practise/index.md", "c.md"]}]}]
    made = [{"First day": "practise/first-day.md"}]
    assert with_module_pages(nav, pages) == [nav[0], {"A": [{"B": ["practise/index.md", *made, "c.md"]}]}]
    assert with_module_pages([{"All": "practise/index.md"}, *nav[:1]], pages) == [
        {"All": "practise/index.md"},
        *made,
        *nav[:1],
    ]
    assert with_module_pages(None, pages) is None


@pytest.mark.parametrize(
    "title", ["Plain", "1. First", "# Hash", "`a` _b_ [c](d)", "A \\ B", "Q: 'x' \"y\" & z", "a--b ~~c~~"]
)
def test_a_title_is_shown_as_it_is_typed(title: str) -> None:
    """Neither Markdown nor YAML gives its characters a meaning."""
    module = Module("m", (), title=title)
    for markdown, shown in ((practise_page(module), title), (paper_page(module), f"On paper: {title}")):
        heading = next(line for line in markdown.splitlines() if line.startswith("# "))
        (read,) = converted(heading).iter("h1")
        assert text(read) == shown
        assert front_matter(markdown)["title"] == shown.replace("&", "&amp;")
