"""The Practise page: the modules, the routes through them, and where progress is kept."""

from markupsafe import Markup

from quizzes.authoring.catalogue import Catalogue
from quizzes.authoring.minutes import shown_minutes
from quizzes.engine.digest import module_digest
from quizzes.engine.standing import OF_SESSIONS, Standing
from quizzes.pages.components import component
from quizzes.pages.links import scenario_href
from quizzes.pages.standings import standings


def render_modules(catalogue: Catalogue) -> Markup:
    """List all modules."""
    editions = {module.id: module_digest(module) for module in catalogue.modules.values()}
    drawn = standings(*OF_SESSIONS, Standing.UNMARKED)
    minutes = {module.id: shown_minutes(module) for module in catalogue.modules.values()}
    return component("modules", modules=catalogue.modules.values(), minutes=minutes, editions=editions, standings=drawn)


def render_routes(catalogue: Catalogue) -> Markup:
    """List the routes: for each kind of work, the first module and then the scenarios written for it."""
    routes = [
        (
            route,
            [
                (scenario, scenario_href(module, scenario))
                for scenario in route.scenarios
                if (module := catalogue.place(scenario))
            ],
        )
        for route in catalogue.routes
    ]
    return component("routes", routes=routes, first=next(iter(catalogue.modules.values())))


def render_keeping() -> Markup:
    """Say where progress is kept, on a page that shows progress but has no module."""
    return Markup("<div>{}{}</div>").format(component("keeping"), component("cover"))
