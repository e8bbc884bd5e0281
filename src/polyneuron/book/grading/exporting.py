"""The gradebook → grades.csv, in which a submission that was not graded has no score, and the reason in its place.

Guards against a 0 for work that nobody, and no program, has looked at.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from polyneuron.book.grading.course_plan import COURSE_FILE, STUDENT_NUMBERS, USUAL_NUMBERS, CoursePlan, read_plan
from polyneuron.book.grading.handed_in import chapter_of, read_notebook
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.mending import CHECK_CHANGED
from polyneuron.book.grading.newer_files import newer_files
from polyneuron.book.grading.same_name import names_of_several, plain_name
from polyneuron.book.grading.summary import exercise_of
from polyneuron.book.model.course_folder import SUBMITTED, course_notebook
from polyneuron.book.model.exercise import short_name
from polyneuron.book.source.schema import near_words
from polyneuron.book.tools.files import aside

GRADES_COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score", "state", "reason", "look_at", "late", "mended", "note",
)  # fmt: skip
"""What they hold stands in docs/grading.md."""
GRADED, WAITS, NOT_GRADED, NOTHING = "graded", "waits for marks by hand", "not graded", "nothing handed in"
"""What the column `state` may say."""
STOPPED = "grading stopped; run nbgrader autograde for this student and read the error"
"""The reason where the file itself tells none."""


class GradesWithStates(ExportPlugin):
    """nbgrader's table with columns more.

    They are the state of a submission, why it was not graded, what to look at, whether it came late, what was mended in
    it, and whether its student or its numbers are none of those of the course. Times are those of the due date's zone.
    """

    course = Unicode(".", help="The course folder.")

    def export(self, gradebook: Gradebook) -> None:
        """Write the table, and name in the log what was not graded."""
        # With the mark by which Excel knows UTF-8.
        kept = Kept(Path(self.course))
        notes = kept.notes
        plan = read_plan(Path(self.course))
        participants, several_notebooks, newer = kept.participants, kept.several, newer_files(Path(self.course))
        shared = names_of_several(participants)
        with aside(Path(self.to or "grades.csv")) as path, path.open("w", encoding="utf-8-sig", newline="") as stream:
            # LibreOffice offers commas and semicolons together: what is quoted stays one cell.
            table = csv.DictWriter(stream, GRADES_COLUMNS, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
            table.writeheader()
            for assignment in gradebook.assignments:
                for student in sorted(gradebook.students, key=lambda one: str(one.id)):
                    if (self.assignment and assignment.name not in self.assignment) or (
                        self.student and student.id not in map(str, self.student)
                    ):
                        continue
                    row = {"assignment": assignment.name, "student_id": student.id}
                    row |= {name: getattr(student, name) for name in ("last_name", "first_name", "email")}
                    noted = notes.get(assignment.name, {}).get(student.id, {})
                    row |= {"max_score": assignment.max_score} | self._result(gradebook, assignment.name, student.id)
                    if noted.get("reason"):  # also where an earlier submission has marks
                        row |= {"raw_score": "", "late_submission_penalty": "", "score": ""}
                        row |= {"state": NOT_GRADED, "reason": noted["reason"]}
                    row["look_at"] = "; ".join(noted.get("look", ()))
                    row["mended"] = "; ".join(noted.get("mended", ()))
                    due = plan.due.get(assignment.name) if plan else None
                    row |= _times(due or _with_zone(assignment.duedate), _with_zone(row.get("timestamp")))
                    state = row["state"]
                    changes = _unlisted(plan, student.id, state) or _other_numbers(plan, noted, state)
                    several = several_notebooks.get(assignment.name, {}).get(student.id)
                    if several:
                        changes |= {"state": WAITS if state == GRADED else state}
                    same = _same_name(shared, student.id, participants.get(assignment.name, {}).get(student.id))
                    not_taken = newer.get(assignment.name, {}).get(student.id)
                    changes["note"] = "; ".join(
                        filter(None, (changes.get("note"), several, not_taken, same, *_of_grading(noted)))
                    )
                    if changes.get("state") == WAITS != row["state"]:
                        changes["reason"] = "see the note"
                    row |= changes
                    table.writerow({key: as_text(value) for key, value in row.items()})
                    if row["state"] == NOT_GRADED:
                        self.log.warning("Not graded: %s of %s: %s", assignment.name, student.id, row["reason"])

    def _result(self, gradebook: Gradebook, assignment: str, student: str) -> dict:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0, "state": NOTHING}
        if not was_graded(submission):
            why = reason(assignment, student, Path(self.course) / SUBMITTED)
            return {"timestamp": submission.timestamp, "state": NOT_GRADED, "reason": why}
        penalty = submission.late_submission_penalty or 0.0
        return {
            "timestamp": submission.timestamp,
            "raw_score": submission.score,
            "late_submission_penalty": penalty,
            "score": max(0.0, submission.score - penalty),
            "state": WAITS if submission.needs_manual_grade else GRADED,
            "reason": _open(submission),
        }


def _open(submission: SubmittedAssignment) -> str:
    """What a person has to look at, exercise by exercise."""
    read: list[str] = []
    look: list[str] = []
    for grade in (grade for notebook in submission.notebooks for grade in notebook.grades if grade.needs_manual_grade):
        found = read if grade.cell.cell_type == "markdown" else look
        found.append(exercise_of(short_name(grade.name)))
    parts = {"explanation to read": read, "check to look at": look}
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in parts.items() if names)


def _with_zone(time: datetime | None) -> datetime | None:
    """A time of nbgrader's gradebook, which is UTC and does not say so."""
    return time and time.replace(tzinfo=UTC)


