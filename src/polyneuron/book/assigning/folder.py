"""Writes a course folder, or lets one grow: sources, releases, students' own notebooks, points, the gradebook.

Guards against the loss of an instructor's work, and against checks that change under students' hands. What was handed
in and marked is never touched; a chapter of which something was handed in stays as it was given out, and a choice
that would change it is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from polyneuron.book.assigning.chosen import has_variants, source_notebook, without_exercises
from polyneuron.book.assigning.points import PointsRow, points_rows, write_points
from polyneuron.book.assigning.releasing import Releases, handed_in_chapters
from polyneuron.book.assigning.students import Student, seed_for
from polyneuron.book.grading.course_plan import COURSE_FILE, STUDENT_NUMBERS, USUAL_NUMBERS, CoursePlan, plan_text
from polyneuron.book.model.course_folder import (
    COURSE_SOURCES,
    RELEASE_BY_STUDENT,
    RELEASE_FOLDER,
    SOURCE_QUICK,
    VARIANT_SOURCES,
    check_course_path,
    course_notebook,
)
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.notebooks.course import NBGRADER_CONFIG_FILE, write_course_settings
from polyneuron.book.notebooks.forms import with_small_values, write_notebook
from polyneuron.book.tools.files import write_if_changed
from polyneuron.book.tools.progress import Progress

_FOR_ALL = ("language", "variants", "seed", "hide_predict_checks")
"""What is chosen for all chapters of a course together."""


@dataclass(frozen=True)
class Assigned:
    """What became of a course folder."""

    made: tuple[str, ...]
    """Chapters that are to be given out, now or again."""
    kept: tuple[str, ...]
    """Chapters that stay as they were given out, because something was handed in."""
    rows: tuple[PointsRow, ...]
    by_student: bool
    """Whether each student has notebooks of his or her own."""


def check_folder(folder: Path, build: Path) -> None:
    """Raise `ProblemsFound` where a folder cannot become a course folder; `build` is the folder that builds remove."""
    if folder.resolve().is_relative_to(build.resolve()):
        what = "A course folder in here would be removed with everything that builds make"
        raise ProblemsFound([Problem(str(folder), 0, what, "Choose a folder of your own.")])
    check_course_path(folder)
    if folder.exists() and not folder.is_dir():
        raise ProblemsFound([Problem(str(folder), 0, "This is a file, not a folder", "Choose another name.")])
    signs = (COURSE_FILE, NBGRADER_CONFIG_FILE, COURSE_SOURCES)
    if folder.is_dir() and any(folder.iterdir()) and not any((folder / sign).exists() for sign in signs):
        what = "There are other things in this folder, and no course"
        raise ProblemsFound([Problem(str(folder), 0, what, "Choose a new folder, or an empty one.")])


def check_choice(folder: Path, before: CoursePlan | None, after: CoursePlan, lessons: Sequence[Lesson]) -> None:
    """Raise `ProblemsFound` where no exercise is left, or what was handed in would be changed; writes nothing."""
    if empty := [one.name for one in lessons if not without_exercises(one, after.leave_out).exercises]:
        what = f"No exercise is left in {', '.join(empty)}"
        raise ProblemsFound([Problem("--leave-out", 0, what, "Leave out fewer exercises, or not this chapter.")])
    frozen = handed_in_chapters(folder, after.chapters)
    if before is None or not frozen:
        return
    own = {exercise.name for lesson in lessons if lesson.name in frozen for exercise in lesson.exercises}
    changed = [name for name in _FOR_ALL if getattr(before, name) != getattr(after, name)]
    if own & {*before.leave_out} != own & {*after.leave_out}:
        changed.append("leave_out")
    if changed:
        what = f"Something was handed in already for {', '.join(frozen)}, and this would change: {', '.join(changed)}"
        remedy = "Leave that as it is: another chapter or another due date is harmless. Or begin another course folder."
        raise ProblemsFound([Problem(str(folder / COURSE_FILE), 0, what, remedy)])


def assign(
    folder: Path,
    plan: CoursePlan,
    before: CoursePlan | None,
    named: Collection[str],
    edition: Edition,
    lessons: Sequence[Lesson],
    students: Sequence[Student],
    cell_timeout: int,
    progress: Progress,
) -> Assigned:
    """Write a course folder; raises `ProblemsFound` where nbgrader makes no assignment. `check_choice` comes before it.

    Parameters
    ----------
    plan, before
        All that is chosen, and what `course.yml` said before, if there was one.
    named
        The chapters that were named now; others that are there already stay, unless a choice for all has changed.
    lessons
        The localised lessons of the plan.
    students
        What the gradebook is told of students; their names stand in the plan.
    """
    frozen = handed_in_chapters(folder, plan.chapters)
    chosen = [without_exercises(lesson, plan.leave_out) for lesson in lessons]
    all_anew = before is None or any(getattr(before, name) != getattr(plan, name) for name in _FOR_ALL)
    course = edition
    if plan.variants != USUAL_NUMBERS:
        course = replace(edition, seed=seed_for(plan.seed))
    folder.mkdir(parents=True, exist_ok=True)
    write_course_settings(course, folder, cell_timeout)
    releases = Releases(folder)
    made = []
    with progress.step("assignments", len(chosen)) as step:
        for lesson in chosen:
            is_there = course_notebook(folder / RELEASE_FOLDER, lesson.name).is_file()
            if lesson.name in frozen or (is_there and lesson.name not in named and not all_anew):
                step.done(lesson.name, 0.0, "unchanged")
                continue
            _write_sources(folder, lesson, course, plan)
            releases.release(lesson.name)
            made.append(lesson.name)
            step.done(lesson.name, 0.0)
    if plan.variants == STUDENT_NUMBERS:
        _write_students(folder, chosen, made, edition, plan, releases, progress)
    releases.save({name: time for name, time in plan.due.items() if name in plan.chapters}, students)
    rows = points_rows(chosen, course)
    write_points(rows, course, folder)
    write_if_changed(folder / COURSE_FILE, plan_text(plan))
    kept = tuple(name for name in plan.chapters if name in frozen)
    return Assigned(tuple(made), kept, tuple(rows), plan.variants == STUDENT_NUMBERS)


def _write_sources(folder: Path, lesson: Lesson, edition: Edition, plan: CoursePlan) -> None:
    """The instructor's notebook, and, where a lesson allows it, the same with small parameters."""
    hide = plan.hide_predict_checks
    path = course_notebook(folder / COURSE_SOURCES, lesson.name)
    write_notebook(source_notebook(lesson, edition, hide_predict_checks=hide), path)
    if lesson.graded_quickly:
        small = with_small_values(source_notebook(lesson, edition, hide_predict_checks=hide), lesson)
        write_notebook(small, course_notebook(folder / SOURCE_QUICK, lesson.name))


def _write_students(
    folder: Path,
    lessons: Sequence[Lesson],
    made: Collection[str],
    edition: Edition,
    plan: CoursePlan,
    releases: Releases,
    progress: Progress,
) -> None:
    """Every student's own notebooks; those that are there already stay, unless their chapter was made just now."""
    with progress.step("students' own notebooks", len(plan.students)) as step:
        for student in plan.students:
            own = replace(edition, seed=seed_for(plan.seed, student))
            for lesson in lessons:
                given = course_notebook(folder / RELEASE_BY_STUDENT / student, lesson.name)
                if given.is_file() and lesson.name not in made:
                    continue
                if not has_variants(lesson):
                    text = course_notebook(folder / RELEASE_FOLDER, lesson.name).read_bytes()
                    given.parent.mkdir(parents=True, exist_ok=True)
                    write_if_changed(given, text)
                    continue
                notebook = source_notebook(lesson, own, hide_predict_checks=plan.hide_predict_checks)
                write_notebook(notebook, course_notebook(folder / VARIANT_SOURCES / student, lesson.name))
                write_notebook(releases.released(notebook, lesson.name), given)
            step.done(student, 0.0)
