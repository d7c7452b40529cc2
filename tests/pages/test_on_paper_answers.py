"""The answers of a module on paper: one for each option, by letter, and then the clauses that they cite."""

from string import ascii_uppercase

from quizzes.engine.model import Grade, Interaction, Item, Module, Option, Statement
from quizzes.pages.components import mixed
from quizzes.words.lookup import translate
from tests.pages.test_glossary import NOT_OURS, SAFEGUARDING, not_written_out
from tests.pages.test_on_paper import CATALOGUE, MODULES, every_module, parts, shown
from tests.pages.test_pages import quotation
from tests.pages.tree import of_class, text
from tests.words import telling, words


def grade_words(item: Item, part: Option | Statement) -> list[str]:
    """Return the words that give a part's grade."""
    if isinstance(part, Statement):
        named = {category.id: words(category.text) for category in item.categories}
        told = [(grade, named[name]) for name, grade in part.grades.items() if grade is not Grade.POOR]
        return [f"{translate(f'match_key_{grade}')} {name}" for grade, name in told]
    if item.interaction is Interaction.CHOICE:
        return [translate(f"grade_{part.grade}")]
    return [translate(f"{item.interaction}_key_{part.grade}")]


@every_module
def test_every_option_has_its_answer(module: Module) -> None:
    """Each answer has the option's letter, its grade in words, its feedback, its basis and its clauses."""
    _, _, answers = parts(module)
    for scenario, here in zip(module.scenarios, of_class(answers, "paper-answers"), strict=True):
        for item, step in zip(scenario.items, of_class(here, "paper-step"), strict=True):
            assert translate(f"basis_{item.basis or scenario.basis}") in text(of_class(step, "paper-asked")[0])
            (listed,) = of_class(step, "paper-graded")
            for letter, part, answer in zip(ascii_uppercase, shown(item), listed, strict=False):
                read = text(answer)
                assert read.startswith(f"{letter} ")
                assert [each for each in (*grade_words(item, part), words(part.text)) if each not in read] == []
                assert words(part.feedback) in read
                assert words(part.already_done if isinstance(part, Option) else "") in read
                assert not part.basis or translate(f"basis_{part.basis}") in read
                cited = [each.attrib["href"] for rests in of_class(answer, "paper-rests") for each in rests.iter("a")]
                assert cited == [f"#clause-{clause}" for clause in part.clauses]
            assert len(listed) == len(item.parts)
            assert words(item.feedback) in text(step)
        (who,) = here.iter("who-to-tell")
        assert [each for each in telling(scenario) if each not in text(who)] == []
        notes = [text(each) for each in of_class(here, "slip")]
        assert len(notes) == (1 if scenario.editorial_note else 0)
        assert not scenario.editorial_note or words(scenario.editorial_note.text) in notes[0]


def test_an_order_is_given_by_letters() -> None:
    """The good order lists the steps that belong, with letters, and each critical pair has its feedback."""
    seen = 0
    for module in MODULES:
        _, _, answers = parts(module)
        for scenario, here in zip(module.scenarios, of_class(answers, "paper-answers"), strict=True):
            for item, step in zip(scenario.items, of_class(here, "paper-step"), strict=True):
                if item.interaction is not Interaction.ORDER:
                    continue
                letters = {part.id: letter for letter, part in zip(ascii_uppercase, mixed(item), strict=False)}
                (good,) = of_class(step, "best")
                belongs = [option for option in item.options if option.grade is Grade.BEST]
                assert [text(each) for each in good.iter("li")] == [
                    f"{letters[option.id]} {words(option.text)}" for option in belongs
                ]
                (pairs,) = of_class(step, "paper-pairs")
                assert [text(each) for each in pairs] == [
                    f"{letters[pair.first]} {translate('order_before')} {letters[pair.then]} {words(pair.feedback)}"
                    for pair in item.pairs
                ]
                seen += 1
    items = [item for module in MODULES for scenario in module.scenarios for item in scenario.items]
    assert seen == sum(item.interaction is Interaction.ORDER for item in items) > 0


@every_module
def test_the_clauses_are_quoted_once_at_the_end(module: Module) -> None:
    """After the last answer come the clauses that the module cites, word for word, in the order of the guidance."""
    _, _, answers = parts(module)
    (listed,) = of_class(answers, "paper-clauses")
    items = [item for scenario in module.scenarios for item in scenario.items]
    cited = {clause for item in items for clause in item.clauses}
    quoted = {each.attrib["data-clause"]: text(next(each.iter("blockquote"))) for each in of_class(listed, "citation")}
    assert list(quoted) == [clause for clause in CATALOGUE.clauses if clause in cited]
    assert quoted == {clause: quotation(clause) for clause in quoted}
    assert [each.attrib["id"] for each in listed] == [f"clause-{clause}" for clause in quoted]
    assert len(of_class(answers, "citation")) == len(quoted)
    order = list(answers.iter())
    assert order.index(listed) > order.index(of_class(answers, "paper-answers")[-1])


@every_module
def test_an_abbreviation_is_written_out_on_paper_too(module: Module) -> None:
    """Each scenario, its questions and then its answers, writes out each abbreviation before using it."""
    _, situations, answers = parts(module)
    asked, answered = of_class(situations, "paper-situation"), of_class(answers, "paper-answers")
    for scenario, *both in zip(module.scenarios, asked, answered, strict=True):
        read = " ".join(text(each, NOT_OURS - {"paper"}) for each in both)
        assert SAFEGUARDING.isdisjoint(not_written_out(read)), scenario.id
