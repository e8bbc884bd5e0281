"""What is run for a submission: its own numbers, small parameters where the course says so, a digest of all of it."""

from __future__ import annotations

import copy
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.book.grading.course_plan import QUICK_SIZES, read_plan
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.moodle import write_moodle
from polyneuron.book.grading.submissions import NotGradedError, Submission, prepared, submissions
from polyneuron.book.model.problems import ProblemsFound

ONE = Submission("small", "Anna")


def nbgrader(name: str, **more) -> dict:
    own = {"grade_id": name, "schema_version": 3, "locked": False, "task": False, "grade": False, "solution": False}
    return {"nbgrader": {**own, **more}}


def write(notebook, course, *place: str):
    path = course.joinpath(*place)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def course(tmp_path):
    """A course with one assignment, small parameters for it, and one submission."""
    cells = [
        new_code_cell("epochs = 50", id="numbers", metadata={"tags": ["parameters"]}),
        new_code_cell("a = 1", id="answer", metadata=nbgrader("answer", solution=True)),
        new_code_cell("assert a == 1", id="check", metadata=nbgrader("check", grade=True, points=1, locked=True)),
    ]
    source = new_notebook(cells=cells)
    write(source, tmp_path, "source", "small", "small.ipynb")
    quick = copy.deepcopy(source)
    quick.cells.insert(1, new_code_cell("epochs = 1", id="numbers-quick"))
    write(quick, tmp_path, "source-quick", "small", "small.ipynb")
    write(source, tmp_path, "submitted", "Anna", "small", "small.ipynb")
    return tmp_path


def test_small_parameters_follow_their_cell(course):
    assert submissions(course, "small") == [ONE]
    assert 'epochs = 1"' in prepared(course, ONE, quick=True, version="1").notebook
    assert 'epochs = 1"' not in prepared(course, ONE, quick=False, version="1").notebook


@pytest.mark.parametrize("place", ["", "small", "small/small.ipynb"])
def test_a_link_is_nothing_that_was_handed_in(course, place):
    """It could lead to the solutions, which are right."""
    linked = course / "submitted" / "Anna" / place
    if linked.is_dir():
        shutil.rmtree(linked)
    else:
        linked.unlink()
    linked.symlink_to(course / "source" / place)
    with pytest.raises(NotGradedError, match="is a link, not what was handed in"):
        prepared(course, ONE, quick=False, version="1")


def test_a_digest_changes_with_what_is_run(course):
    digests = {prepared(course, ONE, quick=quick, version=v).digest for quick in (True, False) for v in ("1", "2")}
    assert len(digests) == 4
    assert prepared(course, ONE, quick=True, version="1").digest in digests


def test_a_student_with_numbers_of_their_own_gets_their_own_check(course):
    own = nbformat.read(course / "source" / "small" / "small.ipynb", as_version=4)
    own.cells[-1].source = "assert a == 7"
    write(own, course, "variants", "Anna", "small", "small.ipynb")
    assert "a == 7" in prepared(course, ONE, quick=False, version="1").notebook


def test_a_renamed_notebook_is_taken_and_a_damaged_one_named(course):
    path = course / "submitted" / "Anna" / "small" / "small.ipynb"
    path.rename(path.with_name("my work.ipynb"))
    assert prepared(course, ONE, quick=False, version="1").given
    path.write_text('{"cells": [')
    with pytest.raises(NotGradedError, match="cannot be read"):
        prepared(course, ONE, quick=False, version="1")


def test_what_is_kept_is_found_again(course):
    kept = Kept(course)
    assert kept.found("small", "digest") is None
    kept.keep("small", "digest", "{}", {"seconds": 1})
    kept.note("small", "Anna", marked="digest")
    assert Kept(course).found("small", "digest") == {"seconds": 1}
    assert Kept(course).notes == {"small": {"Anna": {"marked": "digest"}}}


@pytest.mark.parametrize("text", ["sizes: huge", "due: {small: tomorrow}", "due: ["])
def test_settings_that_cannot_be_read_are_named(course, text):
    (course / "course.yml").write_text(f"language: fa\nchapters: [small]\n{text}")
    with pytest.raises(ProblemsFound, match=r"course\.yml"):
        read_plan(course)


def test_settings_are_read(course):
    assert read_plan(course) is None
    text = "language: fa\nchapters: [small]\nsizes: quick\ndue: {small: '2027-02-01T18:00+03:30'}"
    (course / "course.yml").write_text(text)
    found = read_plan(course)
    assert found is not None
    assert found.sizes == QUICK_SIZES and found.due["small"].year == 2027


def test_moodle_gets_final_marks_only(tmp_path):
    head = "assignment,student_id,first_name,last_name,email,score,max_score,state\n"
    rows = "small,Anna,,,a@example.org,3,4,graded\nsmall,Dan,,,,0,4,waits for marks by hand\n"
    (tmp_path / "grades.csv").write_text(head + rows, encoding="utf-8-sig")
    (path,) = write_moodle(tmp_path / "grades.csv", tmp_path / "moodle", {"small": {"Anna": "17"}})
    head, row = path.read_text(encoding="utf-8").splitlines()
    assert {'"Identifier"', '"Grade"', '"Last modified (grade)"'} <= {*head.split(",")}, "Moodle refuses it"
    assert row == '"Participant 17","Anna","a@example.org","3.00","4.00","-"'
