"""What `course.yml` in a course folder says to grading: when chapters are due, and how large they are run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import yaml

from polyneuron.book.model.problems import Problem, ProblemsFound

FILE = "course.yml"


@dataclass(frozen=True)
class GradingSettings:
    """Nothing of it has to be said."""

    due: dict[str, datetime] = field(default_factory=dict)
    """Chapter → when it is due."""
    quick: bool = False
    """Whether chapters are run with small parameters, where they have them."""


def grading_settings(course: Path) -> GradingSettings:
    """Read the file, if it is there.

    Raises
    ------
    ProblemsFound
        When it cannot be read, or says something else than it may.
    """
    path = course / FILE
    if not path.is_file():
        return GradingSettings()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 0
        raise ProblemsFound([Problem(str(path), line, f"This is no YAML: {error}", "Mend that line.")]) from error
    sizes = content.get("sizes", "full") if isinstance(content, dict) else None
    if sizes not in ("quick", "full"):
        what = f"sizes: {sizes!r} is neither quick nor full"
        raise ProblemsFound([Problem(str(path), 0, what, "Write one of them.")])
    due = content.get("due") or {}
    if not isinstance(due, dict):
        due = dict.fromkeys(content.get("chapters", ()), due)
    times = {}
    for chapter, written in due.items():
        try:
            times[str(chapter)] = _time(written)
        except ValueError:
            remedy = "Write it as in '2027-02-01T18:00+03:30'."
            raise ProblemsFound([Problem(str(path), 0, f"due: {written!r} is no time", remedy)]) from None
    return GradingSettings(times, sizes == "quick")


def _time(written: object) -> datetime:
    if isinstance(written, datetime):
        return written
    if isinstance(written, date):
        return datetime(written.year, written.month, written.day, 23, 59)
    return datetime.fromisoformat(str(written))
