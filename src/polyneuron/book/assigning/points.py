"""What the exercises of an assignment are worth, as a table for the terminal, for a spreadsheet, and to read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import short_name
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.notebooks.exercise_cells import KIND_TEXTS, ExerciseCells, by_exercise
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import markdown_cell
from polyneuron.book.tools.files import write_if_changed

POINTS_CSV, POINTS_PAGE = "points.csv", "points.md"


@dataclass(frozen=True)
class PointsRow:
    """An exercise of an assignment."""

    chapter: str
    exercise: str
    """Its name, the same in all languages."""
    number: int
    title: str
    """In the language of the edition."""
    kind: str
    minutes: int
    by_check: int
    """Points that the check gives."""
    by_hand: int
    """Points that a person gives for the explanation."""

    @property
    def points(self) -> int:
        """All points."""
        return self.by_check + self.by_hand


def points_rows(lessons: Iterable[Lesson], edition: Edition) -> list[PointsRow]:
    """A row for each exercise, in the order of the notebooks."""
    return [
        PointsRow(
            lesson.name,
            exercise.name,
            exercise.number,
            ExerciseCells(exercise, cells, edition).title,
            exercise.kind,
            exercise.minutes,
            exercise.check_points,
            exercise.explanation_points,
        )
        for lesson in lessons
        for exercise, cells in by_exercise(lesson.cells)
        if exercise is not None
    ]


def write_points(rows: Sequence[PointsRow], edition: Edition, folder: Path) -> None:
    """Write `points.csv` and `points.md`, in the edition's language, into a course folder."""
    write_if_changed(folder / POINTS_CSV, "\ufeff" + _as_csv(rows, edition))  # spreadsheets know UTF-8 by this mark
    write_if_changed(folder / POINTS_PAGE, _as_page(rows, edition))


def _heads(edition: Edition) -> list[str]:
    texts = (
        interface_messages.BRANCH_CHAPTER,
        interface_messages.TABLE_NUMBER,
        interface_messages.TABLE_EXERCISE,
        interface_messages.TABLE_NAME,
        interface_messages.TABLE_KIND,
        interface_messages.TABLE_MINUTES,
        interface_messages.TABLE_POINTS,
        interface_messages.TABLE_BY_CHECK,
        interface_messages.TABLE_BY_HAND,
    )
    return [edition.interface(text) for text in texts]


def _numbers(rows: Sequence[PointsRow]) -> list[int]:
    """Minutes and points of rows together."""
    return [sum(getattr(row, name) for row in rows) for name in ("minutes", "points", "by_check", "by_hand")]


def _as_csv(rows: Sequence[PointsRow], edition: Edition) -> str:
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(_heads(edition))
    for row in rows:
        kind = edition.interface(KIND_TEXTS[row.kind])
        table.writerow([row.chapter, row.number, row.title, short_name(row.exercise), kind, *_numbers([row])])
    table.writerow([edition.interface(interface_messages.TABLE_TOTAL), *[""] * 4, *_numbers(rows)])
    return stream.getvalue()


def _as_page(rows: Sequence[PointsRow], edition: Edition) -> str:
    interface, number = edition.interface, edition.language.number
    lines = [_line(_heads(edition)), _line(["---", "---:", *["---"] * 3, *["---:"] * 4])]
    for row in rows:
        kind = interface(KIND_TEXTS[row.kind])
        names = [f"`{row.chapter}`", number(row.number), row.title, f"`{short_name(row.exercise)}`", kind]
        lines.append(_line([*names, *map(number, _numbers([row]))]))
    lines.append(_line([interface(interface_messages.TABLE_TOTAL), *[""] * 4, *map(number, _numbers(rows))]))
    body = "\n".join([f"# {interface(interface_messages.TABLE_TITLE)}", "", *lines])
    return body + "\n" if edition.language.direction == "ltr" else f'<div dir="rtl">\n\n{body}\n\n</div>\n'


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(markdown_cell, cells)) + " |"
