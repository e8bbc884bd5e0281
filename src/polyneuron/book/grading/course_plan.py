"""What was chosen for a course: `course.yml`, which `assign` reads again when the course grows, and grading too.

Guards against a file that was edited by hand: each value that does not fit is named with its line. Who edits it and
assigns again gets what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import yaml

from polyneuron.book.model.exercise import short_name
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.schema import schema_problems
from polyneuron.book.source.yaml_files import read_yaml

COURSE_FILE = "course.yml"
USUAL_NUMBERS, COURSE_NUMBERS, STUDENT_NUMBERS = "none", "course", "student"
VARIANT_CHOICES = (STUDENT_NUMBERS, COURSE_NUMBERS, USUAL_NUMBERS)
"""Whose numbers exercises with variants have: each student's own, the course's own, or those of the pages."""
QUICK_SIZES, FULL_SIZES = "quick", "full"
SIZES = (QUICK_SIZES, FULL_SIZES)
"""Whether submissions are graded with small parameters in the chapters that allow it."""
_HEAD = """# What this course assigns. Made by `python -m polyneuron.book assign`, which reads it when the course grows.
# Who edits it runs `assign` again. Grading reads it too: language, chapters, due, variants, sizes.
"""
_NAMES = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["language", "chapters"],
    "properties": {
        "language": {"type": "string", "description": "the code of an edition, such as fa"},
        "chapters": {**_NAMES, "minItems": 1, "description": "a list of names of chapters, such as 01-neurons"},
        "leave_out": {**_NAMES, "description": "a list of names of exercises, such as bias"},
        "due": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "for a chapter, a time such as '2027-02-01T18:00+03:30'",
        },
        "variants": {"enum": list(VARIANT_CHOICES)},
        "seed": {"type": "integer", "minimum": 0, "description": "a whole number"},
        "hide_predict_checks": {"type": "boolean", "description": "true or false"},
        "sizes": {"enum": list(SIZES)},
        "students": {**_NAMES, "description": "a list of names"},
    },
}


@dataclass(frozen=True)
class CoursePlan:
    """Everything that was chosen for a course."""

    language: str
    chapters: tuple[str, ...]
    leave_out: tuple[str, ...] = ()
    """Names of exercises; as they were typed, where the plan was read."""
    due: dict[str, datetime] = field(default_factory=dict)
    """Chapter → when it is due, with a time zone."""
    variants: str = USUAL_NUMBERS
    seed: int = 0
    """What the course's numbers, and its students' numbers, are drawn with."""
    hide_predict_checks: bool = False
    sizes: str = QUICK_SIZES
    students: tuple[str, ...] = ()


def read_plan(folder: Path) -> CoursePlan | None:
    """What `course.yml` in a course folder says; None where there is none. Raises `ProblemsFound`."""
    path = folder / COURSE_FILE
    if not path.exists():
        return None
    content = read_yaml(path, folder.parent)
    if problems := schema_problems(content, _SCHEMA):
        raise ProblemsFound(problems)
    values = dict(content.values)
    due, problems = {}, []
    for chapter, written in values.pop("due", {}).items():
        try:
            due[chapter] = datetime.fromisoformat(written)
        except ValueError:
            due[chapter] = datetime.min
        if due[chapter].tzinfo is None:
            what = f"due: {chapter}: is {written!r}, and should be a time with its distance from UTC"
            remedy = "Write it as in '2027-02-01T18:00+03:30'."
            problems.append(Problem(content.file, content.line(("due", chapter)), what, remedy))
    if problems:
        raise ProblemsFound(problems)
    for name in ("chapters", "leave_out", "students"):
        values[name] = tuple(values.get(name, ()))
    return CoursePlan(due=due, **values)


def gradebook_time(time: datetime) -> datetime:
    """A time as nbgrader's gradebook keeps it: UTC, without a zone."""
    return time.astimezone(UTC).replace(tzinfo=None)


def plan_text(plan: CoursePlan) -> str:
    """The text of `course.yml`."""
    values = {
        "language": plan.language,
        "chapters": list(plan.chapters),
        "leave_out": list(map(short_name, plan.leave_out)),
        "due": {chapter: time.isoformat(timespec="minutes") for chapter, time in plan.due.items()},
        "variants": plan.variants,
        "seed": plan.seed,
        "hide_predict_checks": plan.hide_predict_checks,
        "sizes": plan.sizes,
        "students": list(plan.students),
    }
    return _HEAD + yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=120)
