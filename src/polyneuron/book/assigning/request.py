"""What an instructor typed → the plan of a course, and in the end what to do next, in a few lines."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from polyneuron.book.assigning.chosen import exercise_names, has_variants
from polyneuron.book.assigning.due import due_time, due_words
from polyneuron.book.assigning.folder import Assigned, assign, check_choice, check_folder
from polyneuron.book.assigning.growing import grown
from polyneuron.book.assigning.points import POINTS_CSV, POINTS_PAGE, PointsRow
from polyneuron.book.assigning.students import Student, read_students
from polyneuron.book.grading.course_plan import (
    COURSE_FILE,
    COURSE_NUMBERS,
    FULL_SIZES,
    QUICK_SIZES,
    STUDENT_NUMBERS,
    USUAL_NUMBERS,
    CoursePlan,
    read_plan,
)
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.course_folder import RELEASE_BY_STUDENT, RELEASE_FOLDER, course_notebook
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.exercise import short_name
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.texts.catalogs import CatalogStatus, shares
from polyneuron.book.tools.progress import Progress


@dataclass(frozen=True)
class LocalizedChapters:
    """The chapters of an assignment in its language."""

    edition: Edition
    lessons: Sequence[Lesson]
    states: Sequence[CatalogStatus]
    """How far the translation of each is; nothing in the source language."""

    @property
    def untranslated(self) -> str:
        """What students will find in English; empty where nothing is."""
        told = [f"{one.domain} ({shares([one])[one.language]} % translated)" for one in self.states if not one.complete]
        return f"Partly in English, for want of a translation: {', '.join(told)}." if told else ""


Localize = Callable[[str, Sequence[str]], LocalizedChapters]
"""Gives an edition and its lessons, by the code of its language and the names of its chapters."""


@dataclass(frozen=True)
class Request:
    """The options of the command; None or empty where nothing was said."""

    folder: Path
    language: str | None = None
    chapters: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    due: str | None = None
    time_zone: str | None = None
    seed: int | None = None
    students: Path | None = None
    variants: str | None = None
    hide: bool | None = None
    quick: bool | None = None


@dataclass(frozen=True)
class Planned:
    """What is to be assigned, after everything that can be checked without localised lessons."""

    folder: Path
    plan: CoursePlan
    before: CoursePlan | None
    """What `course.yml` said, with whole names of exercises."""
    named: tuple[str, ...]
    """The chapters that are assigned now."""
    students: Sequence[Student]


def planned(request: Request, configuration: Configuration) -> Planned:
    """Check a request, in a second and before anything is made or waited for; raises `ProblemsFound`."""
    folder = request.folder
    check_folder(folder, configuration.build)
    before = read_plan(folder)
    language, named = _whole(request, before, configuration)
    students = read_students(request.students) if request.students else []
    due = due_time(request.due, request.time_zone) if request.due else None
    lessons = _english(configuration, {*named, *(before.chapters if before else ())})
    _check_exercises(lessons)
    now = [lesson for lesson in lessons if lesson.name in named]
    left_out = exercise_names(request.left_out, now, "--leave-out")
    if before is not None:
        whole = exercise_names(before.leave_out, lessons, str(folder / COURSE_FILE))
        before = replace(before, leave_out=tuple(whole))
    variants = _variants(request, before)
    fresh = CoursePlan(
        language,
        tuple(lesson.name for lesson in now),
        tuple(left_out),
        {lesson.name: due for lesson in now} if due else {},
        variants,
        _seed(request, before, variants),
        bool(request.hide),
        FULL_SIZES if request.quick is False else QUICK_SIZES,
        tuple(student.name for student in students),
    )
    given = {"language", "variants", "seed"} | {
        name
        for name, value in {
            "leave_out": request.left_out or None,
            "hide_predict_checks": request.hide,
            "sizes": request.quick,
        }.items()
        if value is not None
    }
    these = [exercise.name for lesson in now for exercise in lesson.exercises]
    plan = grown(before, fresh, given, these, configuration.chapter_names)
    if plan.variants == STUDENT_NUMBERS and not plan.students:
        what = "Numbers of each student's own need the students"
        raise ProblemsFound([Problem("--variants", 0, what, "Add --students with a table of their names in CSV.")])
    if request.quick:
        _check_quick_sizes(lessons)
    check_choice(folder, before, plan, lessons)
    return Planned(folder, plan, before, named, students)


def assign_chapters(
    chosen: Planned, configuration: Configuration, localized: Localize, progress: Progress, console: Console
) -> None:
    """Make the course folder, and print the points and what to do next; raises `ProblemsFound`."""
    folder, plan = chosen.folder, chosen.plan
    with progress.step("lessons"):
        chapters = localized(plan.language, plan.chapters)
    done = assign(
        folder,
        plan,
        chosen.before,
        chosen.named,
        chapters.edition,
        chapters.lessons,
        chosen.students,
        configuration.cell_timeout,
        progress,
    )
    _print_points(done.rows, console)
    for line in _next_steps(folder, plan, done, chapters):
        click.echo(line)


def _english(configuration: Configuration, names: Collection[str]) -> list[Lesson]:
    """The lessons as they were written, in the order of the book; raises `ProblemsFound` with their mistakes."""
    read = [
        read_lesson(configuration.chapter_path(name), configuration.root)
        for name in configuration.chapter_names
        if name in names
    ]
    if problems := [problem for _, found in read for problem in found]:
        raise ProblemsFound(problems)
    return [lesson for lesson, _ in read]


def _whole(request: Request, before: CoursePlan | None, configuration: Configuration) -> tuple[str, tuple[str, ...]]:
    """The language and the chapters, from the options or from `course.yml`; raises `ProblemsFound` without them."""
    problems = []
    language = request.language or (before.language if before else "")
    if not language:
        remedy = f"Add --language with one of {', '.join(configuration.languages)}."
        problems.append(Problem("--language", 0, "A new course needs its language", remedy))
    else:
        configuration.language(language)
    named = request.chapters or (configuration.choose(before.chapters, pages=False) if before else ())
    if not named:
        remedy = f"Add --chapter with one of {', '.join(configuration.chapter_names)}; a number is enough."
        problems.append(Problem("--chapter", 0, "A new course needs its chapters", remedy))
    if problems:
        raise ProblemsFound(problems)
    return language, named


def _variants(request: Request, before: CoursePlan | None) -> str:
    """Whose numbers: as said now, as said before, or the course's own where a seed was given."""
    return request.variants or (before.variants if before else COURSE_NUMBERS if request.seed else USUAL_NUMBERS)


