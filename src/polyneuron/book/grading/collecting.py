"""What a platform gives out, or what lies in a folder → `submitted/<student>/<assignment>/<assignment>.ipynb`.

`python -m polyneuron.book.grading.collecting 01-neurons downloads/` in a course folder takes in notebooks and zips,
also zips in zips, under any name. In Moodle's download the student's name stands before
`_<number>_assignsubmission_file_`; else it is the name of the student's folder, or of the file. A folder around the
folders of all students is no student. Students of one name are told apart by Moodle's numbers, as `李华 (1004)`. What
cannot be taken in is listed with the reason, and never stops the others. A submission that is there already stays,
unless `--force` is given.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import click
from nbformat import NotebookNode

from polyneuron.book.grading.handed_in import answered, chapter_of, is_of, read_notebook
from polyneuron.book.grading.kept import Kept
from polyneuron.book.grading.same_name import Participants, plain_name, students_by_number
from polyneuron.book.model.course_folder import SUBMITTED, course_notebook
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import write_if_changed

_MOODLE = re.compile(r"(?P<student>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_|$)")
_IGNORED = {"__MACOSX", ".ipynb_checkpoints", ".DS_Store"}
_ZIP = ".zip"
_NOTEBOOK = re.compile(r"\.ipynb(?:\.(?:txt|json)|\s*\(\d+\))?$|\.json$", re.IGNORECASE)
"""Also as browsers and editors name a notebook that they take for a text."""
_DEEPEST = 3
_SHOWN = 5
"""So many files of a wrong download are named."""
_LARGEST = 200 * 2**20
"""Bytes that one file may have when it is unpacked: a small zip can hold an endless file."""


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
    files = [(place, content if _is_notebook_file(place) else b"") for place, content in _files(folder, done.problems)]
    around = _folder_around([place for place, _ in files], assignment, known)
    done.problems = [(place.removeprefix(around), why) for place, why in done.problems]
    files = [(place.removeprefix(around), content) for place, content in files]
    named = [(student_of(place), _number(place)) for place, _ in files]
    by_number = students_by_number(
        [(name, number) for name, number in named if name and number], assignment, participants
    )
    done.same_name = sorted(student for (name, _), student in by_number.items() if student != name)
    for place, content in files:
        student = _student(place, by_number)
        if student is None:
            done.problems.append((place, "no student's name in it"))
            continue
        students.setdefault(student, place)
        if number := _number(place):
            done.numbers[student] = number
        if _is_notebook_file(place):
            found.setdefault(student, []).append((place, content))
    for student in sorted(students):
        by_chapter: dict[str | None, list[_HandedIn]] = {}
        for place, content in found.get(student, []):
            try:
                notebook = read_notebook(content)
            except ValueError as error:
                done.problems.append((place, f"no notebook: {error}"))
            else:
                chapter = chapter_of(notebook)
                if chapter is None and given is not None and not is_of(notebook, given):
                    done.foreign.append(place)
                    if student not in done.numbers and student not in known:
                        done.problems.append((place, f"not recognised: no cell of {assignment} is in it"))
                        continue
                elif chapter not in (assignment, None):
                    done.other_chapters[str(chapter)] += 1
                answers = answered(notebook, given) if given is not None else 0
                by_chapter.setdefault(chapter, []).append(_HandedIn(place, content, answers))
        if choice := by_chapter.get(assignment) or by_chapter.get(None):
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
        elif student not in found and not students[student].lower().endswith(_ZIP):
            is_known = student in done.numbers or student in known
            done.problems.append((students[student], f"no notebook of {student}" if is_known else "not recognised"))
        if student not in done.notebooks and (student in done.numbers or student in known):
            own = [one for one in done.problems if _student(one[0], by_number) == student]  # of damaged zips too
            where, why = own[-1] if own else (students[student], "it cannot be read")
            done.not_graded[student] = f"{PurePosixPath(where).name}: {why}"
    done.recognised = bool({*done.notebooks} - {_student(place, by_number) for place in done.foreign})
    return done


@dataclass(frozen=True)
class _HandedIn:
    """One of the notebooks of a student."""

    place: str
    content: bytes
    answers: int
    """How many answers are written; 0 where it is not known what was given."""

    @property
    def order(self) -> tuple[int, int, str]:
        """By what the last one is known: answers in it, then the number that browsers add."""
        number = re.search(r"\((\d+)\)", PurePosixPath(self.place).name)
        return self.answers, int(number[1]) if number else 0, self.place


def student_of(place: str) -> str | None:
    """The student's name in a path: Moodle's form, else the first folder, else the file's own name."""
    parts = PurePosixPath(place).parts
    for part in parts:
        if match := _MOODLE.match(part):
            return _name(match["student"])
    first = parts[0] if len(parts) > 1 else PurePosixPath(parts[0]).stem
    return _name(re.sub(r"\s*\(\d+\)$", "", first))


