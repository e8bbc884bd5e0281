"""One `grade` at a time in a course folder.

Guards against notes that two of them write over: what one had noted of a student, such as what to look at, was lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from polyneuron.book.grading.kept import KEPT_FOLDER
from polyneuron.book.model.problems import Problem, ProblemsFound

_LOCK = "lock"


@contextmanager
def only_one_grading(course: Path) -> Iterator[None]:
    """Be the only one that grades in a course folder; raises `ProblemsFound` where another one does.

    The lock is the system's, so that a run that was killed blocks nobody.
    """
    folder = course / KEPT_FOLDER
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        what, remedy = "Another `grade` runs in this course folder", "Wait until it ends; what it has done is kept."
        raise ProblemsFound([Problem(str(course), 0, what, remedy)]) from None
    try:
        yield
    finally:
        lock.release()