def _seed(request: Request, before: CoursePlan | None, variants: str) -> int:
    """The seed as said now or before; a course that needs one and says none gets one that nobody guesses."""
    seed = request.seed or (before.seed if before else 0)
    return seed or (secrets.randbelow(9000) + 1000 if variants != USUAL_NUMBERS else 0)


def _check_exercises(lessons: Sequence[Lesson]) -> None:
    if empty := [lesson.name for lesson in lessons if not lesson.exercises]:
        what = f"There is no exercise in {', '.join(empty)}"
        raise ProblemsFound([Problem("--chapter", 0, what, "Choose chapters with exercises.")])


def _check_quick_sizes(lessons: Sequence[Lesson]) -> None:
    """Raise `ProblemsFound` where nobody has proved that right answers pass with small parameters."""
    if others := [lesson.name for lesson in lessons if not lesson.graded_quickly]:
        what = f"Not proved to be graded with small parameters: {', '.join(others)}"
        remedy = "Leave --quick out: chapters that are proved, and train for long, are graded so anyway."
        raise ProblemsFound([Problem("--quick", 0, what, remedy)])


# What is printed


def _print_points(rows: Sequence[PointsRow], console: Console) -> None:
    table = Table("chapter", "exercise", "kind", "min.", "points", "by\ncheck", "by\nhand", box=SIMPLE)
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for column in table.columns[3:]:
        column.justify = "right"
    for place, row in enumerate(rows):
        last = place + 1 == len(rows) or rows[place + 1].chapter != row.chapter
        numbers = (row.minutes, row.points, row.by_check, row.by_hand)
        table.add_row(row.chapter, short_name(row.exercise), row.kind, *map(str, numbers), end_section=last)
    totals = [sum(getattr(row, name) for row in rows) for name in ("minutes", "points", "by_check", "by_hand")]
    table.add_row("total", "", "", *map(str, totals))
    console.print(table)


def _left_out(lesson: Lesson, plan: CoursePlan) -> str:
    """What students do not get of a chapter, and how much they get; empty where they get all."""
    names = [exercise.name for exercise in lesson.exercises]
    left = [short_name(name) for name in plan.leave_out if name in names]
    if not left:
        return ""
    stay = len(names) - len(left)
    return f"Left out of {lesson.name}: {', '.join(left)}. Kept, and listed above: {stay} of {len(names)}."


def _next_steps(folder: Path, plan: CoursePlan, done: Assigned, chapters: LocalizedChapters) -> list[str]:
    lessons = chapters.lessons
    lines = [f"{name} is due {due_words(plan.due[name])}." for name in plan.chapters if name in plan.due]
    if late := [name for name in plan.chapters if name not in plan.due]:
        lines.append(f"Without a due date: {', '.join(late)}.")
    lines += [line for lesson in lessons if (line := _left_out(lesson, plan))]
    lines += [chapters.untranslated] if chapters.untranslated else []
    if plan.variants != USUAL_NUMBERS:
        lines.append(f"Seed {plan.seed}; it stands in {COURSE_FILE}.")
        if same := [lesson.name for lesson in lessons if not has_variants(lesson)]:
            lines.append(f"No exercise has other numbers in {', '.join(same)}.")
    small = [lesson.name for lesson in lessons if lesson.graded_quickly]
    if small and plan.sizes == QUICK_SIZES:
        lines.append(f"Graded with small parameters: {', '.join(small)}. Students get the full ones.")
    if done.kept:
        lines.append(f"As they were given out, since something was handed in: {', '.join(done.kept)}.")
    lines.append(f"Points, to print or to import: {folder / POINTS_PAGE}, {folder / POINTS_CSV}.")
    if done.by_student:
        lines.append(f"Give to each student the folder with his or her name: {folder / RELEASE_BY_STUDENT}.")
    elif done.made:
        given = ", ".join(str(course_notebook(folder / RELEASE_FOLDER, name)) for name in done.made)
        lines.append(f"Give out: {given}")
    else:
        lines.append("Nothing is to be given out anew.")
    lines.append(
        f"To grade what comes back: python -m polyneuron.book grade {shlex.quote(str(folder))} --downloads DOWNLOADS"
    )
    return lines
