"""nbgrader's part: instructors' notebooks become what students get, and the gradebook learns of the assignments.

nbgrader's own settings of the course folder say how; nothing is done here that its command would do otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from polyneuron.book.assigning.students import Student
from polyneuron.book.grading.course_plan import gradebook_time
from polyneuron.book.model.course_folder import GRADEBOOK, SUBMITTED
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.notebooks.course import NBGRADER_CONFIG_FILE

_QUIET = 40
"""The level of nbgrader's log from which it is shown: errors."""


class Releases:
    """The releases and the gradebook of one course folder."""

    def __init__(self, folder: Path):
        """`folder` holds nbgrader's settings already."""
        self.folder = folder.resolve()
        self.config = PyFileConfigLoader(NBGRADER_CONFIG_FILE, path=str(self.folder)).load_config()
        self.config.merge(Config({"CourseDirectory": {"root": str(self.folder)}}))
        self.api = NbGraderAPI(config=self.config, log_level=_QUIET)

    def release(self, chapter: str) -> None:
        """Make `release/<chapter>/` of `source/<chapter>/`; raises `ProblemsFound` where nbgrader refuses."""
        done = self.api.generate_assignment(chapter)
        if not done["success"]:
            said = str(done.get("error") or done.get("log") or "").strip().splitlines()
            what = f"nbgrader makes no assignment of {chapter}: {said[-1] if said else 'it does not say why'}"
            remedy = f"Mend that in the course folder; `nbgrader generate_assignment {chapter}` there says more."
            raise ProblemsFound([Problem(str(self.folder), 0, what, remedy)])

    def released(self, notebook: NotebookNode, chapter: str) -> NotebookNode:
        """An instructor's notebook as a student gets it, with no word to the gradebook: for one student's numbers."""
        converter = GenerateAssignment(coursedir=self.api.coursedir, parent=self.api)
        own = {"student": ".", "assignment": chapter, "notebook": chapter, "db_url": self.api.coursedir.db_url}
        resources = {"unique_key": chapter, "nbgrader": own}
        for preprocessor in converter.preprocessors:
            if preprocessor is not SaveCells:
                notebook, resources = preprocessor(parent=converter).preprocess(notebook, resources)
        return notebook

    def save(self, due: dict[str, datetime], students: Iterable[Student]) -> None:
        """Tell the gradebook when assignments are due, and who takes the course; it knows the assignments already."""
        with Gradebook(self.api.coursedir.db_url, self.api.coursedir.course_id) as gradebook:
            for chapter, time in due.items():
                gradebook.update_or_create_assignment(chapter, duedate=gradebook_time(time))
            for student in students:
                facts = {"first_name": student.first_name, "last_name": student.last_name, "email": student.email}
                gradebook.update_or_create_student(student.name, **{name: fact for name, fact in facts.items() if fact})


def handed_in_chapters(folder: Path, chapters: Iterable[str]) -> list[str]:
    """The chapters of which something was handed in, or marked: nothing of them may be made again."""
    return [chapter for chapter in chapters if any(_traces(folder, chapter))]


def _traces(folder: Path, chapter: str) -> Iterator[bool]:
    yield any((folder / SUBMITTED).glob(f"*/{chapter}"))
    if (folder / GRADEBOOK).is_file():
        with Gradebook(f"sqlite:///{(folder / GRADEBOOK).resolve()}") as gradebook:
            try:
                yield bool(gradebook.find_assignment(chapter).submissions)
            except MissingEntry:
                yield False
