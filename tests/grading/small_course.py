"""A course folder of the small lesson, in Persian, for tests that grade it."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
from click.testing import CliRunner, Result
from nbformat import NotebookNode

from polyneuron.book.cli import main
from polyneuron.book.grading.cell_sources import without_hidden_checks
from polyneuron.book.grading.exporting import read_grades
from polyneuron.book.grading.submissions import assignment_notebook
from polyneuron.book.notebooks.course import write_course
from polyneuron.book.steps import prepare
from tests.conftest import SmallProject
from tests.grading.small_steps import solve
from tests.small_exercise import LESSON, TRANSLATIONS

CHAPTER = "small"
MOODLE = "{}_{}_assignsubmission_file_my work.ipynb"
"""What Moodle calls a file: student, number."""


class SmallCourse:
    """A course folder that nothing was handed in to yet."""

    said = ""
    """What the command said, for tests that keep it."""

    def __init__(self, root: Path, due: str = "2020-01-01T12:00+00:00"):
        project = SmallProject(root)
        project.write("chapters/small.md", LESSON)
        project.translate(TRANSLATIONS)
        project.copy_interface()
        (book,), _ = prepare(project.configuration, ["fa"])
        write_course(book.edition, book.lessons, root / "course", 30)
        self.folder = root / "course" / "fa"
        settings = self.folder / "nbgrader_config.py"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("exercise_timeout = 30", "exercise_timeout = 5"), encoding="utf-8")
        (self.folder / "course.yml").write_text(
            f"language: fa\nchapters: [small]\ndue: {{small: '{due}'}}\nsizes: quick\n"
        )
        source = self.folder / "source" / CHAPTER / f"{CHAPTER}.ipynb"
        self.source = nbformat.read(source, as_version=4)
        self.given = assignment_notebook(source)
        for cell in self.given.cells:
            cell.source = without_hidden_checks(cell.source)

    def solved(self) -> NotebookNode:
        """A right answer to all of it."""
        notebook = copy.deepcopy(self.given)
        solve(notebook, self.source)
        return notebook

    def grade(self, *options: str) -> Result:
        """Run the command."""
        return CliRunner().invoke(main, ["grade", str(self.folder), "--workers", "2", *options])

    def rows(self) -> dict[str, dict[str, str]]:
        """Student → row of grades.csv."""
        return {row["student_id"]: row for row in read_grades(self.folder / "grades.csv")}
