"""Untidy submissions, graded by nbgrader itself: the English chapter 01 with small parameters."""

from __future__ import annotations

import copy
import csv
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from polyneuron.book.notebooks.course import write_course
from polyneuron.book.notebooks.forms import launched_notebook, with_small_parameters, write_notebook
from polyneuron.book.steps import prepare
from tests.grading.small_steps import Change, cell_of, solve, stripped, tidy, without_exercise
from tests.notebooks.test_nbgrader import nbgrader

CHAPTER = "01-neurons"
FILE = f"{CHAPTER}.ipynb"
LIMIT = 20


class Course:
    """A course folder with one assignment that has been generated."""

    def __init__(self, configuration, folder: Path):
        (book,), _ = prepare(configuration, ["en"], [CHAPTER])
        (self.lesson,) = book.lessons
        write_course(book.edition, book.lessons, folder, LIMIT)
        self.folder = folder / "en"
        self.learners = launched_notebook(self.lesson, book.edition)
        path = self.folder / "source" / CHAPTER / FILE
        write_notebook(with_small_parameters(nbformat.read(path, as_version=4), self.lesson), path)
        self.source = nbformat.read(path, as_version=4)
        nbgrader(self.folder, "generate_assignment", CHAPTER)
        self.released = nbformat.read(self.folder / "release" / CHAPTER / FILE, as_version=4)

    def hand_in(self, student: str, change: Change) -> None:
        """A solved notebook, changed, as a submission of this student."""
        notebook = copy.deepcopy(self.released)
        solve(notebook, self.source)
        change(notebook)
        path = self.folder / "submitted" / student / CHAPTER / FILE
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")

    def graded(self, student: str) -> nbformat.NotebookNode:
        """The notebook that was graded."""
        return nbformat.read(self.folder / "autograded" / student / CHAPTER / FILE, as_version=4)


@pytest.fixture(scope="module")
def course(configuration, tmp_path_factory) -> Course:
    return Course(configuration, tmp_path_factory.mktemp("grading"))


def copied(notebook) -> None:
    """An answer is split, another has a copy, an unknown cell is there, the explanation stands in a new cell."""
    answer = cell_of(notebook, "exercise-bias-answer")
    place = notebook.cells.index(answer)
    notebook.cells.insert(place, new_code_cell("spare = 1", metadata=copy.deepcopy(answer.metadata)))
    check = cell_of(notebook, "exercise-bias-check")
    notebook.cells.insert(place, copy.deepcopy(check))
    notebook.cells[place].id = "a-copy"
    unknown = copy.deepcopy(check)
    unknown.id = unknown.metadata.nbgrader.grade_id = "exercise-of-last-year-check"
    notebook.cells.append(unknown)
    explanation = next(cell for cell in notebook.cells if cell.id.endswith("-explanation"))
    explanation.source = next(cell.source for cell in COURSES[0].released.cells if cell.id == explanation.id)
    notebook.cells.insert(notebook.cells.index(explanation) + 1, new_markdown_cell("My explanation."))


def deleted(notebook) -> None:
    """One exercise is gone, and its statement."""
    without_exercise(notebook, "exercise-bias")


COURSES: list[Course] = []


@pytest.fixture(scope="module")
def marks(course) -> dict[str, dict[str, str]]:
    """Student → row of grades.csv."""
    COURSES.append(course)
    for change in (tidy, copied, stripped, deleted):
        course.hand_in(change.__name__, change)
    nbgrader(course.folder, "autograde", CHAPTER)
    nbgrader(course.folder, "export")
    with (course.folder / "grades.csv").open(encoding="utf-8") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def points(course: Course, without: str = "") -> int:
    return sum(exercise.check_points for exercise in course.lesson.exercises if exercise.name != without)


def test_the_assignment_is_the_learners_notebook_with_tags(course):
    for cell, given in zip(
        [cell for cell in course.released.cells if "injected-parameters" not in cell.metadata.get("tags", [])],
        course.learners.cells,
        strict=True,
    ):
        assert (cell.id, cell.cell_type, cell.source) == (given.id, given.cell_type, given.source)
        assert cell.metadata.get("tags", []) == given.metadata.get("tags", [])
        assert "polyneuron" not in cell.metadata and cell.metadata.get("mystnb") == given.metadata.get("mystnb")


@pytest.mark.parametrize("student", ["tidy", "copied", "stripped"])
def test_an_untidy_notebook_gets_the_marks_of_a_tidy_one(marks, course, student):
    assert float(marks[student]["score"]) == points(course)


def test_an_exercise_that_was_deleted_costs_only_itself(marks, course):
    assert float(marks["deleted"]["score"]) == points(course, without="exercise-bias")


def test_an_explanation_in_a_new_cell_waits_for_its_mark(marks, course):
    from nbgrader.api import Gradebook

    name = next(cell.id for cell in course.released.cells if cell.id.endswith("-explanation"))
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade(name, CHAPTER, CHAPTER, "copied").needs_manual_grade
    assert cell_of(course.graded("copied"), name).source == "My explanation."
