"""What a person sees when a course was graded: a table, and each submission that was not."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from polyneuron.book.grading.exporting import GRADED, NOT_GRADED, NOTHING, WAITS
from polyneuron.book.grading.grade import Graded


def print_graded(done: Graded, console: Console) -> None:
    """Print it."""
    states = (GRADED, WAITS, NOT_GRADED, NOTHING)
    table = Table("assignment", *states, "to look at", "mended")
    for column in table.columns[1:]:
        column.justify = "right"
    for assignment in dict.fromkeys(row["assignment"] for row in done.rows):
        rows = [row for row in done.rows if row["assignment"] == assignment]
        counts = Counter(row["state"] for row in rows)
        numbers = [counts[state] for state in states]
        numbers += [sum(bool(row[column]) for row in rows) for column in ("look_at", "mended")]
        table.add_row(assignment, *map(str, numbers))
    console.print(table)
    _list(console, "Not graded", [(row, row["reason"]) for row in done.rows if row["state"] == NOT_GRADED])
    _list(console, "To look at", [(row, row["look_at"]) for row in done.rows if row["look_at"]])
    _list(console, "Not listed", [(row, row["note"]) for row in done.rows if row["note"]])
    for place, why in done.not_taken_in:
        console.print(f"Not taken in: {escape(place)}: {escape(why)}", highlight=False)
    console.print(f"Run: {done.ran}. Kept from before: {done.kept}. Minutes: {done.seconds / 60:.1f}", highlight=False)
    for path in done.files:
        console.print(str(path), highlight=False, markup=False)


def _list(console: Console, title: str, rows: list[tuple[dict[str, str], str]]) -> None:
    for row, why in rows:
        whose = f"{row['assignment']} of {row['student_id']}"
        console.print(f"{title}: {escape(whose)}: {escape(why)}", highlight=False)
