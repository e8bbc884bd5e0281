"""What a platform gives out, or what lies in a folder → `submitted/<student>/<assignment>/<assignment>.ipynb`.

`python -m polyneuron.book.grading.collecting 01-neurons downloads/` in a course folder takes in notebooks and zips,
also zips in zips, under any name. In Moodle's download the student's name stands before
`_<number>_assignsubmission_file_`; else it is a known name in the path, the name of the student's folder, or of the
file (`names_in_paths.py`). Students of one name are told apart by Moodle's numbers, as `李华 (1004)`. What cannot be
taken in is listed with the reason, and never stops the others. A submission that is there already stays, unless
`--replace` is given.
"""

from __future__ import annotations

import errno
import itertools
import re
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import click
from nbformat import NotebookNode

from polyneuron.book.grading.downloaded_files import A_LINK, ZIP, downloaded_files
from polyneuron.book.grading.handed_in import answered, chapter_of, is_of, read_notebook
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.names_in_paths import Named, students_in
from polyneuron.book.grading.newer_files import NOT_TAKEN, add_newer_files
from polyneuron.book.grading.same_name import Participants, plain_name, students_by_number
from polyneuron.book.grading.times_of_files import TIMESTAMP_FILE
from polyneuron.book.model.course_folder import SUBMITTED, course_notebook
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import write_if_changed

_NOTEBOOK = re.compile(r"\.ipynb(?:\.(?:txt|json)|\s*\(\d+\))?$|\.json$", re.IGNORECASE)
"""Also as browsers and editors name a notebook that they take for a text."""
_VERSION = re.compile(r"(?:^|/)Version (\d+)/")
_DRAFTS = "Working files"
_SHOWN = 5
"""So many files of a wrong download are named."""
_LONGEST = 255
"""Bytes that the name of a folder may have."""


@dataclass
class Collected:
    """What was found."""

    notebooks: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Student → where the notebook was found, and what it holds."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """(where, why) of everything that could not be taken in."""
    not_graded: dict[str, str] = field(default_factory=dict)
    """Student → why, of those whom the platform or the course knows and who handed in nothing that can be graded."""
    other_chapters: Counter[str] = field(default_factory=Counter)
    """Chapter → how many notebooks are of it, and not of the assignment."""
    foreign: list[str] = field(default_factory=list)
    """Notebooks that say no chapter and have no cell of the assignment."""
    recognised: bool = False
    """Whether a notebook of the assignment was found."""
    several: dict[str, str] = field(default_factory=dict)
    """Student → which of several notebooks was taken, where none has more answers than another."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Student → the number in the names that Moodle gives to files."""
    same_name: list[str] = field(default_factory=list)
    """Students whose number tells them from others of their name."""


