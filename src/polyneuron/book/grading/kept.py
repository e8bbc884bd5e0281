"""What grading keeps in a course folder, so that a second run goes on where the first one was stopped.

.grading/<assignment>/<digest>.ipynb   a submission that was run
.grading/<assignment>/<digest>.json    what was found while it ran
.grading/notes.json                    for each submission: what was marked, why not, what to look at
.grading/participants.json             the numbers by which Moodle knows students
.grading/several.json                  students who handed in several notebooks, and which one was taken
.grading/newer.json                    newer files that were not taken in: see `newer_files.py`
.grading/lock                          held while something is graded
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from polyneuron.book.tools.files import write_if_changed

KEPT_FOLDER = ".grading"
_NOTES, _PARTICIPANTS, _SEVERAL = "notes.json", "participants.json", "several.json"


class Kept:
    """The folder `.grading` of a course."""

    def __init__(self, course: Path):
        self.folder = course / KEPT_FOLDER

    def executed(self, assignment: str, digest: str) -> Path:
        """Where the executed notebook lies, or will lie."""
        return self.folder / assignment / f"{digest}.ipynb"

    def found(self, assignment: str, digest: str) -> dict[str, Any] | None:
        """What was found while it ran; None where it has not been run to its end."""
        path = self.executed(assignment, digest)
        return read_kept(path.with_suffix(".json")) if path.is_file() else None

    def keep(self, assignment: str, digest: str, notebook: str, found: dict[str, Any]) -> None:
        """Keep a result: the notebook first, since the other file says that all is there."""
        path = self.executed(assignment, digest)
        write_if_changed(path, notebook)
        write_kept(path.with_suffix(".json"), found)

    @property
    def notes(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Assignment → student → `marked` (a digest), `reason`, `look`, `mended`, `by_hand` (marks of a person)."""
        return read_kept(self.folder / _NOTES) or {}

    def note(self, assignment: str, student: str, **what: Any) -> None:
        """Note what became of a submission, in the place of what was noted before."""
        notes = self.notes
        notes.setdefault(assignment, {})[student] = what
        write_kept(self.folder / _NOTES, notes)

    @property
    def participants(self) -> dict[str, dict[str, str]]:
        """Assignment → student → number."""
        return read_kept(self.folder / _PARTICIPANTS) or {}

    def add_participants(self, assignment: str, numbers: dict[str, str]) -> None:
        """Keep the numbers of students, besides those that are known."""
        _add(self.folder / _PARTICIPANTS, assignment, numbers)

    @property
    def several(self) -> dict[str, dict[str, str]]:
        """Assignment → student → which of several notebooks was taken; empty where there was one."""
        return read_kept(self.folder / _SEVERAL) or {}

    def add_several(self, assignment: str, texts: dict[str, str]) -> None:
        """Keep what was found, in the place of what was known of these students."""
        _add(self.folder / _SEVERAL, assignment, texts)


def read_kept(path: Path) -> Any:
    """The content of a file; None where it is not there, or was not written to its end."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, or a disk was full: it is made again
        return None


def _add(path: Path, assignment: str, texts: dict[str, str]) -> None:
    """Put what is known of some students of an assignment into a file: assignment → student → text."""
    known = read_kept(path) or {}
    write_kept(path, known | {assignment: known.get(assignment, {}) | texts})


def write_kept(path: Path, content: Any) -> None:
    """Write a file that `read_kept` reads, and people too."""
    write_if_changed(path, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
