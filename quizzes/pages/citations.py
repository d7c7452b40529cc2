"""Clauses quoted outside the chapter, and the links from a clause to the scenarios that practise it."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.clauses import Clause
from quizzes.pages.components import component
from quizzes.pages.links import clause_href, scenario_href


def citation(clause: Clause, *, opened: bool = False) -> Markup:
    """Quote a clause, with its stem if it begins in mid-sentence."""
    return component("citation", clause=clause, href=clause_href(clause), opened=opened)


def citations(clauses: Iterable[Clause], *, opened: bool = False) -> Markup:
    """Quote several clauses, one after another."""
    return Markup().join(citation(clause, opened=opened) for clause in clauses)


def cited(catalogue: Catalogue, clause_ids: Iterable[str], *, opened: bool = False) -> dict[str, Markup]:
    """Quote each of these clauses once, in the order of the guidance; the keys are their ids."""
    wanted = set(clause_ids)
    return {id: citation(clause, opened=opened) for id, clause in catalogue.clauses.items() if id in wanted}


def practice(catalogue: Catalogue, clause_ids: Sequence[str]) -> Markup | None:
    """Link clauses to the scenarios that cite them; None if no scenario does."""
    links = {
        scenario_href(module, scenario): scenario.title
        for clause_id in clause_ids
        for module, scenario in catalogue.practice(clause_id)
    }
    return component("practice", links=links) if links else None