def _times(due: datetime | None, came: datetime | None) -> dict[str, str]:
    """The columns of times, with their distance from UTC; `late` is empty where one of them is not known."""
    zone = due.tzinfo if due else UTC
    return {
        "duedate": due.isoformat(" ", "minutes") if due else "",
        "timestamp": came.astimezone(zone).isoformat(" ", "seconds") if came else "",
        "late": ("yes" if came > due else "no") if due and came else "",
    }


def _unlisted(plan: CoursePlan | None, student: str, state: str) -> dict[str, str]:
    """The columns of somebody whom the course's list of students does not have; a mark that may be wrong waits."""
    if plan is None or not plan.students or student in plan.students or state == NOTHING:
        return {}
    note = f"not in the students of {COURSE_FILE}{near_words(student, plan.students)}"
    if plan.variants != STUDENT_NUMBERS:
        return {"note": note}
    note += "; checked with the course's numbers, since nobody knows this student's own"
    return {"note": note, "state": WAITS if state == GRADED else state}


def _other_numbers(plan: CoursePlan | None, noted: Mapping[str, Any], state: str) -> dict[str, str]:
    """The columns of a notebook whose checks are not the course's: answers to the pages' numbers are no mistakes."""
    changed = any(one.endswith(CHECK_CHANGED) for one in noted.get("mended", ()))
    if plan is None or plan.variants == USUAL_NUMBERS or not changed:
        return {}
    note = "its checks have other numbers than this course's: was it the notebook of the site, and not of `release`?"
    return {"note": note, "state": WAITS if state == GRADED else state}


def _of_grading(noted: Mapping[str, Any]) -> list[str]:
    """What went wrong beside the marks: a time that nobody understands, a page that could not be written."""
    return [str(noted.get(name) or "") for name in ("time", "feedback")]


def _same_name(shared: Collection[str], student: str, number: str | None) -> str:
    """What tells a student from others of the name; empty where the name is nobody else's."""
    name = plain_name(student, number)
    if number is None or name not in shared:
        return ""
    return f"several students are named {name}; this one is Moodle's participant {number}"


def read_grades(path: Path) -> list[dict[str, str]]:
    """The rows of a table of grades."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def as_text(value: object) -> object:
    """A value that no spreadsheet takes for a formula: names are what students call themselves."""
    return f"'{value}" if isinstance(value, str) and re.match(r"[=+@\t\r]|-(?![\d.])", value) else value


def was_graded(submission: SubmittedAssignment) -> bool:
    """Whether every check has a result, of the program or of a person. What is marked by hand does not count."""
    for notebook in submission.notebooks:
        by_hand = {cell.name for cell in notebook.notebook.solution_cells}
        checks = [grade for grade in notebook.grades if grade.name not in by_hand]
        if any(grade.auto_score is None and grade.manual_score is None for grade in checks or notebook.grades):
            return False
    return bool(submission.notebooks)


def reason(assignment: str, student: str, folder: Path = Path(SUBMITTED)) -> str:
    """Why a submission was not graded, as far as the file itself tells it."""
    place = folder / student / assignment
    path = course_notebook(folder / student, assignment)
    if not path.is_file():
        others = sorted(other.name for other in place.glob("*")) if place.is_dir() else []
        return f"no file {path.name}" + (f"; there is: {', '.join(others)}" if others else "")
    try:
        notebook = read_notebook(path.read_bytes())
    except OSError as error:
        return f"the file cannot be read as a notebook: {error}"
    except ValueError as error:
        return str(error)
    chapter = chapter_of(notebook)
    if chapter is not None and chapter != assignment:
        return f"it is the notebook of {chapter}"
    return STOPPED
