"""A course folder's submissions → what is to be run: mended, with small parameters where the course says so.

Guards against work that is done twice: what is run has a digest, over the mended notebook, the limits and the code
that grades, under which its result is kept.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearOutput, ComputeChecksums

from polyneuron.book.grading.exporting import STOPPED, reason
from polyneuron.book.grading.handed_in import as_cells, read_notebook
from polyneuron.book.grading.mending import mended
from polyneuron.book.grading.named_cells import OtherNotebookError
from polyneuron.book.grading.preprocessors import ShowScaffolds
from polyneuron.book.grading.suspicious import suspicious
from polyneuron.book.model.course_folder import (
    COURSE_SOURCES,
    SOURCE_QUICK,
    SUBMITTED,
    VARIANT_SOURCES,
    course_notebook,
)
from polyneuron.book.tools.files import digest_of, file_digests, write_if_changed

_PARAMETERS = "parameters"


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one assignment."""

    assignment: str
    student: str


@dataclass(frozen=True)
class Prepared:
    """A submission that can be run."""

    submission: Submission
    notebook: str
    """The mended notebook, as JSON."""
    given: tuple[str, ...]
    """Identifiers of the cells that are as the assignment has them."""
    warnings: tuple[str, ...]
    """What was mended."""
    suspicious: tuple[tuple[str, str], ...]
    """(next check, what in the student's code an honest answer hardly needs)."""
    digest: str


class NotGradedError(ValueError):
    """A submission cannot be graded; the text says why."""


def submissions(course: Path, assignment: str) -> list[Submission]:
    """All submissions of an assignment, in the order of the students' names."""
    folder = course / SUBMITTED
    students = sorted(path.parent.name for path in folder.glob("*/*") if path.name == assignment and path.is_dir())
    return [Submission(assignment, student) for student in students]


def prepared(course: Path, submission: Submission, *, quick: bool, version: str) -> Prepared:
    """Mend a submission.

    Parameters
    ----------
    quick
        Whether cells of parameters are those of `source-quick/`, where the assignment has it.
    version
        What besides the notebook a result depends on.

    Raises
    ------
    NotGradedError
        When the file cannot be read, or is another notebook.
    """
    assignment, student = submission.assignment, submission.student
    path = course_notebook(course / SUBMITTED / student, assignment)
    for place in (path.parent.parent, path.parent, *path.parent.glob("*.ipynb")):
        if place.is_symlink():  # to the solutions, or to somebody else's work
            raise NotGradedError(f"{place.name} is a link, not what was handed in: put the file itself there")
    _take_the_only_notebook(path)
    try:
        submitted = as_cells(read_notebook(path.read_bytes()))
        done = mended(submitted, assignment_notebook(instructors_notebook(course, submission)))
    except OtherNotebookError as error:
        raise NotGradedError(str(error)) from error
    except Exception as error:  # whatever a file may hold
        why = reason(assignment, student, course / SUBMITTED)
        if why == STOPPED:
            why = f"its cells cannot be read: {type(error).__name__}: {error}"[:300]
        raise NotGradedError(why) from error
    given = set(done.given)
    if quick and (small := course_notebook(course / SOURCE_QUICK, assignment)).is_file():
        given |= _take_parameters(done.notebook, nbformat.read(small, as_version=4))
    found = [*suspicious(done.notebook, given), *done.look]
    text = json.dumps(done.notebook, ensure_ascii=False, sort_keys=True)
    parts = {"notebook": text, "given": " ".join(sorted(given)), "version": version}
    return Prepared(submission, text, tuple(sorted(given)), tuple(done.warnings), tuple(found), digest_of(parts))


def instructors_notebook(course: Path, submission: Submission) -> Path:
    """The instructor's notebook for this student: their own numbers, or everybody's."""
    own = course_notebook(course / VARIANT_SOURCES / submission.student, submission.assignment)
    return own if own.is_file() else course_notebook(course / COURSE_SOURCES, submission.assignment)


def assignment_notebook(source: Path) -> NotebookNode:
    """An instructor's notebook with scaffolds in the place of solutions and hidden checks in theirs."""
    notebook = nbformat.read(source, as_version=4)
    for preprocessor in (ShowScaffolds(), ClearOutput(), ComputeChecksums()):
        notebook, _ = preprocessor.preprocess(notebook, {})
    return notebook


def grading_version() -> str:
    """A digest of the learner's package and of the code that grades: results of another are not taken."""
    package = Path(__file__).parents[2]
    return digest_of(file_digests(package, "*.py", "book/grading/*.py"))


def _take_the_only_notebook(path: Path) -> None:
    """Where the one notebook of a submission has another name, give a copy of it the right one."""
    found = sorted(path.parent.glob("*.ipynb"))
    if not path.exists() and len(found) == 1:
        write_if_changed(path, found[0].read_bytes())


def _take_parameters(notebook: NotebookNode, small: NotebookNode) -> set[str]:
    """Put small parameters in their places; return the identifiers of these cells."""
    cells = {cell.get("id"): cell for cell in small.cells}
    taken = set()
    for place in range(len(notebook.cells) - 1, -1, -1):
        cell = notebook.cells[place]
        if cell.id in cells and _PARAMETERS in cells[cell.id].metadata.get("tags", []):
            cell.source = cells[cell.id].source
            taken.add(cell.id)
            injected = cells.get(f"{cell.id}-quick")
            if injected is not None:
                notebook.cells.insert(place + 1, copy.deepcopy(injected))
                taken.add(injected.id)
    return taken
