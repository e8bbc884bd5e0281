"""What a cell of an assignment is: its name, whether it is a check or an answer, what a student sees of it."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode

from polyneuron.book.grading.cell_sources import without_hidden_checks
from polyneuron.book.notebooks.exercise_cells import CHECK_TAG

NBGRADER_KEY = "nbgrader"
GRADING_KEY = "polyneuron-grading"
"""Key, in a cell's metadata, of what mending says to those who come after it; whatever a student put there is gone."""
ORIGINAL, IF_FAILED = "original", "look-if-failed"
"""Under it: the text of a chapter's cell that was changed; why a person looks at a check that gives no points."""


@dataclass(frozen=True)
class PlacedCell:
    """A cell of a mended notebook."""

    cell: NotebookNode
    key: str | None
    given: NotebookNode | None
    """The cell of the assignment that it is; None where it is a student's own."""

    @property
    def is_changed(self) -> bool:
        """Whether it is a cell of the assignment with another text."""
        return self.given is not None and visible_look(self.cell) != visible_look(self.given)


def grade_name(cell: NotebookNode) -> str | None:
    """The name by which nbgrader knows a cell, if it knows it."""
    own = cell.metadata.get(NBGRADER_KEY)
    name = own.get("grade_id") if isinstance(own, dict) else None
    return name if isinstance(name, str) else None


def is_marked_check(cell: NotebookNode) -> bool:
    """Whether a cell is the check of an exercise, by nbgrader's metadata or by its tag."""
    own = cell.metadata.get(NBGRADER_KEY)
    locked = isinstance(own, dict) and own.get("grade") is True and own.get("solution") is False
    return locked or CHECK_TAG in cell.metadata.get("tags", [])


def cell_key(cell: NotebookNode) -> str:
    """What a cell of the assignment is called here."""
    return grade_name(cell) or f"cell {cell.get('id', id(cell))}"


def visible_look(cell: NotebookNode) -> tuple[str, str]:
    """A cell's type and text, without hidden checks: what a student sees of it."""
    return cell.cell_type, without_hidden_checks(cell.source).strip()


def is_for_answer(cell: NotebookNode) -> bool:
    """Whether a graded cell of the assignment is one that students write into."""
    return bool(cell.metadata[NBGRADER_KEY].get("solution"))
