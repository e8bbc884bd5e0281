"""Exercises on the page of chapter 01, in a real browser: what is shown, what is folded, in the reader's language."""

import pytest

from polyneuron.book.book import localize_books
from polyneuron.book.notebooks.exercise_cells import KIND_TEXTS
from polyneuron.book.texts.code_messages import feedback_texts
from polyneuron.book.texts.interface_messages import HINT, MODEL_ANSWER, SHOW_SOLUTION
from tests.browser import load_axe, visits

pytestmark = pytest.mark.browser
PAGE = "01-neurons.html"


@pytest.fixture
def visit(browser, address):
    """Open chapter 01 of an edition."""
    with visits(browser) as open_page:
        yield lambda code, **options: open_page(f"{address}/{code}/{PAGE}", **options)


@pytest.fixture(scope="module")
def books(configuration):
    """The localised lessons."""
    return {book.edition.language.code: book for book in localize_books(configuration, ["en", "zh", "fa"], "")}


@pytest.mark.parametrize("code", ["en", "zh", "fa"])
def test_statement_and_scaffold_are_shown_and_the_rest_is_folded_in_the_readers_language(visit, books, code):
    edition = books[code].edition
    (lesson,) = [lesson for lesson in books[code].lessons if lesson.name == "01-neurons"]
    page = visit(code)
    for exercise in lesson.exercises:
        box = page.locator(f"#{exercise.name}")
        assert box.locator(".exercise-facts").inner_text().startswith(edition.interface(KIND_TEXTS[exercise.kind]))
        scaffold = next(c for c in lesson.cells if c.exercise == exercise and c.part == "scaffold")
        assert box.locator("pre").first.inner_text().strip() == scaffold.source.strip()
        hint = box.locator("details").first
        assert hint.locator("summary").inner_text().strip() == edition.interface(HINT)
        assert not hint.locator(".sd-summary-content").is_visible()
    solutions = page.locator("div.cell.tag_exercise-solution")
    assert solutions.count() == len(lesson.exercises)
    for number in range(solutions.count()):
        assert not solutions.nth(number).locator("pre").first.is_visible()
        assert edition.interface(SHOW_SOLUTION) in solutions.nth(number).locator("summary").inner_text()
    models = page.get_by_text(edition.interface(MODEL_ANSWER), exact=True)
    assert models.count() == sum(exercise.kind == "explain" for exercise in lesson.exercises)


def test_hint_and_solution_open_with_the_keyboard(visit):
    page = visit("fa")
    box = page.locator("#exercise-bias")
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    assert box.locator(".sd-summary-content").is_visible()
    solution = page.locator("div.cell.tag_exercise-solution").first
    solution.locator("summary").focus()
    page.keyboard.press("Enter")
    assert solution.locator("pre").first.is_visible()
    assert "answer_at_zero = -3" in solution.inner_text()


def test_no_check_is_on_the_page(visit, lessons):
    shown = visit("en").locator("article").text_content()
    (lesson,) = [lesson for lesson in lessons if lesson.name == "01-neurons"]
    messages = [text for cell in lesson.cells if cell.part.endswith("check") for text in feedback_texts(cell.source)]
    assert len(messages) > 20
    assert [text for text in messages if text in shown] == []
    assert "HIDDEN TESTS" not in shown


@pytest.mark.parametrize(("code", "scheme"), [("en", "light"), ("fa", "light"), ("fa", "dark")])
def test_axe_finds_nothing_in_exercises(visit, code, scheme):
    page = visit(code, color_scheme=scheme, viewport={"width": 390, "height": 800})
    page.evaluate("document.querySelectorAll('.exercise details, .tag_exercise-solution details')")
    load_axe(page)
    found = page.evaluate("axe.run({include: [['.exercise'], ['.tag_exercise-solution']]})")
    assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found["violations"]] == []
