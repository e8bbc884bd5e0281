"""What a person sees when a course was graded: how many, who waits and why, and what to do next.

Lines and no table: a terminal of any width wraps them, so that no name is cut.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from polyneuron.book.grading.exporting import GRADED, NOT_GRADED, NOTHING, WAITS
from polyneuron.book.grading.grade import Graded

_STATES = (GRADED, WAITS, NOT_GRADED, NOTHING)


def print_graded(done: Graded, console: Console, course: Path) -> None:
    """Print it; `course` as it was typed, for the next command."""
    for assignment in dict.fromkeys(row["assignment"] for row in done.rows):
        counts = Counter(row["state"] for row in done.rows if row["assignment"] == assignment)
        console.print(f"[bold]{escape(assignment)}[/bold]", highlight=False)
        for state in _STATES:
            console.print(f"  {counts[state]:4}  {state}", highlight=False)
    _list(console, "Not graded", [(row, row["reason"]) for row in done.rows if row["state"] == NOT_GRADED])
    _list(console, "Waits for a person", [(row, row["reason"]) for row in done.rows if row["state"] == WAITS])
    _list(console, "To look at", [(row, row["look_at"]) for row in done.rows if row["look_at"]])
    _list(console, "Note", [(row, row["note"]) for row in done.rows if row["note"]])
    _list(console, "Mended", [(row, row["mended"]) for row in done.rows if row["mended"]])
    _say(console, "Not taken in", [f"{place}: {why}" for place, why in done.not_taken_in])
    unknown = [row for row in done.rows if row["state"] != NOTHING and row["duedate"] and not row["timestamp"]]
    if unknown:
        console.print(
            f"Whether they came late is not known of {len(unknown)}: nothing says when. Nothing was taken off for it, "
            "and the column `late` is empty.",
            highlight=False,
        )
    console.print(f"Run: {done.ran}. Kept from before: {done.kept}. Minutes: {done.seconds / 60:.1f}", highlight=False)
    console.print("[bold]Written[/bold]", highlight=False)
    for path in done.files:
        console.print(f"  {path}", highlight=False, markup=False)
    _say(console, "Next", _next(done, course))


def _next(done: Graded, course: Path) -> list[str]:
    """What to type or do now."""
    place = shlex.quote(str(course))
    again = f"python -m polyneuron.book grade {place}"
    states = {row["state"] for row in done.rows}
    steps = []
    if NOT_GRADED in states:
        steps.append(f"{again} --downloads DOWNLOADS --replace    # when those who were not graded handed in again")
    if WAITS in states:
        steps.append(f"cd {place} && jupyter lab    # menu Nbgrader, Formgrader, Manual Grading")
        steps.append(f"{again}    # afterwards: marks by hand reach the table, Moodle's file and the feedback")
    return steps or ["Give grades-moodle/ to Moodle, and feedback/ to the students."]


def _list(console: Console, title: str, rows: Sequence[tuple[dict[str, str], str]]) -> None:
    _say(console, title, [f"{row['assignment']} of {row['student_id']}: {why}" for row, why in rows])


def _say(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print(f"[bold]{title}[/bold]", highlight=False)
    for line in lines:
        console.print(f"  {line}", highlight=False, markup=False)
