"""Mending is looked at in every edition and every chapter, without kernels."""

from __future__ import annotations

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from polyneuron.book.grading.assignment_cells import grade_name
from polyneuron.book.grading.mending import mended
from polyneuron.book.grading.named_cells import OtherNotebookError
from polyneuron.book.notebooks.forms import instructor_notebook, launched_notebook
from polyneuron.book.steps import prepare
from tests.conftest import SmallProject
from tests.grading.small_steps import as_assignment, cell_of, solve
from tests.small_exercise import LESSON


@pytest.fixture(scope="module")
def all_notebooks(configuration):
    """(learner's, instructor's) notebook of every chapter with exercises, in every edition."""
    books, _ = prepare(configuration, list(configuration.languages))
    return [
        (launched_notebook(lesson, book.edition), instructor_notebook(lesson, book.edition))
        for book in books
        for lesson in book.lessons
        if lesson.exercises
    ]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The same of one short lesson, which a tracer can follow."""
    project = SmallProject(tmp_path_factory.mktemp("mending"))
    project.write("chapters/small.md", LESSON)
    (book,), _ = prepare(project.configuration, ["en"])
    (lesson,) = book.lessons
    return launched_notebook(lesson, book.edition), instructor_notebook(lesson, book.edition)


def answers_of(notebook):
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]


def handed_in(pair):
    """A solved notebook, and the assignment."""
    launched, instructors = pair
    notebook = copy.deepcopy(launched)
    solve(notebook, instructors)
    return notebook, as_assignment(instructors)


def check_order(notebook, assignment) -> None:
    """Every cell that counts is there once, with its metadata, and in the assignment's order."""
    names = [grade_name(cell) for cell in assignment.cells if grade_name(cell)]
    assert [grade_name(cell) for cell in notebook.cells if "nbgrader" in cell.metadata] == names
    wanted = {grade_name(cell): cell.metadata.nbgrader for cell in assignment.cells if grade_name(cell)}
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            assert cell.metadata.nbgrader == wanted[grade_name(cell)]


def check_tidy(pair) -> None:
    notebook, assignment = handed_in(pair)
    done = mended(notebook, assignment)
    assert done.warnings == []
    assert [cell.id for cell in done.notebook.cells] == [cell.id for cell in notebook.cells]
    check_order(done.notebook, assignment)
    for cell in done.notebook.cells:
        if grade_name(cell) and not cell.metadata.nbgrader.solution:
            assert cell.source == cell_of(assignment, cell.id).source


def test_a_tidy_notebook_gets_its_hidden_checks_and_nothing_else(all_notebooks):
    for pair in all_notebooks:
        check_tidy(pair)


def test_in_a_short_lesson_a_tidy_notebook_gets_its_hidden_checks_and_nothing_else(first):
    check_tidy(first)


def check_metadata(pair) -> None:
    notebook, assignment = handed_in(pair)
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    assert [cell.source for cell in answers_of(done.notebook)] == [cell.source for cell in answers_of(pair[1])]
    for number, cell in enumerate(notebook.cells):
        cell.id = f"other-{number}"
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    for answer in answers_of(pair[1]):
        if answer.cell_type == "code":
            sources = [cell.source for cell in done.notebook.cells]
            scaffold = cell_of(assignment, answer.id).source
            check = cell_of(assignment, answer.id.replace("-answer", "-check")).source
            assert sources.index(scaffold) < sources.index(answer.source) < sources.index(check)
        else:
            assert cell_of(done.notebook, answer.id).source.strip() == answer.source.strip()


def test_metadata_comes_back_by_identifier_and_by_text(all_notebooks):
    for pair in all_notebooks:
        check_metadata(pair)


def test_in_a_short_lesson_metadata_comes_back_by_identifier_and_by_text(first):
    check_metadata(first)


DELETED = [("answer",), ("check",), ("answer", "check", "explanation"), ("statement",)]
"""Cells of an exercise that a student may delete."""


@pytest.mark.parametrize("part", DELETED)
def test_a_deleted_exercise_comes_back_where_it_was(all_notebooks, part):
    for number, pair in enumerate(all_notebooks):
        check_deleted(pair, part, number)


@pytest.mark.parametrize("part", DELETED)
def test_in_a_short_lesson_a_deleted_exercise_comes_back_where_it_was(first, part):
    check_deleted(first, part, 0)


def check_deleted(pair, part, number) -> None:
    exercises = [cell.id.removesuffix("-answer") for cell in pair[0].cells if cell.id.endswith("-answer")]
    for exercise in exercises[number % len(exercises) :][:1]:
        notebook, assignment = handed_in(pair)
        gone = {f"{exercise}-{name}" if name != "statement" else exercise for name in part}
        notebook.cells = [cell for cell in notebook.cells if cell.id not in gone]
        done = mended(notebook, assignment)
        check_order(done.notebook, assignment)
        expected = [cell.id for cell in assignment.cells if cell.id in {one.id for one in done.notebook.cells}]
        assert [cell.id for cell in done.notebook.cells if cell.id in expected] == expected


def check_left_out(pair) -> None:
    notebook, assignment = handed_in(pair)
    left_out = next(cell.id.removesuffix("-answer") for cell in notebook.cells if cell.id.endswith("-answer"))
    assignment.cells = [cell for cell in assignment.cells if not cell.id.startswith(left_out)]
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    assert f"{left_out}-answer: no cell of this assignment; ignored" in done.warnings
    (check,) = (cell.source for cell in handed_in(pair)[0].cells if cell.id == f"{left_out}-check")
    assert check not in [cell.source for cell in done.notebook.cells], "it would run as a student's own code"


