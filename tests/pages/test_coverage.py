"""The coverage page lists the scenarios of every clause. A clause for staff without a scenario stops the build."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from posixpath import join, normpath
from xml.etree.ElementTree import Element, fromstring

import pytest

from quizzes.authoring.catalogue import Catalogue, load_catalogue
from quizzes.authoring.for_schools import check_coverage, check_for_schools
from quizzes.pages.for_schools import render_coverage
from tests.building import ROOT, NotBuiltError, build, built_site, copy_project
from tests.commands import run
from tests.pages.tree import of_class, page, text

PAGE = "for-schools/coverage.html"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT)


def how_tested() -> dict[str, str]:
    """Return each clause's ``testable_by`` from clauses.csv, read without the code that makes the page."""
    with (ROOT / "source/clauses.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["testable_by"] for row in csv.DictReader(file)}


def rows(root: Element) -> dict[str, Element]:
    """Return the rows of all tables by clause, in order."""
    return {row.attrib["id"]: row for table in of_class(root, "coverage-table") for row in table.findall("tbody/tr")}


def chips(row: Element) -> list[Element]:
    return [link for each in of_class(row, "coverage-chips") for link in each.iter("a")]


def without_scenarios(catalogue: Catalogue, *names: str) -> Catalogue:
    """Return the catalogue with these scenarios taken out of every module."""
    modules = {
        module.id: replace(module, scenarios=tuple(each for each in module.scenarios if each.id not in names))
        for module in catalogue.modules.values()
    }
    return replace(catalogue, modules=modules)


def test_every_clause_has_a_row_in_the_order_of_the_guidance() -> None:
    """The tables have all 53 clauses, in the order of clauses.csv."""
    assert list(rows(page(PAGE))) == list(how_tested())
    assert len(how_tested()) == 53


def test_the_scenarios_of_a_clause_are_those_that_cite_it(catalogue: Catalogue) -> None:
    """A row links once to each scenario with an option, statement or pair that cites the clause, and to no other."""
    for clause_id, row in rows(page(PAGE)).items():
        cited = {
            f"../practise/{module.id}.html#{scenario.id}"
            for module in catalogue.modules.values()
            for scenario in module.scenarios
            if any(clause_id in part.clauses for item in scenario.items for part in item.parts)
        }
        links = [link.attrib["href"] for link in chips(row)]
        assert set(links) == cited
        assert len(links) == len(cited)


def test_a_row_leads_to_its_clause_and_a_chip_to_its_scenario() -> None:
    """A row's first link leads to its clause, and every link leads to an element that exists."""
    for clause_id, row in rows(page(PAGE)).items():
        links = [link.attrib["href"] for link in row.iter("a")]
        assert re.fullmatch(rf"\.\./guidance/[a-z-]+\.html#{clause_id}", links[0])
        for link in links:
            path, _, place = link.partition("#")
            target = page(normpath(join("for-schools", path)))
            assert any(each.get("id") == place for each in target.iter()), link


def test_the_chapter_leads_to_the_same_scenarios() -> None:
    """The page of a clause links to every scenario in the clause's row."""
    for row in rows(page(PAGE)).values():
        chapter, _, _ = next(row.iter("a")).attrib["href"].partition("#")
        practice = {
            link.attrib["href"]
            for each in of_class(page(normpath(join("for-schools", chapter))), "practice")
            for link in each.iter("a")
        }
        assert {link.attrib["href"] for link in chips(row)} <= practice


def test_a_chip_is_named_by_number_and_title(catalogue: Catalogue) -> None:
    """Scenarios are numbered from 1 in the order of the modules, and a chip is named "Scenario 12: title"."""
    order = [scenario for module in catalogue.modules.values() for scenario in module.scenarios]
    names = {
        f"#{scenario.id}": f"Scenario {number}: {scenario.title}" for number, scenario in enumerate(order, start=1)
    }
    for row in rows(page(PAGE)).values():
        for chip in chips(row):
            name = chip.attrib["aria-label"]
            assert name == names[chip.attrib["href"][chip.attrib["href"].index("#") :]]
            assert name.startswith(f"Scenario {text(chip)}:")
    (legend,) = of_class(page(PAGE), "coverage-legend")
    assert [text(each) for each in legend.iter("li")] == [
        f"{number} {scenario.title}" for number, scenario in enumerate(order, start=1)
    ]


def test_a_scenario_of_two_modules_is_numbered_once(catalogue: Catalogue) -> None:
    """A scenario that is in a second module too is counted only in the first."""
    first, *rest = catalogue.modules.values()
    again = replace(rest[0], scenarios=(first.scenarios[0], *rest[0].scenarios))
    modules = {module.id: module for module in (first, again, *rest[1:])}
    html = render_coverage(replace(catalogue, modules=modules), {})
    assert rows(fromstring(html)).keys() == how_tested().keys()
    numbers = [int(text(each).split()[0]) for each in of_class(fromstring(html), "coverage-legend")[0].iter("li")]
    assert numbers == list(range(1, len(catalogue.scenarios) + 1))


def test_the_figures_agree_with_the_list_of_clauses() -> None:
    """The page counts clauses for staff, for the school and for neither, and names those for neither."""
    by = list(how_tested().values())
    staff, school = by.count("scenario") + by.count("both"), by.count("checklist") + by.count("both")
    assert (staff, school, by.count("none")) == (41, 18, 5)
    (figures,) = of_class(page(PAGE), "coverage-figures")
    assert [text(each) for each in figures.iter("strong")] == ["41 of 41", "18 of 18", "5"]
    neither = [each for each in of_class(page(PAGE), "small") if "nothing to practise" in text(each)]
    assert [text(link) for link in neither[0].iter("a")] == [
        name for name, how in how_tested().items() if how == "none"
    ]


def test_the_figures_count_missing_scenarios_and_entries(catalogue: Catalogue) -> None:
    """If a clause's only scenario is in no module and the checklist is empty, the figures are lower."""
    root = fromstring(render_coverage(without_scenarios(catalogue, "election-and-war-posts"), {}))
    (figures,) = of_class(root, "coverage-figures")
    assert [text(each) for each in figures.iter("strong")] == ["40 of 41", "0 of 18", "5"]
    assert text(of_class(rows(root)["SG-2"], "unset")[0]) == "No scenario"


def test_the_gaps_are_the_clauses_that_no_scenario_cites(catalogue: Catalogue) -> None:
    """Every row without a scenario counts as a gap, and the switch says how many gaps there are."""
    root = page(PAGE)
    gaps = {name for name, row in rows(root).items() if "data-gap" in row.attrib}
    assert gaps == {name for name in catalogue.clauses if not catalogue.practice(name)}
    assert [text(each) for each in root.iter("label") if each.get("for") == "only-gaps"] == [f"Only gaps ({len(gaps)})"]


def test_a_table_is_a_table_on_a_phone_too() -> None:
    """Tables, rows and cells have ARIA roles, because the styles that turn rows into cards remove the implicit ones."""
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    tables = of_class(page(PAGE), "coverage-table")
    assert len(tables) == 5
    for table in tables:
        for each in table.iter():
            if each.tag in roles:
                assert each.get("role") == roles[each.tag]
            elif each.tag == "th":
                assert each.get("role") == {"col": "columnheader", "row": "rowheader"}[each.attrib["scope"]]


def test_the_page_is_linked_and_stays_out_of_search() -> None:
    """The index for schools links to the page. Search leaves it out, or it would find every clause twice."""
    links = [link.get("href") for link in page("for-schools/index.html").iter("a")]
    assert {"coverage.html", "checklist.html", "set-up.html"} <= set(links)
    index = json.loads((built_site() / "search/search_index.json").read_text(encoding="utf-8"))
    assert not any(each["location"].startswith(PAGE) for each in index["docs"])


def test_nothing_is_missing(catalogue: Catalogue) -> None:
    """Every clause for staff has a scenario in a module, and the checklist is complete."""
    assert check_for_schools(ROOT, catalogue) == []


def test_a_clause_for_staff_without_a_scenario_is_a_problem(catalogue: Catalogue) -> None:
    """The message has the clause and its line, and a scenario to add to a module, or what to write."""
    (outside,) = check_coverage(without_scenarios(catalogue, "election-and-war-posts"))
    line = 1 + list(how_tested()).index("SG-2") + 1
    assert str(outside) == (
        f'source/clauses.csv:{line}:1: clause "SG-2" is for staff, but no scenario in a module cites it; '
        'add "election-and-war-posts", which cites it, to a module in scenarios/modules.yaml'
    )
    assert (ROOT / outside.path).read_text("utf-8").splitlines()[line - 1].startswith("SG-2,")
    gone = without_scenarios(catalogue, "election-and-war-posts")
    kept = {name: scenario for name, scenario in gone.scenarios.items() if name != "election-and-war-posts"}
    (unwritten,) = check_coverage(replace(gone, scenarios=kept))
    gist = catalogue.clauses["SG-2"].gist
    assert unwritten.fix == (f'write a scenario about "{gist}", and add it to a module in scenarios/modules.yaml')


def test_only_clauses_for_staff_need_a_scenario(catalogue: Catalogue) -> None:
    """Without any module there is a problem for each clause for staff, and for no other clause."""
    problems = check_coverage(replace(catalogue, modules={}))
    named = re.findall(r'clause "([^"]+)"', " ".join(problem.what for problem in problems))
    assert named == [name for name, how in how_tested().items() if how in ("scenario", "both")]


def test_a_handbook_without_these_pages_is_not_checked_for_gaps(catalogue: Catalogue, tmp_path: Path) -> None:
    """Without a coverage page and a checklist there is no problem, even if no scenario is in a module."""
    assert check_for_schools(tmp_path, replace(catalogue, modules={})) == []


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    """Return a copy of the project in which no module practises SG-2."""
    project = copy_project(tmp_path)
    file = project / "scenarios/modules.yaml"
    file.write_text(file.read_text("utf-8").replace("      - election-and-war-posts\n", ""), encoding="utf-8")
    return project


NAMED = r'^source/clauses\.csv:\d+:1: clause "SG-2" is for staff, .*; add'


def test_a_gap_stops_the_build(gap: Path) -> None:
    """The build fails, and its message names the clause and its line."""
    with pytest.raises(NotBuiltError, match=f"(?m){NAMED}"):
        build(gap)


def test_a_gap_is_a_problem_for_check(gap: Path) -> None:
    """`check` reports the clause and its line, and exits with 1."""
    done = run(gap, "check")
    assert done.returncode == 1
    assert re.search(NAMED, done.stderr, re.MULTILINE)
