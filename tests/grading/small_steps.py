"""What the tests of grading share: the real book in all editions, and the forms of an assignment without nbgrader."""

from __future__ import annotations

import copy
from collections.abc import Callable

from nbformat import NotebookNode

from polyneuron.book.notebooks.exercise_cells import SCAFFOLD_KEY

Change = Callable[[NotebookNode], object]


def as_assignment(instructors: NotebookNode) -> NotebookNode:
    """The instructor's notebook with scaffolds in the place of solutions, as the gradebook knows it."""
    notebook = copy.deepcopy(instructors)
    for cell in notebook.cells:
        own = cell.metadata.get("polyneuron", {})
        if SCAFFOLD_KEY in own:
            cell.source = own.pop(SCAFFOLD_KEY)
    return notebook


def solve(notebook: NotebookNode, instructors: NotebookNode) -> None:
    """Write all solutions into a learner's notebook."""
    solutions = {cell.id: cell.source for cell in instructors.cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = solutions[cell.id]


def tidy(notebook: NotebookNode) -> None:
    """Nothing is changed."""


def stripped(notebook: NotebookNode) -> None:
    """An editor has thrown nbgrader's metadata away, and the identifiers too."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("nbgrader", None)
        cell.id = f"cell-{number}"


def with_unknown_check(notebook: NotebookNode) -> None:
    """A check of an exercise that the assignment has not."""
    check = copy.deepcopy(next(cell for cell in notebook.cells if cell.id.endswith("-check")))
    check.id = check.metadata.nbgrader.grade_id = "exercise-of-last-year-check"
    notebook.cells.append(check)


def without_exercise(notebook: NotebookNode, name: str) -> None:
    """All cells of an exercise are gone, its statement too."""
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith(name)]


def answers_of(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells for answers in code, in the notebook's order."""
    return [cell for cell in notebook.cells if cell.id.endswith("-answer")]


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    """The cell with this identifier."""
    return next(cell for cell in notebook.cells if cell.id == name)