def collected(
    folder: Path,
    assignment: str,
    known: Collection[str] = (),
    given: NotebookNode | None = None,
    participants: Participants = MappingProxyType({}),
) -> Collected:
    """Look through a folder, or one zip, for one notebook of each student.

    Parameters
    ----------
    known
        Students of the course. Whoever is neither among them, nor named as Moodle does it, is a student only with a
        notebook of the assignment: else any file would be one.
    given
        The assignment, by which a notebook is known that does not say its chapter.
    participants
        The numbers of students who are known from earlier downloads.
    """
    found: dict[str, list[tuple[str, bytes]]] = {}
    done = Collected()
    students: dict[str, str] = {}
    """Student → a file of theirs, for those without a notebook."""
    files: dict[str, bytes] = {}
    for place, content in downloaded_files(folder, done.problems, known):
        files[_another(place, files)] = content if _is_notebook_file(place) else b""
    notebooks = {place: _read(content) for place, content in files.items() if _is_notebook_file(place)}
    own = [place for place, notebook in notebooks.items() if _is_own(notebook, assignment, given)]
    unread = [place for place, _ in done.problems if place not in files]
    named = students_in([*files, *unread], assignment, known, own)
    by_number = students_by_number(
        [(one.name, one.number) for one in named.values() if one.name and one.number], assignment, participants
    )
    done.same_name = sorted(student for (name, _), student in by_number.items() if student != name)
    student_at = {place: _student(one, by_number) for place, one in named.items()}
    for place in [*files, *unread]:
        student, number = student_at[place], named[place].number
        if student is None or len(student.encode()) > _LONGEST:
            if place in files:
                done.problems.append((place, _no_folder(student)))
            continue
        if place in files or number or student in known:
            students.setdefault(student, place)
        if number:
            done.numbers[student] = number
        if place in notebooks:
            found.setdefault(student, []).append((place, files[place]))
    for student in sorted(students):
        by_chapter: dict[str | None, list[_HandedIn]] = {}
        for place, content in found.get(student, []):
            notebook = notebooks[place]
            if isinstance(notebook, ValueError):
                done.problems.append((place, f"no notebook: {notebook}"))
                continue
            chapter = chapter_of(notebook)
            if chapter is None and not _is_own(notebook, assignment, given):
                done.foreign.append(place)
                if student not in done.numbers and student not in known:
                    done.problems.append((place, f"not recognised: no cell of {assignment} is in it"))
                    continue
            elif chapter not in (assignment, None):
                done.other_chapters[str(chapter)] += 1
            answers = answered(notebook, given) if given is not None else 0
            by_chapter.setdefault(chapter, []).append(_HandedIn(place, content, answers))
        is_known = student in done.numbers or student in known
        if choice := by_chapter.get(assignment) or by_chapter.get(None):
            choice = [one for one in choice if not one.is_draft] or choice
            taken, *others = sorted(choice, key=lambda one: one.order, reverse=True)
            done.notebooks[student] = taken.place, taken.content
            if others := [one for one in others if one.content != taken.content]:
                places = ", ".join(one.place for one in others)
                done.problems.append((places, f"another notebook of {student} was taken: {taken.place}"))
                if others[0].answers == taken.answers:
                    done.several[student] = f"{taken.place} was taken, and not {places}: which one counts?"
        elif by_chapter:
            other, others_found = next(iter(by_chapter.items()))
            done.problems.append((others_found[0].place, f"the notebook of another chapter: {other}"))
        elif student not in found and students[student] in files and not students[student].lower().endswith(ZIP):
            done.problems.append((students[student], f"no notebook of {student}" if is_known else "not recognised"))
        if student not in done.notebooks and is_known:
            of_student = [one for one in done.problems if student_at.get(one[0]) == student]  # of damaged zips too
            where, why = of_student[-1] if of_student else (students[student], "it cannot be read")
            done.not_graded[student] = f"{PurePosixPath(where).name}: {why}"
    done.recognised = bool({*done.notebooks} - {student_at[place] for place in done.foreign})
    return done


def _another(place: str, files: Collection[str]) -> str:
    """The path, numbered where there is a file of it: `Jan.zip` may hold what the folder `Jan` holds too."""
    numbered = (f"{place} ({number})" for number in itertools.count(2))
    return place if place not in files or not _is_notebook_file(place) else next(x for x in numbered if x not in files)


def _read(content: bytes) -> dict[str, Any] | ValueError:
    """A notebook, or why it is none."""
    try:
        return read_notebook(content)
    except ValueError as error:
        return error


def _is_own(notebook: dict[str, Any] | ValueError, assignment: str, given: NotebookNode | None) -> bool:
    """Whether it is a notebook of the assignment, as far as that is known."""
    if isinstance(notebook, ValueError):
        return False
    chapter = chapter_of(notebook)
    return chapter == assignment or (chapter is None and (given is None or is_of(notebook, given)))


def _no_folder(student: str | None) -> str:
    """Why there can be no folder for a student."""
    if student is None:
        return "no student's name in it"
    bytes_of_name = len(student.encode())
    return f"the name has {bytes_of_name} bytes, a folder's at most {_LONGEST}; rename the file in the download"


@dataclass(frozen=True)
class _HandedIn:
    """One of the notebooks of a student."""

    place: str
    content: bytes
    answers: int
    """How many answers are written; 0 where it is not known what was given."""

    @property
    def order(self) -> tuple[int, int, str]:
        """By what the last one is known: answers in it, then the number that browsers or Teams add."""
        number = re.search(r"\((\d+)\)", PurePosixPath(self.place).name) or _VERSION.search(self.place)
        return self.answers, int(number[1]) if number else 0, self.place

    @property
    def is_draft(self) -> bool:
        """Whether Teams says that it was not handed in."""
        return _DRAFTS in PurePosixPath(self.place).parts


def student_of(place: str) -> str | None:
    """The student's name in a path, as far as this path alone tells it."""
    return students_in([place])[place].name


def _student(named: Named, by_number: Mapping[tuple[str, str], str]) -> str | None:
    """The student, told by Moodle's number from others of the name."""
    name, number = named.name, named.number
    return by_number.get((name, number), name) if name and number else name