def _student(place: str, by_number: Mapping[tuple[str, str], str]) -> str | None:
    """The student of a path, told by Moodle's number from others of the name."""
    name, number = student_of(place), _number(place)
    return by_number.get((name, number), name) if name and number else name


def _is_notebook_file(place: str) -> bool:
    return _NOTEBOOK.search(place) is not None


def _folder_around(places: Collection[str], assignment: str, known: Collection[str]) -> str:
    """The beginning of all paths, with its slash, where it is a folder with a folder for each of several students."""
    parts = [PurePosixPath(place).parts for place in places if not place.lower().endswith(_ZIP)]
    outer = {path[0] for path in parts}
    inner = {path[1] for path in parts if len(path) > 2}
    if len(outer) != 1 or len(inner) < 2 or assignment in inner or outer & {*known}:
        return ""
    (name,) = outer
    return "" if _MOODLE.match(name) else f"{name}/"


def _number(place: str) -> str | None:
    found = (_MOODLE.match(part) for part in PurePosixPath(place).parts)
    return next((match["number"] for match in found if match), None)


def _name(text: str) -> str | None:
    """A name as a folder can bear it, composed in one way (macOS decomposes accents); letters of all scripts stay."""
    name = unicodedata.normalize("NFC", text).replace("/", " ").replace("\\", " ").replace("\0", "").strip(" .")
    return " ".join(name.split()) or None


def _files(folder: Path, problems: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """(path with slashes, content) of every file, those in zips included."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
    for path in paths:
        place = path.relative_to(folder).as_posix() if folder.is_dir() else path.name
        try:
            content = path.read_bytes()
        except OSError as error:
            problems.append((place, str(error.strerror)))
            continue
        yield from _unpacked(place, content, problems, 0, whole=not folder.is_dir())


def _unpacked(
    place: str, content: bytes, problems: list[tuple[str, str]], depth: int, *, whole: bool = False
) -> Iterator[tuple[str, bytes]]:
    """A file, or what a zip holds; `whole` where the zip is the platform's and names no student."""
    if _IGNORED & set(PurePosixPath(place).parts) or PurePosixPath(place).name.startswith("._"):
        return
    if not place.lower().endswith(_ZIP) or depth > _DEEPEST:
        yield place, content
        return
    if not whole:
        yield place, b""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                inner = entry.filename if whole else f"{place[: -len(_ZIP)]}/{entry.filename}"
                if entry.is_dir():
                    continue
                if entry.file_size > _LARGEST:
                    problems.append((inner, "too large"))
                    continue
                try:
                    yield from _unpacked(inner, archive.read(entry), problems, depth + 1)
                # NotImplementedError: zipfile's word for a way of packing that it does not know
                except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
                    problems.append((inner, f"cannot be unpacked: {error}"))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        problems.append((place, f"no zip, or a damaged one: {error}"))


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

    A submission that is there already and differs stays, and is a problem, unless `force` is given. Raises
    `ProblemsFound`, and writes nothing, where this seems to be no download of the assignment.
    """
    kept = Kept(course)
    before = kept.participants
    done = collected(downloads, assignment, known, given, before)
    others = done.other_chapters or done.foreign or not (done.numbers or done.not_graded)
    if others and not done.recognised:
        raise ProblemsFound([_no_download(downloads, assignment, done)])
    refused = {one for one in done.not_graded if course_notebook(course / SUBMITTED / one, assignment).exists()}
    for student, (place, content) in done.notebooks.items():
        path = course_notebook(course / SUBMITTED / student, assignment)
        if path.exists() and not force and path.read_bytes() != content:
            done.problems.append((place, f"{student} has a submission already; --force replaces it"))
            refused.add(student)
            continue
        write_if_changed(path, content)
    kept.add_participants(assignment, {one: number for one, number in done.numbers.items() if one not in refused})
    kept.add_several(assignment, {one: done.several.get(one, "") for one in done.notebooks if one not in refused})
    return done


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
@click.option("--force", is_flag=True, help="Replace submissions that are there already.")
def main(assignment: str, downloads: Path, force: bool) -> None:
    """Put the notebooks of DOWNLOADS, a folder or a zip, where nbgrader looks for submissions of ASSIGNMENT."""
    try:
        done = collect(Path(), assignment, downloads, force=force)
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
