"""A course that grows: what is chosen now, put to what was chosen before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from polyneuron.book.grading.course_plan import CoursePlan


def grown(
    before: CoursePlan | None,
    fresh: CoursePlan,
    given: Iterable[str],
    of_these_chapters: Iterable[str],
    order: Iterable[str],
) -> CoursePlan:
    """A plan with what was asked for now; what was not `given` stays as it was before.

    Parameters
    ----------
    given
        Names of fields of `fresh` that somebody chose now.
    of_these_chapters
        Names of the exercises of the chapters that are assigned now: `leave_out` speaks of these alone.
    order
        All chapters, in the order of the book.
    """
    if before is None:
        return fresh
    given, these = set(given), set(of_these_chapters)
    changes = {name: getattr(fresh, name) for name in given - {"chapters", "leave_out", "due", "students"}}
    chapters = {*before.chapters, *fresh.chapters}
    left_out = before.leave_out
    if "leave_out" in given:
        left_out = (*(name for name in before.leave_out if name not in these), *fresh.leave_out)
    return replace(
        before,
        chapters=tuple(name for name in order if name in chapters),
        leave_out=left_out,
        due=before.due | fresh.due,
        students=tuple(dict.fromkeys((*before.students, *fresh.students))),
        **changes,
    )
