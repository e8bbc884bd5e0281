"""What a course folder's settings add to nbgrader, in the places that nbgrader has for it."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from polyneuron.book.grading.assignment_cells import grade_name
from polyneuron.book.grading.mending import mended
from polyneuron.book.notebooks.exercise_cells import CHECK_TAG, RAISES_TAG, SCAFFOLD_KEY, SOLUTION_TAG


class ShowScaffolds(ClearSolutions):
    """Puts the scaffold of each exercise in the place of its solution, in the language of the edition.

    nbgrader's own class, which treats the cells that an instructor adds, knows one stub for all exercises, in English.
    Checks get the tag with which "Run all" goes on, so that the assignment is the learners' notebook.
    """

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple[NotebookNode, dict]:
        """One cell of an instructor's notebook, as a student gets it."""
        own = cell.metadata.get("polyneuron", {})
        tags = cell.metadata.get("tags", [])
        if CHECK_TAG in tags and RAISES_TAG not in tags:
            tags.append(RAISES_TAG)
        if SCAFFOLD_KEY not in own:
            return super().preprocess_cell(cell, resources, cell_index)
        cell.source = own.pop(SCAFFOLD_KEY)
        cell.metadata["tags"] = [tag for tag in tags if tag != SOLUTION_TAG]
        for key in ("tags", "polyneuron"):
            if not cell.metadata[key]:
                del cell.metadata[key]
        cell.metadata.pop("mystnb", None)
        return cell, resources


class MendSubmission(NbGraderPreprocessor):
    """Mends a submission before it is graded: `polyneuron.book.grading.mending`. Warnings go to nbgrader's log."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """The notebook that can be graded; raises `OtherNotebookError` where it is not of this assignment."""
        own = resources["nbgrader"]
        done = mended(nb, self._assignment(own["assignment"], own["notebook"], own["db_url"]))
        for warning in done.warnings:
            self.log.warning("%s: %s", own["student"], warning)
        return done.notebook, resources

    def _assignment(self, assignment: str, notebook: str, database: str) -> NotebookNode:
        """The instructor's notebook with what nbgrader's gradebook holds: scaffolds, and the cells that are graded."""
        directory = _course_directory(self)
        folder = directory.format_path(directory.source_directory, ".", assignment)
        source = nbformat.read(Path(folder) / f"{notebook}.ipynb", as_version=4)
        with Gradebook(database) as gradebook:
            saved = {cell.name: cell.source for cell in gradebook.find_notebook(notebook, assignment).source_cells}
        for cell in source.cells:
            name = grade_name(cell)
            if name in saved:
                cell.source = saved[name]
            else:
                cell.metadata.pop("nbgrader", None)
        return source


def _course_directory(preprocessor: NbGraderPreprocessor) -> CourseDirectory:
    """The course folder of the converter that a preprocessor works for."""
    parent = preprocessor
    while not hasattr(parent, "coursedir"):
        parent = parent.parent
    return parent.coursedir
