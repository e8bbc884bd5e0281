"""The folders of a course: nbgrader's, and those that assigning adds. Making and grading a course both go by them."""

from __future__ import annotations

import re
from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound

COURSE_SOURCES, SOURCE_QUICK, VARIANT_SOURCES = "source", "source-quick", "variants"
"""The instructor's notebooks: everybody's, those with small parameters, and those with a student's own numbers."""
RELEASE_FOLDER, RELEASE_BY_STUDENT = "release", "release-by-student"
"""What students get."""
SUBMITTED, GRADEBOOK = "submitted", "gradebook.db"


_NO_PATH_OF_A_DATABASE = re.compile(r"\?|%[0-9A-Fa-f]{2}")
"""nbgrader writes the gradebook's path as an address, where these mean something else."""


def check_course_path(folder: Path) -> None:
    """Raise `ProblemsFound` where nbgrader would put the gradebook elsewhere than into this folder."""
    if found := _NO_PATH_OF_A_DATABASE.search(str(folder.resolve())):
        what = f"nbgrader cannot keep a gradebook below a folder with {found[0]!r} in its name"
        raise ProblemsFound([Problem(str(folder), 0, what, "Rename that folder, or move the course out of it.")])


def course_notebook(folder: Path, chapter: str) -> Path:
    """Where nbgrader looks for a chapter's notebook in one of its folders, or below a student's name."""
    return folder / chapter / f"{chapter}.ipynb"
