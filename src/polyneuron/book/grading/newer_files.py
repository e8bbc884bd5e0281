"""`.grading/newer.json`: newer files of students that were not taken in, so that the table of grades can say so.

Besides the notes in `kept.py`: these are written anew when a submission is marked, and this must outlast it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from polyneuron.book.grading.kept import KEPT_FOLDER
from polyneuron.book.tools.files import write_if_changed

_FILE = "newer.json"
NOT_TAKEN = "a newer file was not taken"


def newer_files(course: Path) -> dict[str, dict[str, str]]:
    """Assignment → student → which file was not taken in, and why; empty where what was taken in is the newest."""
    try:
        found = json.loads((course / KEPT_FOLDER / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, or a disk was full: it is made again
        return {}
    return found if isinstance(found, dict) else {}


def add_newer_files(course: Path, assignment: str, texts: Mapping[str, str]) -> None:
    """Keep what was not taken in, in the place of what was known of these students."""
    known = newer_files(course)
    before = known.get(assignment, {})
    now = {student: text for student, text in {**before, **texts}.items() if text}
    if now != before:
        content = json.dumps(known | {assignment: now}, ensure_ascii=False, indent=1, sort_keys=True)
        write_if_changed(course / KEPT_FOLDER / _FILE, content + "\n")
