"""The blocks that pages are made of. To add one, write its function here."""

from datetime import date

from markupsafe import Markup

from quizzes.authoring.clauses import Clause
from quizzes.engine.model import Module
from quizzes.pages.arguments import (
    A_DAY,
    A_MODULE,
    CLAUSES,
    PRACTICE,
    SCHOOL_ENTRIES,
    TELL_LINE,
    WORDS,
    Practice,
    TellLine,
    optional,
)
from quizzes.pages.authored import phrase
from quizzes.pages.citations import citations
from quizzes.pages.components import component
from quizzes.pages.content import Content
from quizzes.pages.for_schools import render_checklist, render_coverage
from quizzes.pages.home import render_doors
from quizzes.pages.host_check import render_host_check
from quizzes.pages.in_short import render_rule
from quizzes.pages.module import render_module
from quizzes.pages.on_paper import render_paper, render_papers
from quizzes.pages.practise import render_keeping, render_modules, render_routes
from quizzes.pages.register import render_register
from quizzes.pages.registry import block, untouched
from quizzes.pages.school import render_school, render_school_form, school_entries
from quizzes.pages.slips import editors_note
from quizzes.pages.tell import tell_row

_LEAD = Markup('<p class="lead">{}</p>')
_CITATIONS = Markup('<div class="citations" data-search-exclude="">{}</div>')


@block("module", A_MODULE)
def module(content: Content, module: Module) -> Markup:
    """`/// module | first-day` is a module to take."""
    return render_module(content.catalogue, module)


@block("lead", A_MODULE)
def lead(content: Content, module: Module) -> Markup:
    """`/// lead | first-day` says under a module's title what is in it."""
    return _LEAD.format(phrase(module.lead or module.summary))


@block("modules")
def modules(content: Content) -> Markup:
    """`/// modules` lists all modules."""
    return render_modules(content.catalogue)


@block("routes")
def routes(content: Content) -> Markup:
    """`/// routes` lists the scenarios written for each kind of work."""
    return render_routes(content.catalogue)


@block("keeping")
def keeping(content: Content) -> Markup:
    """`/// keeping` says where progress is kept, and lets readers finish."""
    return render_keeping()


@block("doors")
def doors(content: Content) -> Markup:
    """`/// doors` leads from the home page to the guidance and to the practice."""
    return render_doors(content.catalogue)


@block("clause", CLAUSES)
def clause(content: Content, clauses: list[Clause]) -> Markup:
    """`/// clause | R-iv` quotes clauses, so that no page types the county's words again."""
    return _CITATIONS.format(citations(clauses, opened=True))


@block("change", CLAUSES, reads_markdown=True)
def change(content: Content, clauses: list[Clause]) -> Markup:
    """`/// change | SG-4` shows clauses beside what holds today, which is the Markdown inside the block."""
    return component("change", quoted=untouched(_CITATIONS.format(citations(clauses))))


@block("slip", A_DAY, reads_markdown=True)
def slip(content: Content, day: date) -> Markup:
    """`/// slip | 2026-11-22` is an editor's note of that day: the Markdown inside the block."""
    return editors_note(day, Markup())


@block("rule", PRACTICE, reads_markdown=True)
def rule(content: Content, practice: Practice) -> Markup:
    """`/// rule | SG-3, parent-friend-request` is a rule in our words, with its clauses and a scenario to try.

    The words are the Markdown inside the block. It belongs in a list: `//// html | ol.rules`.
    """
    return render_rule(practice.clauses, practice.module, practice.scenario)


@block("tell", TELL_LINE, reads_markdown=True)
def tell(content: Content, line: TellLine) -> Markup:
    """`/// tell | headteacher dsl today` says who to tell, with the school's names: about what is inside the block.

    It belongs in a list: `//// html | ul.tell-rows`.
    """
    return tell_row(line.who, line.when)


@block("print", WORDS, reads_markdown=True)
def print_button(content: Content, words: str) -> Markup:
    """`/// print | Print this chapter` is a button with these words, shown only where its script runs."""
    return component("print-button", words=words)


@block("school", optional(SCHOOL_ENTRIES))
def school(content: Content, entries: list[str] | None) -> Markup:
    """`/// school` shows everything that the school has filled in; `/// school | dsl deputies`, these entries."""
    return school_entries(entries) if entries else render_school()


@block("school-form")
def school_form(content: Content) -> Markup:
    """`/// school-form` is the form that makes school.js."""
    return render_school_form()


@block("host-check")
def host_check(content: Content) -> Markup:
    """`/// host-check` checks the folder that the page is in. Its page needs `host_check: true` in its front matter."""
    return render_host_check(content.catalogue)


@block("coverage")
def coverage(content: Content) -> Markup:
    """`/// coverage` shows which scenarios practise each clause."""
    return render_coverage(content.catalogue, content.checklist)


@block("checklist")
def checklist(content: Content) -> Markup:
    """`/// checklist` lists what the guidance asks of the school."""
    return render_checklist(content.catalogue, content.checklist)


@block("register")
def register(content: Content) -> Markup:
    """`/// register` is the office's register of records. Its page needs `register: true` in its front matter."""
    return render_register(content.catalogue)


@block("paper", optional(A_MODULE))
def paper(content: Content, module: Module | None) -> Markup:
    """`/// paper | first-day` is a module on paper, with a sheet to sign; `/// paper` lists all modules on paper."""
    return render_paper(content.catalogue, module) if module else render_papers(content.catalogue)
