"""From damaged and late submissions to grades and feedback, with nbgrader itself and a small Persian course."""

from __future__ import annotations

import copy
import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from polyneuron.book.notebooks.course import write_course
from polyneuron.book.steps import prepare
from tests.conftest import SmallProject
from tests.grading.formgrader import formgrader
from tests.grading.small_steps import solve
from tests.small_exercise import LESSON, TRANSLATIONS

CHAPTER = "small"


def nbgrader_says(course: Path, *arguments: str) -> str:
    """What nbgrader says, whether it could do everything or not."""
    program = Path(sys.executable).with_name("nbgrader")
    environment = {**os.environ, "PATH": os.pathsep.join([str(program.parent), os.environ["PATH"]])}
    done = subprocess.run([program, *arguments], cwd=course, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Path:
    """The course folder after grading, exporting, and writing feedback."""
    project = SmallProject(tmp_path_factory.mktemp("way"))
    project.write("chapters/small.md", LESSON)
    project.translate(TRANSLATIONS)
    project.copy_interface()
    (book,), _ = prepare(project.configuration, ["fa"])
    write_course(book.edition, book.lessons, project.root / "course", 30)
    course = project.root / "course" / "fa"
    said = nbgrader_says(course, "generate_assignment", CHAPTER)
    file = Path(CHAPTER) / f"{CHAPTER}.ipynb"
    assert (course / "release" / file).is_file(), said
    solved = nbformat.read(course / "release" / file, as_version=4)
    solve(solved, nbformat.read(course / "source" / file, as_version=4))
    dies = copy.deepcopy(solved)
    next(cell for cell in dies.cells if cell.id.endswith("-answer")).source = "import os; os._exit(1)"
    other = copy.deepcopy(solved)
    other.metadata["polyneuron"] = {"chapter": "another"}
    other.cells = [nbformat.v4.new_markdown_cell("Something else.")]
    texts = {
        "شیرین رضایی": nbformat.v4.writes(solved),
        "Seán O'Brien": nbformat.v4.writes(dies),
        "damaged": '{"cells": [',
        "other": nbformat.v4.writes(other),
    }
    for student, text in texts.items():
        path = course / "submitted" / student / file
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (course / "submitted" / "renamed" / CHAPTER).mkdir(parents=True)
    (course / "submitted" / "renamed" / CHAPTER / "my work.ipynb").write_text(texts["شیرین رضایی"], encoding="utf-8")
    for command in ("autograde", "export", "generate_feedback"):
        arguments = [] if command == "export" else [CHAPTER]
        (course / f"{command}.log").write_text(nbgrader_says(course, command, *arguments), encoding="utf-8")
    return course


@pytest.fixture(scope="module")
def rows(graded) -> dict[str, dict[str, str]]:
    with (graded / "grades.csv").open(encoding="utf-8") as stream:
        return {row["student_id"]: row for row in csv.DictReader(stream)}


def test_what_was_not_graded_has_a_reason_and_no_score(rows):
    for student, reason in {
        "damaged": "cannot be read as a notebook",
        "other": "it is the notebook of another",
        "renamed": "there is: my work.ipynb",
    }.items():
        assert (rows[student]["state"], rows[student]["score"]) == ("not graded", "")
        assert reason in rows[student]["reason"]


def test_one_damaged_file_stops_no_other_and_a_death_costs_one_exercise(rows, graded):
    whole, less = float(rows["شیرین رضایی"]["score"]), float(rows["Seán O'Brien"]["score"])
    assert whole > less
    assert rows["شیرین رضایی"]["state"] in ("graded", "waits for marks by hand")
    notebook = nbformat.read(graded / "autograded" / "Seán O'Brien" / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)
    answers = [cell for cell in notebook.cells if cell.id.endswith("-answer")]
    assert "پایتون" in answers[0].outputs[-1].evalue


def test_feedback_is_persian_without_hidden_checks_or_other_hosts(graded, rows):
    html = (graded / "feedback" / "شیرین رضایی" / CHAPTER / f"{CHAPTER}.html").read_text(encoding="utf-8")
    source = nbformat.read(graded / "source" / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)
    assert '<html dir="rtl" lang="fa">' in html  # nbconvert sorts attributes
    assert "HIDDEN TESTS" not in html and any("HIDDEN TESTS" in cell.source for cell in source.cells)
    assert "<script" not in html and "<link" not in html
    assert "Score" not in html and "امتیاز" in html
    waits = any(cell.id.endswith("-explanation") for cell in source.cells)
    assert ("هنوز نمره‌گذاری نشده است" in html) == waits


def test_formgrader_opens_submissions_with_its_own_page(graded, tmp_path):
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        found = {one.student.id: one.id for one in gradebook.notebook_submissions(CHAPTER, CHAPTER)}
    with formgrader(graded, tmp_path) as server:
        for student, expected in {"شیرین رضایی": "return", "Seán O'Brien": "_exit"}.items():
            status, page = server.page(f"submissions/{found[student]}/")
            assert status == 200, page
            assert expected in page and 'class="score tabbable"' in page


def test_feedback_of_a_folder_that_an_older_version_made_has_signs_for_the_texts_it_lacks():
    from polyneuron.book.grading.feedback import PrepareFeedback
    from polyneuron.book.notebooks.course import GRADING_TEXTS

    older = dict.fromkeys(("score", "not_marked", "penalty", "answer", "comment"), "words")
    assert {*PrepareFeedback(texts=older).words} == {*GRADING_TEXTS} - {"too_long", "died", "not_passed"}


def test_formulas_need_no_other_host():
    from polyneuron.book.grading.formulas import html_with_formulas

    html = html_with_formulas("So $e^k$, and\n\n$$x_1 < 2$$\n\n`$y$`")
    assert html.count("<math") == 2 and "$" not in html.replace("<code>$y$</code>", "")


def test_an_error_in_a_check_shows_no_line_of_it():
    from nbformat.v4 import new_code_cell, new_output

    from polyneuron.book.grading.feedback import hide_lines_of_code

    error = new_output("error", ename="KeyboardInterrupt", evalue="", traceback=["In [3]", "check(secret)", "end"])
    cell = new_code_cell("", outputs=[error])
    hide_lines_of_code(cell)
    assert "secret" not in str(cell)
