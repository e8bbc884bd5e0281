"""Who takes a course: a table of names → folders, and each student's own numbers.

A student's folder is the name as the platform's download has it, in letters of any script; see
`polyneuron.book.grading.collecting`. Guards against two students in one folder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.grading.collecting import student_of
from polyneuron.book.model.exercise import COURSE_SEEDS
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.csv_files import TableRow, read_csv

_NAME_COLUMNS = ("student", "name", "full name", "id")
"""Columns that may hold the whole name, the first one that is there does."""
_FIRST, _LAST, _MAIL = ("first_name", "first name"), ("last_name", "last name", "surname"), ("email", "email address")
_LONGEST = 200
"""Bytes of a folder's name that every file system takes, with a margin."""


@dataclass(frozen=True)
class Student:
    """Somebody who takes the course."""

    name: str
    """The name of the student's folders, and in nbgrader's gradebook."""
    first_name: str = ""
    last_name: str = ""
    email: str = ""


def read_students(path: Path) -> list[Student]:
    """The students of a table in CSV; raises `ProblemsFound` with all rows that cannot be used.

    A table of one column holds names, below any heading; another one has the column `student`, or first and last names.
    """
    rows = read_csv(path, path.parent, lambda columns: _column_problems(columns, path.name))
    students: list[Student] = []
    owners: dict[str, int] = {}
    problems = []
    for row in rows:
        student = _student(row)
        if not student.name or student.name.startswith("-") or len(student.name.encode()) > _LONGEST:
            remedy = "Write the student's name as the platform shows it."
            problems.append(Problem(path.name, row.line, "This row has no name that a folder can have", remedy))
            continue
        key = student.name.casefold()
        if key in owners:
            what = f"This student has the same name as the one in line {owners[key]}: {student.name}"
            remedy = "Add something to one of the two names, as the platform does."
            problems.append(Problem(path.name, row.line, what, remedy))
        owners.setdefault(key, row.line)
        students.append(student)
    if not rows:
        problems.append(Problem(path.name, 1, "No student stands in this table", "Write a name in each row."))
    if problems:
        raise ProblemsFound(problems)
    return students


def seed_for(course_seed: int, student: str = "") -> int:
    """The seed of a student's numbers, or of the course's: the same on every machine, one of those that are proved."""
    digest = hashlib.sha256(f"{course_seed} {student}".encode()).digest()
    return COURSE_SEEDS[int.from_bytes(digest, "big") % len(COURSE_SEEDS)]


def _column_problems(columns: list[str], file: str) -> list[Problem]:
    known = {column.casefold() for column in columns}
    if len(columns) == 1 or known & set(_NAME_COLUMNS) or (known & set(_FIRST) and known & set(_LAST)):
        return []
    what = f"No column holds the students' names: {', '.join(columns)}"
    remedy = "Call one student, or two of them first_name and last_name; email may stand there too."
    return [Problem(file, 1, what, remedy)]


def _student(row: TableRow) -> Student:
    cells = {column.casefold(): cell for column, cell in row.cells.items()}
    first, last, email = (
        next((cells[name] for name in names if name in cells), "") for names in (_FIRST, _LAST, _MAIL)
    )
    whole = next((cells[name] for name in _NAME_COLUMNS if name in cells), "")
    if not whole:
        whole = next(iter(cells.values())) if len(cells) == 1 else f"{first} {last}"
    return Student(_folder(whole), first, last, email)


def _folder(name: str) -> str:
    """The name of a student's folder, as it is found in Moodle's download; empty where there is none."""
    whole = name.replace("/", " ").strip()
    return (student_of(f"{whole}_0_assignsubmission_file") or "") if whole else ""