def test_an_exercise_that_the_instructor_left_out_is_ignored(all_notebooks):
    for pair in all_notebooks:
        check_left_out(pair)


def test_in_a_short_lesson_an_exercise_that_the_instructor_left_out_is_ignored(first):
    check_left_out(first)


def check_split(pair) -> None:
    notebook, assignment = handed_in(pair)
    for answer in [cell for cell in answers_of(notebook) if cell.cell_type == "code"]:
        place = notebook.cells.index(answer)
        first_half, untouched = copy.deepcopy(answer), copy.deepcopy(answer)
        first_half.source, first_half.id = "half = 1", f"{answer.id}-half"
        untouched.source, untouched.id = cell_of(assignment, answer.id).source, f"{answer.id}-copy"
        notebook.cells[place : place + 1] = [first_half, answer, untouched]
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    assert [cell.source for cell in answers_of(done.notebook)] == [cell.source for cell in answers_of(pair[1])]
    sources = [cell.source for cell in done.notebook.cells]
    assert sources.count("half = 1") == sum(cell.cell_type == "code" for cell in answers_of(pair[1]))
    assert not any(cell.id.endswith("-copy") for cell in done.notebook.cells)


def test_a_split_answer_runs_whole_and_an_untouched_copy_does_not_undo_it(all_notebooks):
    for pair in all_notebooks:
        check_split(pair)


def test_in_a_short_lesson_a_split_answer_runs_whole_and_an_untouched_copy_does_not_undo_it(first):
    check_split(first)


def test_an_answer_below_its_check_is_checked(first):
    notebook, assignment = handed_in(first)
    answer = next(cell for cell in answers_of(notebook) if cell.cell_type == "code")
    place = notebook.cells.index(answer)
    notebook.cells[place : place + 2] = [notebook.cells[place + 1], answer]
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    assert any("moved below" in warning for warning in done.warnings)


def check_explanation(pair, cell) -> None:
    notebook, assignment = handed_in(pair)
    explanations = [one for one in answers_of(notebook) if one.cell_type == "markdown"]
    for explanation in explanations:
        explanation.source = cell_of(assignment, explanation.id).source
        notebook.cells.insert(notebook.cells.index(explanation) + 1, copy.deepcopy(cell))
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    for explanation in explanations:
        assert cell_of(done.notebook, explanation.id).source == cell.source


@pytest.mark.parametrize(
    "cell",
    [new_markdown_cell("Because it is so."), new_code_cell("# because it is so"), new_code_cell("because it is so")],
    ids=["text", "comment", "words in a code cell"],
)
def test_an_explanation_in_a_new_cell_is_taken(all_notebooks, cell):
    for pair in all_notebooks:
        check_explanation(pair, cell)


@pytest.mark.parametrize(
    "cell",
    [new_markdown_cell("Because it is so."), new_code_cell("# because it is so"), new_code_cell("because it is so")],
    ids=["text", "comment", "words in a code cell"],
)
def test_in_a_short_lesson_an_explanation_in_a_new_cell_is_taken(first, cell):
    check_explanation(first, cell)


def test_code_of_the_student_s_own_is_no_explanation(first):
    notebook, assignment = handed_in(first)
    explanation = next(one for one in answers_of(notebook) if one.cell_type == "markdown")
    explanation.source = cell_of(assignment, explanation.id).source
    notebook.cells.insert(notebook.cells.index(explanation) + 1, new_code_cell("print(1 + 1)"))
    done = mended(notebook, assignment)
    assert cell_of(done.notebook, explanation.id).source == cell_of(assignment, explanation.id).source


def test_parts_of_an_explanation_become_one(first):
    notebook, assignment = handed_in(first)
    explanation = next(one for one in answers_of(notebook) if one.cell_type == "markdown")
    second = copy.deepcopy(explanation)
    explanation.source, second.source, second.id = "One.", "Two.", "second-part"
    notebook.cells.insert(notebook.cells.index(explanation) + 1, second)
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    assert cell_of(done.notebook, explanation.id).source == "One.\n\nTwo."


def test_a_changed_check_is_put_back_and_named(first):
    notebook, assignment = handed_in(first)
    check = next(cell for cell in notebook.cells if cell.id.endswith("-check"))
    check.source = "pass"
    check.metadata.nbgrader.points = 350
    done = mended(notebook, assignment)
    check_order(done.notebook, assignment)
    assert done.warnings == [f"{check.id}: the check was changed; put back"]


def test_metadata_of_any_shape_does_no_harm(first):
    notebook, assignment = handed_in(first)
    for cell, shape in zip(notebook.cells, [{}, [], "x", {"grade_id": 3}, {"grade_id": None}, None] * 50, strict=False):
        cell.metadata["nbgrader"] = shape
    check_order(mended(notebook, assignment).notebook, assignment)


def test_another_chapter_is_refused_with_its_name(all_notebooks):
    _, assignment = handed_in(all_notebooks[0])
    other, _ = handed_in(all_notebooks[1])
    other.cells = [cell for cell in other.cells if grade_name(cell)]
    with pytest.raises(OtherNotebookError, match=all_notebooks[1][0].metadata.polyneuron.chapter):
        mended(other, assignment)
