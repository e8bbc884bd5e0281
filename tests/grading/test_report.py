"""The summary on the terminal is whole at any width, names who waits and why, and says what to do next."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from polyneuron.book.grading.exporting import GRADED, NOT_GRADED, NOTHING, WAITS
from polyneuron.book.grading.grade import Graded
from polyneuron.book.grading.report import print_graded

NAME = "Wilhelmina Konstancja Brzęczyszczykiewicz-Chrząszczyżewoszycka z Łękołodów"


def row(state: str, student: str = NAME, **columns: str) -> dict[str, str]:
    names = ("reason", "look_at", "mended", "note", "duedate", "timestamp")
    return dict.fromkeys(names, "") | {"assignment": "01-neurons", "student_id": student, "state": state} | columns


def said(rows: list[dict[str, str]], width: int = 80) -> str:
    """What is printed, without the ends of lines that a terminal's width makes."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, soft_wrap=True)
    print_graded(Graded(rows=rows, files=[Path("grades.csv")]), console, Path("my course"))
    return stream.getvalue()


@pytest.mark.parametrize("width", [20, 80])
def test_no_name_is_cut(width):
    text = said([row(WAITS, reason="explanation to read: exchange")], width)
    assert f"01-neurons of {NAME}: explanation to read: exchange" in text and "…" not in text
    assert f"     1  {WAITS}" in text and f"     0  {NOT_GRADED}" in text


def test_the_next_command_is_said():
    assert "Next\n  Give grades-moodle/" in said([row(GRADED)])
    text = said([row(WAITS, reason="x"), row(NOT_GRADED, reason="no file")])
    assert "cd 'my course' && jupyter lab " in text
    assert "grade 'my course' --downloads DOWNLOADS --replace " in text


@pytest.mark.parametrize(
    ("columns", "unknown"),
    [({"duedate": "2027"}, True), ({"duedate": "2027", "timestamp": "2026"}, False), ({}, False)],
)
def test_lateness_that_is_not_known_is_said(columns, unknown):
    text = said([row(GRADED, **columns), row(NOTHING, "Jan", duedate="2027")])
    assert ("Whether they came late is not known of 1" in text) == unknown
