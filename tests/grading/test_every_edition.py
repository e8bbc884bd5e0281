"""From `assign` to `grade` in every edition: a tidy and an untidy submission get what they should.

`make test` takes chapter 01; with POLYNEURON_EVERYTHING, as `make test-all` says, all chapters are tried.
"""

from __future__ import annotations

import copy
import os
import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from polyneuron.book.cli import main
from polyneuron.book.grading.exporting import read_grades
from polyneuron.book.model.configuration import BUILD_FOLDER
from polyneuron.book.source.settings import read_configuration
from tests.conftest import ROOT
from tests.grading.small_steps import answers_of, solve, with_unknown_check, without_exercise

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap runs on Linux"),
    pytest.mark.filterwarnings("ignore"),  # of Dask's and nbgrader's own making
]
CONFIGURATION = read_configuration(ROOT)
CHAPTERS = [
    name for name in CONFIGURATION.chapter_names if os.environ.get("POLYNEURON_EVERYTHING") or name == "01-neurons"
]
TIDY, UNTIDY = "Ọlá Żółć", "李 شیرین"


def untidy(notebook: NotebookNode) -> str:
    """Copies and splits an answer, throws metadata away, adds a cell, and deletes an exercise, whose name it gives."""
    answers = answers_of(notebook)
    first = notebook.cells.index(answers[0])
    second = copy.deepcopy(answers[0])
    second.id = "a-copy"
    notebook.cells.insert(first, second)
    notebook.cells.insert(first + 1, new_code_cell("spare = 1", metadata=copy.deepcopy(answers[0].metadata)))
    for cell in notebook.cells[notebook.cells.index(answers[1]) :]:
        cell.metadata.pop("nbgrader", None)
    with_unknown_check(notebook)
    gone = answers[-1].id.removesuffix("-answer")
    without_exercise(notebook, gone)
    return gone


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """The real project with a build of its own: who takes the real one's lock ends what other tests started there."""
    folder = tmp_path_factory.mktemp("project")
    for path in ROOT.iterdir():
        if path.name not in (BUILD_FOLDER, ".git", ".venv"):
            (folder / path.name).symlink_to(path)
    return folder


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("code", CONFIGURATION.languages)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_tidy_and_an_untidy_notebook_get_what_they_should(root, lessons, tmp_path, code, chapter):
    course = tmp_path / "course"
    run("--root", str(root), "assign", "--into", str(course), "--language", code, "--chapter", chapter)
    file = Path(chapter) / f"{chapter}.ipynb"
    solved = nbformat.read(course / "release" / file, as_version=4)
    solve(solved, nbformat.read(course / "source" / file, as_version=4))
    messy = copy.deepcopy(solved)
    gone = untidy(messy)
    for student, notebook in ((TIDY, solved), (UNTIDY, messy)):
        path = course / "submitted" / student / file
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
    said = run("--root", str(root), "grade", str(course), "--workers", "2")
    (lesson,) = (lesson for lesson in lessons if lesson.name == chapter)
    points = {exercise.name: exercise.check_points for exercise in lesson.exercises}
    rows = {row["student_id"]: row for row in read_grades(course / "grades.csv")}
    assert float(rows[TIDY]["score"]) == sum(points.values()), said
    assert float(rows[UNTIDY]["score"]) == sum(points.values()) - points[gone], said
    assert [row["look_at"] for row in rows.values()] == ["", ""], "an honest answer looks like no cheat"
