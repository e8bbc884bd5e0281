"""The instructor's way, with nbgrader itself: assign the Persian chapter, grade what students hand in, export."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from polyneuron.book.steps import COURSE, NOTEBOOKS
from tests.conftest import ROOT

CHAPTER = "01-neurons"
FILE = f"{CHAPTER}.ipynb"
STUDENTS = ("nothing", "everything", "something")


def nbgrader(course: Path, *arguments: str) -> str:
    program = Path(sys.executable).with_name("nbgrader")
    environment = {**os.environ, "PATH": os.pathsep.join([str(program.parent), os.environ["PATH"]])}
    done = subprocess.run([program, *arguments], cwd=course, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """The Persian course folder, with the assignment generated."""
    course = tmp_path_factory.mktemp("course") / "fa"
    shutil.copytree(ROOT / "_build" / COURSE / "fa", course)
    nbgrader(course, "generate_assignment", CHAPTER)
    return course


@pytest.fixture(scope="module")
def source(course) -> dict[str, nbformat.NotebookNode]:
    """The cells of the instructor's notebook."""
    return {cell.id: cell for cell in nbformat.read(course / "source" / CHAPTER / FILE, as_version=4).cells}


def test_the_assignment_is_the_notebook_that_learners_launch(course):
    released = nbformat.read(course / "release" / CHAPTER / FILE, as_version=4)
    launched = nbformat.read(ROOT / "_build" / NOTEBOOKS / "fa" / FILE, as_version=4)
    released, launched = (
        [(cell.id, cell.source, cell.metadata.get("tags")) for cell in one.cells] for one in (released, launched)
    )
    assert released == launched


def hand_in(course: Path, student: str, change) -> None:
    notebook = nbformat.read(course / "release" / CHAPTER / FILE, as_version=4)
    change(notebook)
    path = course / "submitted" / student / CHAPTER / FILE
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def marks(course, source) -> dict[str, dict[str, str]]:
    """What nbgrader gives to three students; `something` deletes a check and answers only what it can see."""

    def solve(notebook):
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = source[cell.id].source

    def solve_in_part(notebook):
        solve(notebook)
        cells = {cell.id: cell for cell in notebook.cells}
        cells["exercise-bias-answer"].source = "answer_at_zero = 0\nanswer_at_dot = 2.154 - 3"
        notebook.cells.remove(cells["exercise-bias-check"])
        cells[
            "exercise-forward-pass-answer"
        ].source = (
            "def forward(x, weights):\n    return np.array([[11, 22]]) if len(weights) == 2 else np.array([[87, 130]])"
        )

    for student, change in zip(STUDENTS, (lambda notebook: None, solve, solve_in_part), strict=True):
        hand_in(course, student, change)
    nbgrader(course, "autograde", CHAPTER)
    nbgrader(course, "export")
    with (course / "grades.csv").open(encoding="utf-8") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def test_a_scaffold_gets_nothing_and_solutions_get_all_that_checks_can_give(marks, lessons):
    lesson = next(lesson for lesson in lessons if lesson.name == CHAPTER)
    total = sum(exercise.points for exercise in lesson.exercises)
    by_checks = sum(exercise.check_points for exercise in lesson.exercises)
    assert {float(row["max_score"]) for row in marks.values()} == {total}
    assert float(marks["nothing"]["raw_score"] or marks["nothing"]["score"]) == 0
    assert float(marks["everything"]["score"]) == by_checks < total


def test_a_deleted_check_comes_back_and_hidden_checks_see_through_constants(marks, course, lessons):
    lesson = next(lesson for lesson in lessons if lesson.name == CHAPTER)
    points = {exercise.name: exercise.check_points for exercise in lesson.exercises}
    expected = sum(points.values()) - points["exercise-bias"] - points["exercise-forward-pass"]
    assert float(marks["something"]["score"]) == expected
    graded = nbformat.read(course / "autograded" / "something" / CHAPTER / FILE, as_version=4)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in graded.cells}
    outputs = cells["exercise-bias-check"].outputs
    assert "بایاس" in outputs[-1].evalue


def test_making_the_notebooks_again_keeps_an_instructor_s_work(translated_project):
    from tests.small_exercise import LESSON

    translated_project.write("chapters/small.md", LESSON)
    assert translated_project.run("notebooks").exit_code == 0
    course = translated_project.root / "_build" / COURSE / "en"
    (course / "gradebook.db").write_text("marks")
    submitted = course / "submitted" / "ada" / "small" / "small.ipynb"
    submitted.parent.mkdir(parents=True)
    submitted.write_text("work")
    assert translated_project.run("notebooks").exit_code == 0
    assert (course / "gradebook.db").read_text() == "marks"
    assert submitted.read_text() == "work"