def _is_notebook_file(place: str) -> bool:
    return _NOTEBOOK.search(place) is not None


def collect(
    course: Path,
    assignment: str,
    downloads: Path,
    *,
    force: bool,
    known: Collection[str] = (),
    given: NotebookNode | None = None,
) -> Collected:
    """Put what was found where nbgrader looks for submissions; `known` and `given` as in `collected`.

    A submission that is there already and differs stays, and is a problem, unless `force` is given. Whatever was not
    taken in besides an earlier submission is kept for the table of grades. Raises `ProblemsFound`, and writes nothing,
    where this seems to be no download of the assignment.
    """
    kept = Kept(course)
    before = kept.participants
    done = collected(downloads, assignment, known, given, before)
    others = done.other_chapters or done.foreign or not (done.numbers or done.not_graded)
    if others and not done.recognised:
        raise ProblemsFound([_no_download(downloads, assignment, done)])
    newer = {
        student: f"{NOT_TAKEN}: {why}"
        for student, why in done.not_graded.items()
        if course_notebook(course / SUBMITTED / student, assignment).exists()
    }
    refused = {*newer}
    for student, (place, content) in done.notebooks.items():
        if why := _not_written(course, assignment, student, content, force=force):
            done.problems.append((place, why))
            newer[student] = f"{NOT_TAKEN}: {PurePosixPath(place).name}: {why}"
            refused.add(student)
    kept.add_participants(assignment, {one: number for one, number in done.numbers.items() if one not in refused})
    kept.add_several(assignment, {one: done.several.get(one, "") for one in done.notebooks if one not in refused})
    add_newer_files(course, assignment, dict.fromkeys(done.notebooks, "") | newer)
    return done


def _not_written(course: Path, assignment: str, student: str, content: bytes, *, force: bool) -> str:
    """Put a notebook into its place; why not, where it stays out. What was known of the time of an old one goes."""
    path = course_notebook(course / SUBMITTED / student, assignment)
    try:
        if link := next((one for one in (path.parent.parent, path.parent, path) if one.is_symlink()), None):
            return f"{link.relative_to(course).as_posix()} is {A_LINK}; remove it"
        if path.exists() and path.read_bytes() != content:
            if not force:
                return f"{student} has a submission already; --replace takes this one"
            (path.parent / TIMESTAMP_FILE).unlink(missing_ok=True)
        write_if_changed(path, content)
    except OSError as error:
        remedy = "; rename the file in the download" if error.errno == errno.ENAMETOOLONG else ""
        return f"it cannot be written: {error.strerror}{remedy}"
    return ""


def _no_download(downloads: Path, assignment: str, done: Collected) -> Problem:
    """What is said of a folder or zip without a notebook of the assignment."""
    what = f"No notebook of {assignment} is in here"
    if done.other_chapters:
        counts = ", ".join(f"{chapter} ({count})" for chapter, count in sorted(done.other_chapters.items()))
        what += f"; there are notebooks of {counts}"
    elif done.foreign:
        what += f"; notebooks that have no cell of it: {', '.join(done.foreign[:_SHOWN])}"
    elif done.problems:
        shown = ", ".join(f"{place} ({why})" for place, why in done.problems[:_SHOWN])
        what += f"; there is: {shown}{', …' if len(done.problems) > _SHOWN else ''}"
    remedy = "Give the folder or the zip that the platform made of this assignment's submissions. Nothing was taken in."
    return Problem(str(downloads), 0, what, remedy)


@click.command()
@click.argument("assignment")
@click.argument("downloads", type=click.Path(exists=True, path_type=Path))
@click.option("--replace", "--force", "replace", is_flag=True, help="Replace submissions that are there already.")
def main(assignment: str, downloads: Path, replace: bool) -> None:
    """Put the notebooks of DOWNLOADS, a folder or a zip, where nbgrader looks for submissions of ASSIGNMENT."""
    try:
        done = collect(Path(), assignment, downloads, force=replace)
    except ProblemsFound as found:
        raise click.ClickException(str(found.problems[0])) from found
    click.echo(f"Taken in: {len(done.notebooks)}")
    for student in done.same_name:
        click.echo(f"{student}: another student is named {plain_name(student, done.numbers[student])}")
    for place, why in done.problems:
        click.echo(f"{place}: {why}")
    sys.exit(1 if done.problems else 0)


if __name__ == "__main__":
    main()
