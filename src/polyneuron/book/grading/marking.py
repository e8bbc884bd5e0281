"""Executed notebooks → nbgrader's gradebook, one after another, by nbgrader's own steps without the execution.

Scores, late penalties and marks by hand stay nbgrader's; its database has one writer.
"""

from __future__ import annotations

import glob
import logging
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import List, Unicode
from traitlets.config import Config, PyFileConfigLoader

from polyneuron.book.grading.any_editor import NotebookOfAnyEditor
from polyneuron.book.grading.course_plan import gradebook_time
from polyneuron.book.grading.exporting import GradesWithStates
from polyneuron.book.grading.submissions import Submission
from polyneuron.book.grading.times_of_files import CourseWithStrictTimes
from polyneuron.book.model.course_folder import GRADEBOOK, check_course_path
from polyneuron.book.model.problems import Problem, ProblemsFound

SETTINGS = "nbgrader_config.py"


class MarkingError(RuntimeError):
    """A step of nbgrader did not come to its end; the text is the error that it began with."""


class _Said(logging.Handler):
    """Keeps the last line of the last traceback that nbgrader logs: what it raises only points to it."""

    cause = ""

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage().strip()
        if text.startswith("Traceback"):
            self.cause = text.splitlines()[-1][:300]


class TakeExecuted(NbGraderPreprocessor):
    """Puts the notebook that was run in the place of the one that was handed in."""

    executed = Unicode(help="Path of the executed notebook.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """The executed notebook."""
        return nbformat.read(self.executed, as_version=4), resources


class AskToLook(NbGraderPreprocessor):
    """Asks a person to look at checks before which something had been replaced; comes after `SaveAutoGrades`."""

    checks = List(Unicode(), help="Names of the checks.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Mark the checks in the gradebook; the notebook stays as it is."""
        own = resources["nbgrader"]
        with Gradebook(own["db_url"]) as gradebook:
            for name in self.checks:
                grade = gradebook.find_grade(name, own["notebook"], own["assignment"], own["student"])
                grade.needs_manual_grade = True
            gradebook.db.commit()
        return nb, resources


class Marking:
    """The gradebook of a course folder."""

    def __init__(self, course: Path):
        path = course / SETTINGS
        if not path.is_file():
            remedy = "Make a course folder: `make notebooks`, or `python -m polyneuron.book assign`."
            raise ProblemsFound([Problem(str(path), 0, "This is no course folder: it has no such file", remedy)])
        check_course_path(course)
        _check_gradebook(course / GRADEBOOK)
        self.course = course
        self.settings: Config = PyFileConfigLoader(path.name, path=str(course)).load_config()
        self.settings.CourseDirectory.root = str(course)

    def text(self, name: str, default: str) -> str:
        """A text that students read, from the settings."""
        return str(self.settings.get("ExecuteWithinLimits", {}).get(name, default))

    def number(self, group: str, name: str, default: int) -> int:
        """A limit, from the settings."""
        return int(self.settings.get(group, {}).get(name, default))

    def prepare(self, assignment: str, due: datetime | None) -> None:
        """Enter an assignment into the gradebook where it is not there yet, with the time when it is due."""
        with self._gradebook() as gradebook:
            try:
                known = bool(gradebook.find_assignment(assignment).notebooks)
            except MissingEntry:
                known = False
        if not known:
            self._run(GenerateAssignment, assignment, ".", force=True)
        if due is not None:
            with self._gradebook() as gradebook:
                gradebook.update_or_create_assignment(assignment, duedate=gradebook_time(due))

    def mark(self, submission: Submission, executed: Path, look: list[str]) -> None:
        """Enter the points of a submission that was run; a mark that was given by hand stays."""
        usual = Autograde.autograde_preprocessors.default()
        steps = self.settings.Autograde.get("autograde_preprocessors", usual)
        steps = [step for step in steps if not issubclass(step, Execute)]
        steps.insert(steps.index(SaveAutoGrades) + 1, AskToLook)
        changes = Config()
        changes.Autograde.sanitize_preprocessors = [TakeExecuted]
        changes.Autograde.autograde_preprocessors = steps
        changes.Autograde.exporter_class = NotebookOfAnyEditor
        changes.TakeExecuted.executed = str(executed)
        changes.AskToLook.checks = look
        self._run(Autograde, submission.assignment, submission.student, force=True, changes=changes)

    def feedback(self, submission: Submission) -> None:
        """Write what a student gets back."""
        self._run(GenerateFeedback, submission.assignment, submission.student, force=True)

    def by_hand(self, submission: Submission) -> list[str] | None:
        """The marks and comments that a person has given; None for a submission that the gradebook does not know."""
        with self._gradebook() as gradebook:
            try:
                notebooks = gradebook.find_submission(submission.assignment, submission.student).notebooks
            except MissingEntry:
                return None
            marks = [f"{one.name}: {one.manual_score} {one.extra_credit}" for nb in notebooks for one in nb.grades]
            return marks + [f"{one.name}: {one.manual_comment}" for nb in notebooks for one in nb.comments]

    def add_student(self, student: str) -> None:
        """Enter a student, so that the table of grades has a row for what could not be graded."""
        with self._gradebook() as gradebook:
            gradebook.update_or_create_student(student)

    def students(self) -> list[str]:
        """The students whom the gradebook knows."""
        with self._gradebook() as gradebook:
            return [student.id for student in gradebook.students]

    def export(self, to: Path) -> None:
        """Write grades.csv."""
        plugin = GradesWithStates()
        plugin.log.setLevel(logging.CRITICAL)  # what was not graded is shown in a table
        plugin.to, plugin.course = str(to), str(self.course)
        with self._gradebook() as gradebook:
            plugin.export(gradebook)

    @contextmanager
    def _gradebook(self) -> Iterator[Gradebook]:
        folder = CourseDirectory(config=self.settings)
        with _quiet(), Gradebook(folder.db_url, folder.course_id) as gradebook:
            yield gradebook

    def _run(self, step: type, assignment: str, student: str, *, force: bool, changes: Config | None = None) -> None:
        settings = Config()
        settings.merge(self.settings)
        settings.merge(changes or Config())
        folder = CourseWithStrictTimes(config=settings)
        folder.assignment_id, folder.student_id = assignment, glob.escape(student)
        converter: Any = step(coursedir=folder, config=settings)
        converter.force = force
        converter.log = log = logging.Logger("nbgrader", logging.ERROR)
        said = _Said()
        log.addHandler(said)
        try:
            with _quiet():
                converter.start()
        except (Exception, SystemExit) as error:  # nbgrader ends the program
            raise MarkingError(said.cause or f"{type(error).__name__}: {error}") from error


def _check_gradebook(path: Path) -> None:
    """Raise `ProblemsFound` where the file is there and SQLite cannot read it whole."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (said,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said not in ("ok", "database is locked"):
        remedy = "Put back a copy from before. Without one, move it away and run this again: marks by hand are lost."
        raise ProblemsFound([Problem(str(path), 0, f"The gradebook is damaged: {said}", remedy)])


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings that nbgrader's own use of SQLAlchemy and nbformat makes at every submission."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
