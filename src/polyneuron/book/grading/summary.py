"""A marked notebook → the table at the top of what a student gets back: each exercise, its points, of how many."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.api import Student

from polyneuron.book.model.exercise import ANSWER, CHECK, EXPLANATION, short_name


@dataclass
class SummaryRow:
    """The points of an exercise, or of all of them."""

    title: str
    """In Markdown."""
    got: float = 0.0
    possible: float = 0.0
    still_open: float = 0.0
    """Points of what nobody has read yet."""
    place: str = ""
    """Identifier of the cell where the exercise begins."""


class Summary:
    """The points of a notebook, by exercise."""

    def __init__(self, notebook: NotebookNode):
        self.titles = {cell.get("id"): _title(cell) for cell in notebook.cells if cell.cell_type == "markdown"}
        self.title = next(filter(None, self.titles.values()), "")
        """That of the notebook: its first heading."""
        self.by_exercise: dict[str, SummaryRow] = {}
        self.places: dict[str, str] = {}
        """Exercise → the first cell that is its statement, or whose name begins with its own."""
        for cell in notebook.cells:
            self.places.setdefault(exercise_of(cell.get("id", "")), cell.get("id", ""))

    def add(self, cell_name: str, got: float, possible: float, *, open_yet: bool) -> None:
        """Add the points of a cell, by its name in the gradebook."""
        name = exercise_of(cell_name)
        title = self.titles.get(name) or f"`{short_name(name)}`"
        row = self.by_exercise.setdefault(name, SummaryRow(title, place=self.places.get(name, "")))
        row.got += got
        row.possible += possible
        row.still_open += possible if open_yet else 0

    def rows(self, total: str) -> list[SummaryRow]:
        """A row for each exercise in the notebook's order, and the last one for all."""
        rows = list(self.by_exercise.values())
        return [
            *rows,
            SummaryRow(
                total,
                sum(row.got for row in rows),
                sum(row.possible for row in rows),
                sum(row.still_open for row in rows),
            ),
        ]


def full_name(student: Student) -> str:
    """A student's name as the gradebook has it; the name of the student's folder where it has none."""
    return " ".join(part for part in (student.first_name, student.last_name) if part) or str(student.id)


def exercise_of(cell_name: str) -> str:
    """The exercise that a cell is of, by the cell's name."""
    return re.sub(f"-(?:{ANSWER}|{CHECK}|{EXPLANATION})$", "", cell_name)


def _title(cell: NotebookNode) -> str:
    """The first heading of a cell; empty where there is none."""
    heads = (line.lstrip("#").strip() for line in cell.source.splitlines() if line.startswith("#"))
    return next(heads, "")
