"""`.grading/newer.json`: newer files of students that were not taken in, so that the table of grades can say so.

Besides the notes in `kept.py`: these are written anew when a submission is marked, and this must outlast it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from polyneuron.book.grading.kept import KEPT_FOLDER, read_kept, write_kept

_FILE = "newer.json"
NOT_TAKEN = "a newer file was not taken"


def newer_files(course: Path) -> dict[str, dict[str, str]]:
    """Assignment → student → which file was not taken in, and why; empty where what was taken in is the newest."""
    return read_kept(course / KEPT_FOLDER / _FILE) or {}


def add_newer_files(course: Path, assignment: str, texts: Mapping[str, str]) -> None:
    """Keep what was not taken in, in the place of what was known of these students."""
    known = newer_files(course)
    before = known.get(assignment, {})
    now = {student: text for student, text in {**before, **texts}.items() if text}
    if now != before:
        write_kept(course / KEPT_FOLDER / _FILE, known | {assignment: now})
