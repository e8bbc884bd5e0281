"""The folders of a course: nbgrader's, and those that assigning adds. Making and grading a course both go by them."""

from __future__ import annotations

from pathlib import Path

COURSE_SOURCES, SOURCE_QUICK, VARIANT_SOURCES = "source", "source-quick", "variants"
"""The instructor's notebooks: everybody's, those with small parameters, and those with a student's own numbers."""
RELEASE_FOLDER, RELEASE_BY_STUDENT = "release", "release-by-student"
"""What students get."""
SUBMITTED, GRADEBOOK = "submitted", "gradebook.db"


def course_notebook(folder: Path, chapter: str) -> Path:
    """Where nbgrader looks for a chapter's notebook in one of its folders, or below a student's name."""
    return folder / chapter / f"{chapter}.ipynb"
