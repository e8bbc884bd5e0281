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
    table = Table("assignment", "graded", "waits for marks by hand", "not graded", "nothing handed in", "to look at")
    for column in table.columns[1:]:
        column.justify = "right"
    for assignment in dict.fromkeys(row["assignment"] for row in done.rows):
        rows = [row for row in done.rows if row["assignment"] == assignment]
        counts = Counter(row["state"] for row in rows)
        numbers = [counts[state] for state in (GRADED, WAITS, NOT_GRADED, NOTHING)]
        table.add_row(assignment, *map(str, numbers), str(sum(bool(row["look_at"]) for row in rows)))
    console.print(table)
    _list(console, "Not graded", [(row, row["reason"]) for row in done.rows if row["state"] == NOT_GRADED])
    _list(console, "To look at", [(row, row["look_at"]) for row in done.rows if row["look_at"]])
    for place, why in done.not_taken_in:
        console.print(f"Not taken in: {escape(place)}: {escape(why)}", highlight=False)
    console.print(f"Run: {done.ran}. Kept from before: {done.kept}. Minutes: {done.seconds / 60:.1f}", highlight=False)
    for path in done.files:
        console.print(str(path), highlight=False, markup=False)


def _list(console: Console, title: str, rows: list[tuple[dict[str, str], str]]) -> None:
    for row, why in rows:
        whose = f"{row['assignment']} of {row['student_id']}"
        console.print(f"{title}: {escape(whose)}: {escape(why)}", highlight=False)
